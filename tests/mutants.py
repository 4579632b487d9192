#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

"""Change the source by rule, one place at a time; a test has to fail each time.

usage: mutants.py [-e EVERY] SOURCE FILE... -- TEST...

Each TEST is a program, which make(1) builds, and which runs if it is a new one;
or a script, which runs if the program before it is.  The first that fails has
noticed the change.  One that no test notices, and that is not listed in
tests/mutants.txt, is an error.  With EVERY, one change of so many is tried,
chosen by its text: always the same ones.
"""

import concurrent.futures
import getopt
import hashlib
import os
import queue
import re
import shutil
import subprocess
import sys

TOKEN = re.compile(r'''
    (?P<skip>/\*.*?\*/|\#(?:\\\n|[^\n])*|\s+)
    |(?P<string>"(?:\\.|[^"\\])*")
    |(?P<char>'(?:\\.|[^'\\])+')
    |(?P<number>0[xX][0-9a-fA-F]+|[0-9]+)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<operator><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|[-+*/%&|^=!<>]=|&&|\|\||.)
''', re.X | re.S)

OPERATORS = {
    '==': ['!='], '!=': ['=='],
    '<': ['<=', '>='], '<=': ['<', '>'], '>': ['>=', '<='], '>=': ['>', '<'],
    '&&': ['||'], '||': ['&&'], '!': [''], '~': [''],
    '+': ['-'], '-': ['+'], '*': ['/'], '/': ['*'], '%': ['/'],
    '&': ['|'], '|': ['&'], '<<': ['>>'], '>>': ['<<'],
    '++': ['--'], '--': ['++'], '+=': ['-='], '-=': ['+='],
    '|=': ['&='], '&=': ['|='],
}
OPERAND = ('word', 'number', 'string', 'char')
KEYWORDS = {'if', 'else', 'for', 'while', 'do', 'switch', 'case', 'default',
            'return', 'break', 'continue', 'goto', 'sizeof', 'const', 'static',
            'struct', 'unsigned', 'int', 'char', 'long', 'enum', 'void'}
ERRNO = re.compile(r'E[A-Z]{2,}[A-Z0-9]*$')


class Token:
    def __init__(self, match):
        self.kind = match.lastgroup
        self.text = match.group()
        self.start, self.end = match.span()


def tokens_of(text):
    return [t for t in map(Token, TOKEN.finditer(text)) if t.kind != 'skip']


def closing(tokens, i):
    """The index of the token that closes the parenthesis at i."""
    depth = 0
    for j in range(i, len(tokens)):
        if tokens[j].text in '([{':
            depth += 1
        elif tokens[j].text in ')]}':
            depth -= 1
            if depth == 0:
                return j
    raise ValueError('unbalanced source')


def parts(tokens, first, last, separator):
    """The spans between the separators from token first to before last."""
    start, i = first, first
    while i < last:
        if tokens[i].text in '([{':
            i = closing(tokens, i)
        elif tokens[i].text == separator:
            yield start, i
            start = i + 1
        i += 1
    yield start, last


def span(tokens, first, last):
    return tokens[first].start, tokens[last - 1].end


def expressions(tokens, i, text):
    """What the token at i can become: start, end, text."""
    token = tokens[i]
    before = tokens[i - 1] if i > 0 else None
    if token.kind == 'number':
        value = int(token.text, 8 if re.match('0[0-7]', token.text) else 0)
        yield token.start, token.end, str(value + 1)
        if value > 0:
            yield token.start, token.end, str(value - 1)
    elif token.kind == 'word' and ERRNO.match(token.text):
        yield (token.start, token.end,
               'EPERM' if token.text != 'EPERM' else 'EINVAL')
    elif token.kind == 'char':
        yield token.start, token.end, "'~'"
    elif token.kind == 'operator' and token.text in OPERATORS:
        binary = before.kind in OPERAND or before.text in ')]'
        if token.text in ('*', '&', '-', '+') and not binary:
            return
        if token.text == '*' and text[token.end] not in ' (':
            return
        for other in OPERATORS[token.text]:
            yield token.start, token.end, other
    elif token.text == '?':
        start = i
        while tokens[start - 1].text not in ('=', '(', ',', 'return', ';'):
            start -= 1
            if tokens[start].text == ')':
                depth = 1
                while depth:
                    start -= 1
                    depth += tokens[start].text == ')'
                    depth -= tokens[start].text == '('
        yield tokens[start].start, tokens[i - 1].end, '1'
        yield tokens[start].start, tokens[i - 1].end, '0'


