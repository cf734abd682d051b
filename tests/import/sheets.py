"""Spreadsheets and documents written byte by byte, for what programs make of them."""
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def archive(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(name, text)
    return out.getvalue()


def letters(column):
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name


class Raw(str):
    """Markup of a cell as it stands, with {} for its r attribute."""


class Shared:
    def __init__(self):
        self.index = {}

    def cell(self, text):
        return f'<c{{}} t="s"><v>{self.index.setdefault(text, len(self.index))}</v></c>'

    def part(self):
        return (f'{HEAD}<sst xmlns="{MAIN}">'
                + "".join(f'<si><t xml:space="preserve">{escape(t)}</t></si>' for t in self.index) + "</sst>")


def sheet(rows, shared):
    """Rows are lists of texts, Raw cells and None, or (number, list)."""
    out = []
    number = 0
    for row in rows:
        number, cells = row if isinstance(row, tuple) else (number + 1, row)
        line = ""
        for i, cell in enumerate(cells):
            if cell is not None:
                markup = cell if isinstance(cell, Raw) else shared.cell(cell)
                line += markup.replace("{}", f' r="{letters(i)}{number}"')
        out.append(f'<row r="{number}">{line}</row>')
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{"".join(out)}</sheetData></worksheet>'


def xlsx(sheets, formats=(), epoch1904=False, hidden=(), more=None):
    """`sheets`: names to rows or to the part itself. Style i + 1 has the format formats[i]: the
    number of a built-in one or its code."""
    shared = Shared()
    parts = {"[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"/>',
             "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r0" '
                            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'}
    entries, relations = "", ""
    for i, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        entries += f'<sheet name={quoteattr(name)} sheetId="{i}"{state} r:id="s{i}"/>'
        relations += f'<Relationship Id="s{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        parts[f"xl/worksheets/sheet{i}.xml"] = rows if isinstance(rows, str) else sheet(rows, shared)
    parts["xl/workbook.xml"] = (f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="'
                                f'{int(epoch1904)}"/><sheets>{entries}</sheets></workbook>')
    relations += (f'<Relationship Id="t" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
                  f'<Relationship Id="y" Type="{OFFICE}/styles" Target="styles.xml"/>')
    parts["xl/_rels/workbook.xml.rels"] = (f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{relations}'
                                           "</Relationships>")
    own = [(200 + i, f) for i, f in enumerate(formats) if isinstance(f, str)]
    ids = [0] + [200 + i if isinstance(f, str) else f for i, f in enumerate(formats)]
    parts["xl/styles.xml"] = (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>'
        + "".join(f'<numFmt numFmtId="{i}" formatCode={quoteattr(f)}/>' for i, f in own)
        + '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>'
        + "".join(f'<xf numFmtId="{i}"/>' for i in ids) + "</cellXfs></styleSheet>")
    parts["xl/sharedStrings.xml"] = shared.part()
    parts.update(more or {})
    return archive(parts)


ODS_HEAD = (HEAD + '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
            'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
            'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
            '<office:automatic-styles><style:style style:name="off" style:family="table">'
            '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
            "<office:body><office:spreadsheet>")
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def ods_cell(cell):
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, Raw):
        return cell
    return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'


def ods_row(cells, repeated=""):
    return f"<table:table-row{repeated}>{''.join(map(ods_cell, cells))}</table:table-row>"


def ods(tables, manifest=""):
    """`tables`: names to the markup or the rows of the table."""
    body = ""
    for name, rows in tables.items():
        style = ' table:style-name="off"' if name.startswith("off") else ""
        rows = rows if isinstance(rows, str) else "".join(map(ods_row, rows))
        body += f"<table:table table:name={quoteattr(name)}{style}>{rows}</table:table>"
    return archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                    "content.xml": ODS_HEAD + body + ODS_TAIL,
                    "META-INF/manifest.xml": HEAD + f"<manifest>{manifest}</manifest>"})


def compound(stream):
    """The first sectors of an old document, or of one with a password, with a stream of that name."""
    head = bytearray(512)
    head[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", "Other", stream))
    return bytes(head) + entries + bytes(2048)
