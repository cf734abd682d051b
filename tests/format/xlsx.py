"""Reads a workbook as the standard says, by nothing but the standard library, and compares
it with the JSON of the same report: xlsx.py BOOK JSON [the same as .fods by another program]."""
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
REL = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'


def column(ref):
    n = 0
    for letter in re.match('[A-Z]+', ref)[0]:
        n = n * 26 + ord(letter) - 64
    return n - 1


class Book:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        assert self.zip.testzip() is None
        assert {i.date_time for i in self.zip.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in self.zip.namelist():
            tree.fromstring(self.zip.read(name))
        assert b'>1980-01-01T00:00:00Z<' in self.zip.read('docProps/core.xml')
        styles = self.xml('xl/styles.xml')
        formats = {f.get('numFmtId'): f.get('formatCode') for f in styles.iter(MAIN + 'numFmt')}
        formats.update({'0': '', '3': '#,##0', '10': '0.00%'})
        self.looks = [formats[x.get('numFmtId')] for x in styles.find(MAIN + 'cellXfs')]
        targets = {r.get('Id'): r.get('Target') for r in self.xml('xl/_rels/workbook.xml.rels')}
        self.sheets = {s.get('name'): 'xl/' + targets[s.get(REL + 'id')]
                       for s in self.xml('xl/workbook.xml').iter(MAIN + 'sheet')}

    def xml(self, name):
        return tree.fromstring(self.zip.read(name))

    def rows(self, sheet):
        """Lists of (value, format of the number); a text is a str."""
        for row in self.xml(self.sheets[sheet]).iter(MAIN + 'row'):
            cells = {}
            for c in row:
                assert c.find(MAIN + 'f') is None, 'a formula'
                text = ''.join(t.text or '' for t in c.iter(MAIN + 't'))
                v = c.find(MAIN + 'v')
                cells[column(c.get('r'))] = (
                    float(v.text) if v is not None else text or None, self.looks[int(c.get('s', 0))])
            yield [cells.get(i, (None, '')) for i in range(max(cells, default=-1) + 1)]


UNDEFINED = {'en': 'n/a', 'fr': 's.\u202fo.', 'es': 'n/d'}


def want(value, unit, lang):
    if value is None:
        return UNDEFINED[lang] if unit in ('share', 'number') else None
    return float(value) if isinstance(value, (int, float)) else value or None


def seen(table):
    """The columns that people see: of an id and a name with one title, the name."""
    last = {c['title']: c for c in table['columns']}
    return [last[title] for title in table['shown']]


def compare(got, table, lang):
    columns = seen(table)
    rows = list(got)
    assert [v for v, _ in rows[0]] == [c['title'] for c in columns], rows[0]
    assert len(rows) == len(table['rows']) + 1, (len(rows), len(table['rows']))
    for cells, row in zip(rows[1:], table['rows']):
        hidden = row.get('hidden', [])
        for i, c in enumerate(columns):
            value, look = cells[i] if i < len(cells) else (None, '')
            expected = '·' if c['id'] in hidden else want(row[c['id']], c['unit'], lang)
            assert value == expected, (c['id'], value, expected)
            if isinstance(value, float):
                assert look == {'share': '0.00%', 'text': ''}.get(c['unit'], '#,##0'), (c['id'], look)


def check_sheet(book, name):
    sheet = book.xml(book.sheets[name])
    pane = next(sheet.iter(MAIN + 'pane'))
    assert (pane.get('ySplit'), pane.get('state')) == ('1', 'frozen')
    assert sheet.find(MAIN + 'autoFilter') is not None
    assert len(sheet.find(MAIN + 'cols')) > 0


OFFICE = '{urn:oasis:names:tc:opendocument:xmlns:office:1.0}'
TABLE = '{urn:oasis:names:tc:opendocument:xmlns:table:1.0}'
TEXT = '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}'


def words(cell):
    """What is written in a cell of OpenDocument: blanks behind one another are elements."""
    def inside(one):
        if one.tag in (TEXT + 's', TEXT + 'line-break', TEXT + 'tab'):
            return {'s': ' ' * int(one.get(TEXT + 'c', 1)), 'k': '\n', 'b': '\t'}[one.tag[-1]]
        return (one.text or '') + ''.join(inside(i) + (i.tail or '') for i in one)
    return '\n'.join(inside(p) for p in cell.findall(TEXT + 'p'))


def repeated(of, name, what):
    """Elements as often as they say, those at the end without content left out."""
    found = []
    for one in of:
        if one.tag in what:
            times = int(one.get(TABLE + name, 1))
            found += [one] * (times if times < 10000 else 1)
        elif one.tag in (TABLE + 'table-header-rows', TABLE + 'table-rows', TABLE + 'table-row-group'):
            found += repeated(one, name, what)
    return found


def cells_of(row):
    cells = repeated(row, 'number-columns-repeated', (TABLE + 'table-cell', TABLE + 'covered-table-cell'))
    while cells and cells[-1].get(OFFICE + 'value-type') is None:
        cells.pop()
    return cells


def by_another_program(path, book):
    """The sheets as LibreOffice read them: their names and order, and of each cell value and type."""
    sheets = tree.parse(path).getroot().find(f'{OFFICE}body/{OFFICE}spreadsheet').findall(TABLE + 'table')
    assert [s.get(TABLE + 'name') for s in sheets] == list(book.sheets)
    figures = 0
    for sheet, name in zip(sheets, book.sheets):
        rows = [cells_of(r) for r in repeated(sheet, 'number-rows-repeated', (TABLE + 'table-row',))]
        while rows and not rows[-1]:
            rows.pop()
        ours = list(book.rows(name))
        assert len([r for r in rows if r]) == len([r for r in ours if any(v is not None for v, _ in r)]), name
        for cells, row in zip([r for r in rows if r], [r for r in ours if any(v is not None for v, _ in r)]):
            for i, (value, look) in enumerate(row):
                cell = cells[i] if i < len(cells) else None
                kind = None if cell is None else cell.get(OFFICE + 'value-type')
                where = (name, i, value, kind)
                assert cell is None or cell.get(TABLE + 'formula') is None, where
                if isinstance(value, float):
                    assert kind == ('percentage' if look.endswith('%') else 'float'), where
                    assert abs(float(cell.get(OFFICE + 'value')) - value) < 1e-12, where
                    figures += 1
                elif value is not None:
                    assert (kind, words(cell)) == ('string', value), (*where, words(cell))
                else:
                    assert kind is None, where
    assert figures > 0


def main():
    book, report = Book(sys.argv[1]), json.loads(pathlib.Path(sys.argv[2]).read_text())
    lang, tables = report.get('lang', 'en'), report['tables']
    names = list(book.sheets)
    assert len(names) == len({n.lower() for n in names})
    assert all(0 < len(n) <= 31 and not set(n) & set('[]:*?/\\') for n in names), names
    rest = iter(names)                      # between those of tables are others: of words, of charts
    for table in tables:
        name = next(n for n in rest if table['title'].startswith(n))
        table['shown'] = [v for v, _ in next(book.rows(name))]
        assert len(table['shown']) > 1 and not {'Row', 'Ligne', 'Fila'} & set(table['shown'])
        check_sheet(book, name)
        compare(book.rows(name), table, lang)
    about = [v for row in book.rows(names[-1]) for v, _ in row]
    for table in tables:
        assert table['title'] in about and table.get('definition', table['title']) in about
        assert all(note in about for note in table.get('notes', []))
    if len(sys.argv) > 3:
        by_another_program(sys.argv[3], book)
    print(len(tables), 'tables')


main()
