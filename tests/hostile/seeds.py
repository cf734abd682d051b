"""seeds.py [--manifests] FOLDER MOST - for fuzzers to begin with: every package of at most MOST bytes, a file each; or
the manifests in them, behind the two bytes that tests/fuzz/package.c wants in front."""
import os
import sys
import zipfile

import containers
import manifests

NAMES = ["imsmanifest.xml", "cmi5.xml", "tincan.xml", "course.crs"]


def manifest_of(name, path):
    """Cases are named by what they are, so only packages that Python can read have one."""
    try:
        with zipfile.ZipFile(path) as z:
            kind = next(i for i, n in enumerate(NAMES) if n in z.namelist())
            return bytes([kind, len(name) % 2]) + z.read(NAMES[kind])
    except (zipfile.BadZipFile, StopIteration, RuntimeError):
        return None


def main():
    only_manifests = "--manifests" in sys.argv
    folder, most = sys.argv[-2], int(sys.argv[-1])
    for name, (_, data) in (manifests.CASES if only_manifests else {**containers.CASES, **manifests.CASES}).items():
        path = os.path.join(folder, name)
        with open(path, "wb") as f:
            f.write(data)
        if only_manifests:
            data = manifest_of(name, path)
            if data is not None:
                with open(path, "wb") as f:
                    f.write(data)
        if data is None or len(data) > most:
            os.remove(path)


main()
