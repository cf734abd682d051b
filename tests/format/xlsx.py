"""Reads a workbook as the standard says, by nothing but the standard library, and compares
it with the JSON of the same report: xlsx.py BOOK JSON [CSV of each sheet by another program]."""
import csv
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


def want(value, unit):
    if value is None:
        return 'n/a' if unit in ('share', 'number') else None
    return float(value) if isinstance(value, (int, float)) else value or None


def seen(table):
    """The columns that people see: of an id and a name with one title, the name."""
    last = {c['title']: c for c in table['columns']}
    return [last[title] for title in table['shown']]


def compare(got, table):
    columns = seen(table)
    rows = list(got)
    assert [v for v, _ in rows[0]] == [c['title'] for c in columns], rows[0]
    assert len(rows) == len(table['rows']) + 1, (len(rows), len(table['rows']))
    for cells, row in zip(rows[1:], table['rows']):
        hidden = row.get('hidden', [])
        for i, c in enumerate(columns):
            value, look = cells[i] if i < len(cells) else (None, '')
            expected = '·' if c['id'] in hidden else want(row[c['id']], c['unit'])
            assert value == expected, (c['id'], value, expected)
            if isinstance(value, float):
                assert look == ('0.00%' if c['unit'] == 'share' else '#,##0'), (c['id'], look)


def check_sheet(book, name):
    sheet = book.xml(book.sheets[name])
    pane = next(sheet.iter(MAIN + 'pane'))
    assert (pane.get('ySplit'), pane.get('state')) == ('1', 'frozen')
    assert sheet.find(MAIN + 'autoFilter') is not None
    assert len(sheet.find(MAIN + 'cols')) > 0


def by_another_program(folder, book, tables):
    """The CSV files LibreOffice made, one a sheet, say the same."""
    for name, table in zip(book.sheets, tables):
        with open(next(pathlib.Path(folder).glob(f'*-{name}.csv')), newline='') as file:
            rows = list(csv.reader(file))
        assert rows[0] == [c['title'] for c in seen(table)], rows[0]
        for cells, row in zip(rows[1:], table['rows']):
            for c, cell in zip(seen(table), cells):
                value = '·' if c['id'] in row.get('hidden', []) else want(row[c['id']], c['unit'])
                if isinstance(value, float) and cell.endswith('%'):
                    cell = round(float(cell[:-1]) / 100, 6)
                elif isinstance(value, float):
                    cell = float(cell.replace(',', ''))
                assert cell == (value if value is not None else ''), (c['id'], cell, value)


def main():
    book = Book(sys.argv[1])
    tables = json.loads(pathlib.Path(sys.argv[2]).read_text())['tables']
    names = list(book.sheets)
    assert len(names) == len({n.lower() for n in names})
    assert all(0 < len(n) <= 31 and not set(n) & set('[]:*?/\\') for n in names), names
    for name, table in zip(names, tables):
        table['shown'] = [v for v, _ in next(book.rows(name))]
        assert len(table['shown']) > 1 and 'Row' not in table['shown']
        check_sheet(book, name)
        compare(book.rows(name), table)
    about = [v for row in book.rows(names[-1]) for v, _ in row]
    for table in tables:
        assert table['title'] in about and table['definition'] in about
        assert all(note in about for note in table['notes'])
    if len(sys.argv) > 3:
        by_another_program(sys.argv[3], book, tables)
    print(len(tables), 'tables')


main()
