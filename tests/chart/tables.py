"""Writes the tables that charts are drawn of, FILE.table each; see draw.c."""
import csv
import pathlib
import sys

source = pathlib.Path(sys.argv[1])


class Numbers:
    """The same ones every time, whatever Python makes of random."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) % 2 ** 31
        return (self.state >> 8) % n


def write(name, kind, title, columns, rows, lang='en'):
    lines = [kind, title, lang, '\t'.join(columns)]
    lines += ['\t'.join(str(cell) for cell in row) for row in rows]
    pathlib.Path(name + '.table').write_text('\n'.join(lines) + '\n', encoding='utf-8')


def dim(*names):
    return ['row|Row|text'] + [c for n in names for c in (f'{n}|{n.capitalize()}|text', f'{n}_name|{n.capitalize()}|text')]


COUNT = ['value|Participants|count|learners']
SHARE = ['value|Completion rate|share', 'numerator|Completed|count', 'denominator|Registrations|count']
RMOS = ['AFRIMETS', 'APMP', 'COOMET', 'EURAMET', 'GULFMET', 'SIM']
MONTHS = [(f'{y}-{m:02}', f'{n} {y}') for y in (2021, 2022, 2023, 2024) for m, n in enumerate(
    'January February March April May June July August September October November December'.split(), 1)]


def economies():
    with open(source / 'schemas/data/economies.tsv', encoding='utf-8') as f:
        return [(r['alpha2'], r['name_en']) for r in csv.DictReader(f, delimiter='\t') if r['numeric']]


def one(rows):
    return [('group', i, n, v) for i, n, v in rows] + [('total', '', 'total', 1)]


def bars():
    rmo = [(r, r, v) for r, v in zip(RMOS, (211, 406, 187, 640, '·', 298))]
    write('bars', 'bars', 'Participants by RMO', dim('rmo') + COUNT, one(rmo))
    write('bars-fr', 'bars', 'Participants par ORM', dim('rmo') + COUNT, one([(r, r, 10 ** i * 3) for i, r in enumerate(RMOS)]), 'fr')
    write('bars-empty', 'bars', 'Participants by course', dim('course') + COUNT, [('total', '', 'total', 0)])
    write('bars-one', 'bars', 'Participants by course', dim('course') + COUNT, one([('uncertainty', 'Measurement uncertainty', 12)]))
    write('bars-zeros', 'bars', 'Participants by RMO', dim('rmo') + COUNT, one([(r, r, 0) for r in RMOS]))
    write('bars-hidden', 'bars', 'Participants by RMO', dim('rmo') + COUNT, one([(r, r, '·') for r in RMOS]))
    write('bars-huge', 'bars', 'Views of recordings by RMO', dim('rmo') + COUNT,
          one([(r, r, 9007199254740991 // 7 ** i) for i, r in enumerate(RMOS)]))
    write('bars-share', 'bars', 'Completion rate by course', dim('course') + SHARE,
          [('group', f'c{i}', n, v, 1, 2) for i, (n, v) in enumerate((
              ('Introduction to the CIPM MRA', 0.8123), ('Traceability and calibration hierarchies in legal metrology and beyond, a long title', 0.4),
              ('Planning a laboratory', '-'), ('UTC and its dissemination', 1), ('KCDB 2.0', '·'), ('Uncertainty', 0)))])
    names = ['العربية: مقدمة في علم القياس (الجزء 1)', '计量学导论：国家计量体系与国际单位制', 'מבוא למטרולוגיה (2)', 'Введение в метрологию',
             'Δοκιμές και διακριβώσεις', 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung', '<b>&"quoted"</b>', 'e\u0301 combined']
    write('bars-names', 'bars', 'Participants by course: a title that is so long that one line will not hold it, even where there is room for a wide drawing',
          dim('course') + COUNT, one([(f'c{i}', n, 7 * (i + 3)) for i, n in enumerate(names)]))
    numbers = Numbers(7)
    write('bars-200', 'bars', 'Participants by economy', dim('economy') + COUNT,
          one([(c, n, numbers.below(900) if numbers.below(9) else '·') for c, n in economies()[:200]]))


def stacked():
    courses = [('mra', 'The CIPM MRA'), ('si', 'The SI'), ('legal', 'Legal metrology'), ('time', 'Time scales')]
    numbers = Numbers(3)
    write('stacked', 'stacked', 'Registrations by RMO and course', dim('rmo', 'course') + ['value|Registrations|count|registrations'],
          [('group', r, r, c, n, numbers.below(200) if (r, c) != ('SIM', 'si') else '·') for r in RMOS for c, n in courses])
    write('stacked-many', 'stacked', 'Registrations by course and RMO', dim('course', 'economy') + COUNT,
          [('group', c, n, e, m, numbers.below(40)) for c, n in courses for e, m in economies()[:15]])
    write('stacked-hidden', 'stacked', 'Registrations by course and RMO', dim('course', 'economy') + COUNT,
          [('group', c, n, e, m, numbers.below(40) if numbers.below(5) else '·') for c, n in courses for e, m in economies()[:15]])
    write('stacked-zeros', 'stacked', 'Registrations by RMO and course', dim('rmo', 'course') + COUNT,
          [('group', r, r, c, n, 0) for r in RMOS[:3] for c, n in courses])


def lines():
    numbers = Numbers(5)
    write('lines', 'lines', 'Participants by RMO and month', dim('rmo', 'month') + COUNT,
          [('group', r, r, i, n, 10 * k + numbers.below(30) + j if not (r == 'SIM' and 10 < j < 16) else ('-', '·')[j % 2])
           for k, r in enumerate(RMOS) for j, (i, n) in enumerate(MONTHS[:24])])
    write('lines-one', 'lines', 'Registrations by year', dim('year') + ['value|Registrations|count|registrations'],
          [('group', y, y, v) for y, v in zip(range(2018, 2027), (12, 40, 95, 230, 212, 388, 421, 640, 655))])
    write('lines-single', 'lines', 'Registrations by year', dim('year') + COUNT, [('group', 2024, 2024, 5)])
    write('lines-zeros', 'lines', 'Registrations by month', dim('month') + COUNT, [('group', i, n, 0) for i, n in MONTHS[:12]])
    write('lines-hidden', 'lines', 'Registrations by month', dim('month') + COUNT, [('group', i, n, '·') for i, n in MONTHS[:12]])
    write('lines-huge', 'lines', 'Views by month', dim('month') + COUNT,
          [('group', i, n, 10 ** 15 + 10 ** 14 * numbers.below(90)) for i, n in MONTHS])
    write('lines-share', 'lines', 'Completion rate by quarter', dim('quarter') + SHARE,
          [('group', f'{y}-Q{q}', f'{y} Q{q}', '-' if (y, q) == (2022, 2) else 0.3 + numbers.below(60) / 100, 1, 2) for y in range(2020, 2025) for q in (1, 2, 3, 4)])
    write('lines-many', 'lines', 'Participants by economy and year', dim('economy', 'year') + COUNT,
          [('group', c, n, y, y, numbers.below(300)) for c, n in economies()[:20] for y in range(2018, 2026)])


def maps():
    numbers = Numbers(11)

    def figure(code):
        if code in ('US', 'TV', 'ML'):
            return '·'
        return 0 if numbers.below(12) == 0 else int(1.5 ** numbers.below(16))
    rows = [(c, n, figure(c)) for c, n in economies() if numbers.below(5)]
    write('map', 'map', 'Participants by economy', dim('economy') + COUNT, one(rows + [('XI', 'International organisation', 9)]))
    write('map-share', 'map', 'Completion rate by economy', dim('economy') + SHARE,
          [('group', c, n, numbers.below(101) / 100, 1, 2) for c, n in economies() if numbers.below(2)])
    write('map-one', 'map', 'Participants by economy', dim('economy') + COUNT, one([('LU', 'Luxembourg', 1)]))
    write('map-zeros', 'map', 'Participants by economy', dim('economy') + COUNT, one([(c, n, 0) for c, n in economies()[::3]]))
    write('map-hidden', 'map', 'Participants by economy', dim('economy') + COUNT, one([(c, n, '·') for c, n in economies()[::2]]))
    write('map-empty', 'map', 'Participants by economy', dim('economy') + COUNT, [('total', '', 'total', 0)])


def others():
    numbers = Numbers(2)
    rows = []
    for i, (month, name) in enumerate(MONTHS[24:36]):
        done = 0.0
        for k in range(12 - i):
            done += (1 - done) * numbers.below(25) / 100
            rows.append(('group', month, name, k, k, '·' if (i, k) == (3, 1) else round(done, 4), 1, 2))
    write('cohort', 'cohort', 'Completion rate by month of registration and months since', dim('cohort', 'elapsed') + SHARE, rows)
    write('cohort-count', 'cohort', 'Completions by month of registration and months since', dim('cohort', 'elapsed') + COUNT,
          [('group', m, n, k, k, numbers.below(3000)) for i, (m, n) in enumerate(MONTHS[:36]) for k in range(36 - i)])
    steps = [('registered', 'Inscrits'), ('started', 'Commencé'), ('half', 'À moitié fait'), ('completed', 'Achevé'), ('passed', 'Réussi')]
    titles = [('mra', 'L’arrangement du CIPM sur la reconnaissance mutuelle'), ('si', 'Le SI'), ('legal', 'La métrologie légale')]
    for kind in ('multiples', 'lines', 'cohort'):
        write(kind + '-stages', kind, 'Entonnoir par cours', dim('course', 'stage') + COUNT,
              [('group', c, n, s, t, 500 // (k + 1) + 7 * len(n)) for c, n in titles for k, (s, t) in enumerate(steps)], 'fr')
    stages = ['Registered', 'Started', 'Half of it or more', 'Completed', 'Passed', 'Certified']
    write('funnel', 'funnel', 'From registration to certificate', ['row|Row|text'] + [f'v{i}|{s}|count|registrations' for i, s in enumerate(stages)],
          [('total', 1650, 1412, 1100, 903, 641, 12)])
    write('funnel-hidden', 'funnel', 'From registration to certificate', ['row|Row|text'] + [f'v{i}|{s}|count|registrations' for i, s in enumerate(stages)],
          [('total', 40, 12, '·', '·', 0, 0)])
    write('funnel-zeros', 'funnel', 'From registration to certificate', ['row|Row|text'] + [f'v{i}|{s}|count|registrations' for i, s in enumerate(stages)],
          [('total', 0, 0, 0, 0, 0, 0)])
    write('multiples', 'multiples', 'Participants by RMO and month', dim('rmo', 'month') + COUNT,
          [('group', r, r, i, n, 40 * k + numbers.below(60) if not (r == 'SIM' and 10 < j < 16) else '·')
           for k, r in enumerate(RMOS) for j, (i, n) in enumerate(MONTHS)])
    write('multiples-one', 'multiples', 'Participants by RMO and year', dim('rmo', 'year') + COUNT,
          [('group', r, r, 2024, 2024, v) for r, v in zip(RMOS, (0, 0, 5, 0, '·', '-'))])


bars()
stacked()
lines()
maps()
others()
