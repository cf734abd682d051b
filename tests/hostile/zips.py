"""zips.py - archives written byte by byte, so that each byte can be the wrong one.

An Entry has what its local header, its bytes, its descriptor and its row in the directory say; local={...} and
central={...} change what one of the two says. archive() lays entries one behind the other and ends with the
directory and the end records; its arguments put something else where something is.
"""
import functools
import struct
import zlib

STORED, DEFLATED = 0, 8
ENCRYPTED, DESCRIPTOR, PATCH, STRONG, UTF8, MASKED = 1, 8, 32, 64, 2048, 8192
FULL = 0xFFFFFFFF


@functools.cache
def zeros(n):
    """n million zeros, deflated, without making them."""
    z = zlib.compressobj(9, zlib.DEFLATED, -15)
    return (z.compress(b"\0" * 1000000) + z.flush(zlib.Z_FULL_FLUSH)) * n + b"\3\0"


def deflate(data):
    z = zlib.compressobj(9, zlib.DEFLATED, -15)
    return z.compress(data) + z.flush()


class Entry:
    """One file. name: text (UTF-8, flagged when it is not ASCII) or bytes (as they are, not flagged)."""

    def __init__(self, name, data=b"etalon\n", method=STORED, flags=None, packed=None, size=None, mode=0o100644,
                 host=3, extra=b"", local_extra=None, local=None, central=None, descriptor=None, before=b"",
                 behind=b""):
        self.raw = name if isinstance(name, bytes) else name.encode()
        self.flags = (UTF8 if isinstance(name, str) and not name.isascii() else 0) if flags is None else flags
        self.method, self.mode, self.host, self.extra = method, mode, host, extra
        self.local_extra = extra if local_extra is None else local_extra
        self.bytes = packed if packed is not None else deflate(data) if method == DEFLATED else data
        self.size, self.crc = len(data) if size is None else size, zlib.crc32(data)
        self.local, self.central, self.descriptor = local or {}, central or {}, descriptor
        self.before, self.behind = before, behind

    def local_header(self):
        later = self.flags & DESCRIPTOR
        v = dict(sig=0x04034b50, need=20, flags=self.flags, method=self.method, crc=0 if later else self.crc,
                 packed=0 if later else len(self.bytes), size=0 if later else self.size, name=self.raw,
                 extra=self.local_extra)
        v.update(self.local)
        v.setdefault("name_length", len(v["name"]))
        v.setdefault("extra_length", len(v["extra"]))
        return struct.pack("<IHHHHHIIIHH", v["sig"], v["need"], v["flags"], v["method"], 0x6000, 0x21, v["crc"],
                           v["packed"], v["size"], v["name_length"], v["extra_length"]) + v["name"] + v["extra"]

    def tail(self):
        """What stands behind the bytes: with bit 3 a descriptor, as told or as it should be."""
        if self.descriptor is not None:
            return self.descriptor
        if self.flags & DESCRIPTOR:
            return struct.pack("<IIII", 0x08074b50, self.crc, len(self.bytes), self.size)
        return b""

    def row(self, offset):
        v = dict(sig=0x02014b50, made=self.host << 8 | 20, need=20, flags=self.flags, method=self.method, crc=self.crc,
                 packed=len(self.bytes), size=self.size, name=self.raw, extra=self.extra, comment=b"", disk=0,
                 attributes=self.mode << 16, offset=offset)
        v.update(self.central)
        v.setdefault("name_length", len(v["name"]))
        v.setdefault("extra_length", len(v["extra"]))
        return struct.pack("<IHHHHHHIIIHHHHHII", v["sig"], v["made"], v["need"], v["flags"], v["method"], 0x6000, 0x21,
                           v["crc"], v["packed"], v["size"], v["name_length"], v["extra_length"], len(v["comment"]),
                           v["disk"], 0, v["attributes"], v["offset"]) + v["name"] + v["extra"] + v["comment"]


def end(n, size, offset, comment=b"", **over):
    v = dict(disk=0, directory_disk=0, here=n, total=n, size=size, offset=offset, length=len(comment))
    v.update(over)
    return struct.pack("<IHHHHIIH", 0x06054b50, v["disk"], v["directory_disk"], v["here"] & 0xFFFF,
                       v["total"] & 0xFFFF, v["size"], v["offset"], v["length"]) + comment


def end64(n, size, offset, **over):
    v = dict(length=44, disk=0, directory_disk=0, here=n, total=n, size=size, offset=offset)
    v.update(over)
    return struct.pack("<IQHHIIQQQQ", 0x06064b50, v["length"], 45, 45, v["disk"], v["directory_disk"], v["here"],
                       v["total"], v["size"], v["offset"])


def locator(offset, disk=0, disks=1):
    return struct.pack("<IIQI", 0x07064b50, disk, offset, disks)


def zip64_field(*sizes):
    return struct.pack("<HH", 1, 8 * len(sizes)) + b"".join(struct.pack("<Q", s) for s in sizes)


def archive(entries, prefix=b"", shift=0, gap=b"", rows=None, more_rows=b"", behind_directory=b"", zip64=None,
            comment=b"", suffix=b"", **over):
    """prefix: bytes in front, counted in the offsets unless shift is its length. zip64: a function of (n, size,
    offset, where) that gives the ZIP64 records. over: what the end record says instead."""
    out, told = bytearray(prefix), bytearray()
    for e in entries:
        out += e.before
        told += e.row(len(out) - shift)
        out += e.local_header() + e.bytes + e.tail() + e.behind
    out += gap
    offset = len(out) - shift
    directory = (rows if rows is not None else bytes(told)) + more_rows
    out += directory + behind_directory
    if zip64:
        out += zip64(len(entries), len(directory), offset, len(out) - shift)
    out += end(len(entries), over.pop("size", len(directory)), over.pop("offset", offset), comment, **over)
    return bytes(out + suffix)