def calls(tokens, i, text):
    """Arguments beside each other, exchanged."""
    if tokens[i].kind != 'word' or tokens[i].text in KEYWORDS:
        return
    if i + 1 >= len(tokens) or tokens[i + 1].text != '(':
        return
    arguments = list(parts(tokens, i + 2, closing(tokens, i + 1), ','))
    for one, two in zip(arguments, arguments[1:]):
        a, b = span(tokens, *one), span(tokens, *two)
        if text[a[0]:a[1]] != text[b[0]:b[1]]:
            yield (a[0], b[1], text[b[0]:b[1]] + text[a[1]:b[0]] +
                   text[a[0]:a[1]])


def begins_statement(tokens, i):
    before = i - 1
    if tokens[before].text != ')':
        return tokens[before].text in ('{', '}', ';', 'else', ':')
    depth = 1
    while depth:
        before -= 1
        depth += (tokens[before].text == ')') - (tokens[before].text == '(')
    return tokens[before - 1].text in ('if', 'for', 'while', 'switch')


def statements(tokens, i, text):
    """Conditions forced, statements dropped, other values returned."""
    word = tokens[i].text
    if word in ('if', 'while'):
        end = closing(tokens, i + 1)
        for forced in '01' if word == 'if' else '0':
            yield tokens[i + 2].start, tokens[end - 1].end, forced
        for operator in ('&&', '||'):
            conditions = list(parts(tokens, i + 2, end, operator))
            for first, last in conditions if len(conditions) > 1 else ():
                yield (*span(tokens, first, last),
                       '1' if operator == '&&' else '0')
    elif word == 'return' and tokens[i + 1].text != ';':
        end = next(parts(tokens, i + 1, len(tokens), ';'))[1]
        for value in '0', '-1':
            yield tokens[i + 1].start, tokens[end - 1].end, value
    elif word in ('break', 'continue'):
        yield tokens[i].start, tokens[i].end, ''
    elif (begins_statement(tokens, i) and
          tokens[i].kind in ('word', 'operator') and word not in KEYWORDS and
          (tokens[i].kind == 'word' or word == '*') and
          (tokens[i + 1].kind == 'operator' or word == '*')):
        end = next(parts(tokens, i, len(tokens), ';'))[1]
        if any(t.text in ('{', ':') for t in tokens[i:end]):
            return
        if any(t.text == '(' or t.text == '++' or t.text.endswith('=')
               for t in tokens[i:end]):
            yield tokens[i].start, tokens[end - 1].end, ''


class Mutant:
    """A change, known by the line where it begins, before and after."""
    def __init__(self, name, text, start, end, new):
        self.name = name
        self.text = text[:start] + new + text[end:]
        first = text.rfind('\n', 0, start) + 1
        last = text.find('\n', end)
        self.line = text.count('\n', 0, start) + 1
        self.before = ' '.join(text[first:last].split())
        self.after = ' '.join(
            (text[first:start] + new + text[end:last]).split())

    def key(self):
        return self.name, self.before, self.after

    def __str__(self):
        return '%s\n- %s\n+ %s' % self.key()

    def chosen(self, every):
        digest = hashlib.sha256(str(self).encode()).digest()
        return int.from_bytes(digest[:4], 'big') % every == 0


