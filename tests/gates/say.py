import collections
import csv
import pathlib
import re
import sys

LITERAL = r'"(?:[^"\\]|\\.)*"'
WHERE = {'say': 2, 'TO_SAY': 0, 'NOTE': 1}              # among the arguments the sentence stands
SKIP = re.compile(r'/\*.*?\*/|//[^\n]*', re.S)


def arguments(code, at):
    """What stands between the commas of the brackets that open before `at`."""
    depth, args, begin = 0, [], at
    for token in re.compile(LITERAL + r"|'(?:[^'\\]|\\.)*'|[(){}\[\],]").finditer(code, at):
        if token[0] in '([{':
            depth += 1
        elif token[0] in ')]}' and depth == 0:
            return args + [code[begin:token.start()]]
        elif token[0] in ')]}':
            depth -= 1
        elif token[0] == ',' and depth == 0:
            args.append(code[begin:token.start()])
            begin = token.end()
    return args


def literals(expression):
    """The texts in it; those that stand side by side are one."""
    for run in re.findall(rf'{LITERAL}(?:\s*{LITERAL})*', expression):
        text = ''.join(part[1:-1] for part in re.findall(LITERAL, run))
        yield re.sub(r'\\(.)', r'\1', text)


def said(path):
    code = path.read_text()
    if re.search(r'^static .*\bsay\(', code, re.M):      # another one
        return
    code = SKIP.sub(' ', code)
    for call in re.finditer(r'\b(say|TO_SAY|NOTE)\(', code):
        args = arguments(code, call.end())
        which = WHERE[call[1]]
        if len(args) > which:
            yield from literals(args[which])


def translations(path):
    lines = [l for l in path.read_text().split('\n') if l and not l.startswith('#')]
    return list(zip(lines[::2], lines[1::2])) + ([(lines[-1], '')] if len(lines) % 2 else [])


def places(text):
    return collections.Counter(re.findall(r'\{[1-9]\}', text)).keys()


def data_said(room):
    """Names that a new store is filled with and that figures are shown by."""
    if room.name == 'stats':
        groups = (src / 'tracker/schemes.sql').read_text().split('INTO economy_group')[1]
        yield from re.findall(r"'([^']*)'\)", groups)
        with open(src / '../schemas/data/groupings.tsv', newline='') as file:
            for row in csv.DictReader(file, delimiter='\t'):
                yield from filter(None, (row['m49_region'], row['m49_subregion'], row['wb_region']))


def check(room, lang):
    sentences = {s for f in sorted(room.glob('*.[ch]')) for s in said(f)} | set(data_said(room))
    file = room / f'{lang}.say'
    have = translations(file) if sentences and file.exists() else []
    bad = [f'{file}: lacks\n{s}' for s in sorted(sentences - dict(have).keys())]
    bad += [f'{file}: nobody says\n{s}' for s, _ in have if s not in sentences]
    bad += [f'{file}: twice\n{s}' for s, n in collections.Counter(s for s, _ in have).items() if n > 1]
    bad += [f'{file}: other places than\n{s}' for s, t in have if places(s) != places(t) or not t]
    return len(sentences), bad


src = pathlib.Path(sys.argv[1])
languages = re.findall(r'"([a-z]+)"', re.search(r'languages\[\] = \{([^}]*)\}',
                                                (src / 'base/say.c').read_text())[1])
seen, wrong = 0, []
for room in sorted(p for p in src.iterdir() if p.is_dir() and p.name != 'base'):
    for language in languages[1:]:
        n, bad = check(room, language)
        seen += n
        wrong += bad
print('\n'.join(wrong))
sys.exit(1 if wrong or len(languages) < 3 or seen == 0 else 0)