def mutants_of(source, name):
    with open(os.path.join(source, name), encoding='utf-8') as file:
        text = file.read()
    tokens = tokens_of(text)
    found = {}
    depth = 0
    for i, token in enumerate(tokens):
        depth += (token.text == '{') - (token.text == '}')
        rules = [expressions] + ([calls, statements] if depth else [])
        for rule in rules:
            for start, end, new in rule(tokens, i, text):
                mutant = Mutant(name, text, start, end, new)
                if mutant.text != text:
                    found.setdefault(mutant.text, mutant)
    return list(found.values())


def listed(source):
    """The changes that tests/mutants.txt explains."""
    with open(os.path.join(source, 'tests/mutants.txt'),
              encoding='utf-8') as file:
        lines = [line.rstrip('\n') for line in file]
    lines = [line for line in lines if line and line[0] != '#']
    if len(lines) % 3:
        sys.exit('mutants: tests/mutants.txt is not in groups of three lines')
    return {(lines[i], lines[i + 1][2:], lines[i + 2][2:])
            for i in range(0, len(lines), 3)}


class Tree:
    """A copy of the source, and a build of it."""
    def __init__(self, source, place, tests):
        self.source = os.path.join(place, 'source')
        self.build = os.path.join(place, 'build')
        self.log = os.path.join(place, 'log')
        self.tests = tests
        shutil.copytree(source, self.source, symlinks=True,
                        ignore=shutil.ignore_patterns(
                            '.git', 'build', '*.scratch', 'packaging'))
        os.mkdir(self.build)
        self.environment = {
            key: value for key, value in os.environ.items()
            if key not in ('MAKEFLAGS', 'MFLAGS', 'CONFIG_SITE', 'CPPFLAGS',
                           'LDFLAGS', 'MAKELEVEL')}
        self.environment.update(TEMP=place, CK_FORK='no')
        self.must([os.path.join(self.source, 'configure'), '-q',
                   '--disable-shared', '--enable-tests=yes',
                   'CFLAGS=-g -O1 -w -fsanitize=address,undefined '
                   '-fno-sanitize-recover'])
        self.must(['make', '-s'] +
                  [word for word in tests if not word.endswith('.sh')])
        if self.killed(every=True):
            sys.exit('mutants: the source fails as it is:\n' + self.said())

    def said(self):
        with open(self.log, encoding='utf-8', errors='replace') as file:
            return file.read()[-3000:]

    def run(self, command, seconds=600):
        with open(self.log, 'wb') as log:
            try:
                return subprocess.run(
                    command, cwd=self.build, env=self.environment,
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                    timeout=seconds, check=False).returncode
            except subprocess.TimeoutExpired:
                return -1

    def must(self, command):
        if self.run(command) != 0:
            sys.exit('mutants: %s:\n%s' % (command[0], self.said()))

    def made(self, program):
        """Make a program: whether it is a new one, or None if that fails."""
        path = os.path.join(self.build, program)
        before = os.path.exists(path) and os.stat(path).st_mtime_ns
        if self.run(['make', '-s', program]) != 0:
            return None
        return os.stat(path).st_mtime_ns != before

    def fails(self, test):
        if test.endswith('.sh'):
            status = self.run(['make', '-s', 'check-TESTS', 'TESTS=' + test])
        else:
            self.environment['srcdir'] = self.source
            status = self.run([os.path.join(self.build, test)], 60)
        return status not in (0, 77)

    def killed(self, every=False):
        """By which test, '' if by none, None if it does not compile."""
        new = False
        for word in self.tests:
            if not word.endswith('.sh'):
                new = self.made(word)
            if new is None:
                return None
            if ((new or every) and word.startswith('tests/') and
                    self.fails(word)):
                return word
        return ''

    def machine_code(self, name):
        """What an optimizing compiler makes of a file, on each system."""
        code = []
        replica = os.path.join(self.source, 'tests/model/replica')
        with open(os.path.join(self.source, 'Makefile.am'),
                  encoding='utf-8') as file:
            systems = sorted(set(re.findall('-DREPLICA_[A-Z0-9]+',
                                            file.read())))
        for system in systems:
            compiled = subprocess.run(
                [os.environ.get('CC', 'cc'), '-w', '-O2', '-S', '-o', '-',
                 '-DHAVE_CONFIG_H', '-D_GNU_SOURCE',
                 system, '-I', replica,
                 '-I', self.build, '-I', os.path.join(self.source, 'include'),
                 '-I', os.path.join(self.source, 'lib'),
                 os.path.join(self.source, name)],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
            code.append((compiled.returncode, compiled.stdout))
        return code

    def judge(self, mutant):
        """What became of a mutant, and the test that noticed it."""
        path = os.path.join(self.source, mutant.name)
        with open(path, encoding='utf-8') as file:
            original = file.read()
        try:
            with open(path, 'w', encoding='utf-8') as file:
                file.write(mutant.text)
            test = self.killed()
            if test is None:
                return 'invalid', ''
            if test:
                return 'killed', test
            after = self.machine_code(mutant.name)
        finally:
            with open(path, 'w', encoding='utf-8') as file:
                file.write(original)
        before = self.machine_code(mutant.name)
        compiles = any(status == 0 for status, _ in before)
        same = compiles and before == after
        return 'equivalent' if same else 'survived', ''


def main():
    options, operands = getopt.getopt(sys.argv[1:], 'e:')
    every = int(dict(options).get('-e', 1))
    if '--' not in operands or len(operands) < 4:
        sys.exit(__doc__)
    source = os.path.abspath(operands[0])
    files = operands[1:operands.index('--')]
    tests = operands[operands.index('--') + 1:]
    explained = listed(source)
    mutants = [m for name in files for m in mutants_of(source, name)]
    known = {m.key() for m in mutants}
    stale = [key for key in explained if key[0] in files and key not in known]
    mutants = [m for m in mutants if m.chosen(every)]
    scratch = os.path.abspath('mutants.scratch')
    shutil.rmtree(scratch, ignore_errors=True)
    os.mkdir(scratch)
    count = {}
    unnoticed = set()
    try:
        trees = queue.Queue()
        workers = os.cpu_count() or 1

        def tree(number):
            place = os.path.join(scratch, str(number))
            os.mkdir(place)
            trees.put(Tree(source, place, tests))

        def judge(mutant):
            mine = trees.get()
            try:
                return mutant, *mine.judge(mutant)
            finally:
                trees.put(mine)

        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            list(pool.map(tree, range(workers)))
            for mutant, fate, test in pool.map(judge, mutants):
                if (mutant.key() in explained and
                        fate in ('survived', 'equivalent')):
                    fate = 'explained'
                    unnoticed.add(mutant.key())
                count[fate] = count.get(fate, 0) + 1
                if fate == 'survived':
                    print('survived: line %d\n%s' % (mutant.line, mutant),
                          flush=True)
                elif os.environ.get('VERBOSE'):
                    print(fate, test, mutant.line, mutant, flush=True)
        while not trees.empty():
            test = trees.get().killed(every=True)
            if test != '':
                sys.exit('mutants: the source fails at the end: %s' % test)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    for key in stale:
        print('listed, but not made any more:\n%s\n- %s\n+ %s' % key)
    for key in explained & {m.key() for m in mutants} - unnoticed:
        print('listed, but noticed:\n%s\n- %s\n+ %s' % key)
    print(', '.join('%d %s' % (count.get(fate, 0), fate) for fate in (
        'killed', 'survived', 'explained', 'equivalent', 'invalid')))
    return 1 if count.get('survived') or stale or not count.get('killed') else 0


if __name__ == '__main__':
    sys.exit(main())
