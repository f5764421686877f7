import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { walk } from '../../../src/host/walk';
import type { WalkOptions } from '../../../src/host/walk';

const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'tilescope-walk-')));
let count = 0;

/** A tree of files: a path to its text, a link to where it leads. */
type Tree = Readonly<Record<string, string | { readonly leadsTo: string }>>;

function plant(tree: Tree): string {
  const root = path.join(scratch, String((count += 1)));
  mkdirSync(root);
  for (const [name, content] of Object.entries(tree)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (typeof content === 'string') writeFileSync(file, content);
    else symlinkSync(content.leadsTo, file);
  }
  return root;
}

function git(root: string, ...args: string[]): string {
  // Nobody's own ignore rules: those of the tree alone.
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: path.join(scratch, 'none'),
    GIT_CONFIG_NOSYSTEM: '1',
    XDG_CONFIG_HOME: scratch,
  };
  return execFileSync('git', ['-c', 'core.excludesFile=', ...args], { cwd: root, env, encoding: 'utf8' });
}

function repository(tree: Tree): string {
  const root = plant(tree);
  git(root, 'init', '-q');
  return root;
}

const textFiles: WalkOptions = { extensions: new Set(['txt']) };

function walked(root: string, options: Partial<WalkOptions> = {}): readonly string[] {
  return [...walk(root, { ...textFiles, ...options })].sort();
}

/** What Git would take into the repository from below a directory. */
function listed(root: string): readonly string[] {
  return git(root, 'ls-files', '-co', '--exclude-standard', '-z')
    .split('\0')
    .filter(name => name.endsWith('.txt'))
    .sort();
}

function assertAsGit(root: string): void {
  assert.deepEqual(walked(root), listed(root));
}

describe('the files of a project', function () {
  this.timeout(60_000);
  after(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  const files = ['a.txt', 'b.txt', 'x/a.txt', 'x/y/a.txt', 'x/y/b.txt', 'build/a.txt', 'x/build/a.txt'];
  const plain = Object.fromEntries(files.map(file => [file, '']));
  const trees: readonly (readonly [name: string, tree: Tree])[] = [
    ['no rules', plain],
    ['names', { ...plain, '.gitignore': 'a.txt\n' }],
    ['anchored', { ...plain, '.gitignore': '/a.txt\n/x/y\n' }],
    ['directories', { ...plain, '.gitignore': 'build/\n' }],
    [
      'a directory’s rule that meets a file',
      { 'build.txt': '', 'c.txt/a.txt': '', '.gitignore': '*.txt/\n' },
    ],
    ['negation', { ...plain, '.gitignore': '*.txt\n!b.txt\n' }],
    ['negation within a directory that is left out', { ...plain, '.gitignore': 'x/\n!x/a.txt\n' }],
    [
      'negation within a directory whose files are left out',
      { ...plain, '.gitignore': 'x/*\n!x/y\nx/y/*\n!x/y/b.txt\n' },
    ],
    [
      'nested rules',
      { ...plain, '.gitignore': '*.txt\n', 'x/.gitignore': '!a.txt\n', 'x/y/.gitignore': 'a.txt\n!b.txt\n' },
    ],
    ['nested rules are relative to their directory', { ...plain, 'x/.gitignore': '/a.txt\ny/b.txt\n' }],
    ['stars', { ...plain, '.gitignore': '**/y/*.txt\nx/**/build\n?.txt\n!b.tx[t]\n' }],
    [
      'names with spaces, brackets, stars and signs',
      {
        'a b.txt': '',
        'c [1].txt': '',
        'd.txt': '',
        '#e.txt': '',
        '!f.txt': '',
        'é.txt': '',
        '.gitignore': 'a\\ b.txt\nc \\[1\\].txt\n\\#e.txt\n\\!f.txt\né.txt\n',
      },
    ],
    ['trailing spaces, comments, CRLF', { ...plain, '.gitignore': '# a.txt\r\nbuild/\r\n\r\nx/a.txt  \r\n' }],
    ['a byte order mark', { ...plain, '.gitignore': '\uFEFFa.txt\n' }],
    ['capitals', { 'A.txt': '', 'b.txt': '', 'Build/c.txt': '', '.gitignore': 'a.txt\nbuild/\nB.TXT\n' }],
    ['rules that are no rules', { ...plain, '.gitignore': '/\n\n!\n\\\n[\n' }],
    [
      'a link to a file, to a directory, to nothing',
      { 'a.txt': '', 'd/b.txt': '', 'l.txt': { leadsTo: 'a.txt' }, m: { leadsTo: 'd' } },
    ],
  ];
  for (const [name, tree] of trees) {
    it(`are Git's: ${name}`, () => {
      assertAsGit(repository(tree));
    });
  }

  it('are Git’s: .git/info/exclude, which .gitignore overrules', () => {
    const root = repository({ ...plain, 'x/.gitignore': '!a.txt\n' });
    writeFileSync(path.join(root, '.git/info/exclude'), 'a.txt\nbuild/\n');
    assertAsGit(root);
    assertAsGit(path.join(root, 'x'));
  });

  it('are Git’s below a directory of a repository', () => {
    const root = repository({ ...plain, '.gitignore': 'x/y/b.txt\nbuild/\n', 'x/.gitignore': '/a.txt\n' });
    assertAsGit(path.join(root, 'x'));
    assertAsGit(path.join(root, 'x/y'));
  });

  it('are Git’s in a worktree, whose .git is a file', () => {
    const root = repository({ 'a.txt': '' });
    git(
      root,
      '-c',
      'user.name=a',
      '-c',
      'user.email=a@x.example',
      'commit',
      '-q',
      '--allow-empty',
      '-m',
      'a',
    );
    const tree = `${root}-worktree`;
    git(root, 'worktree', 'add', '-q', tree);
    for (const name of ['a.txt', 'b.txt', 'c.txt']) writeFileSync(path.join(tree, name), '');
    writeFileSync(path.join(tree, '.gitignore'), 'b.txt\n');
    writeFileSync(path.join(root, '.git/info/exclude'), 'c.txt\n');
    assertAsGit(tree);
  });

  it('are Git’s, whatever the rules', () => {
    const segment = fc.constantFrom('a', 'b', 'build', 'x');
    const names = fc.uniqueArray(
      fc.array(segment, { minLength: 1, maxLength: 3 }).map(parts => `${parts.join('/')}.txt`),
      { minLength: 1, maxLength: 8 },
    );
    const rule = fc
      .array(
        fc.constantFrom('a', 'b', 'build', 'x', '*', '**', '/', '!', '.txt', '?', '[ab]', 'a.txt', 'b.txt'),
        { minLength: 1, maxLength: 5 },
      )
      .map(parts => parts.join(''))
      // Two stars that are more than a directory's place, and a rule of nothing but slashes, are read in as many ways
      // as there are readers.
      .filter(text => !/[^/]\*\*|\*\*[^/]|\/\/|^!*\/?$|!!/.test(text));
    const rules = fc.array(rule, { maxLength: 4 }).map(lines => lines.join('\n'));
    fc.assert(
      fc.property(names, rules, rules, (all, outer, inner) => {
        const tree: Record<string, string> = { '.gitignore': outer, 'x/.gitignore': inner };
        for (const name of all) if (!all.some(other => name.startsWith(`${other}/`))) tree[name] = '';
        assertAsGit(repository(tree));
      }),
      { numRuns: 60 },
    );
  });

  it('outside of a repository follow .gitignore too, but not of the directories above', () => {
    const root = plant({
      '.gitignore': 'a.txt\n',
      'p/.gitignore': 'b.txt\n',
      'p/a.txt': '',
      'p/b.txt': '',
      'p/c.txt': '',
    });
    assert.deepEqual(walked(path.join(root, 'p')), ['a.txt', 'c.txt']);
  });

  it('are all there in a directory that is left out, when it is the one asked for', () => {
    const root = repository({
      '.gitignore': 'build/\n*.tmp.txt\n',
      'build/a.txt': '',
      'build/b.tmp.txt': '',
      'build/c/d.txt': '',
    });
    assert.deepEqual(walked(path.join(root, 'build')), ['a.txt', 'b.tmp.txt', 'c/d.txt']);
    assert.deepEqual(walked(path.join(root, 'build/c')), ['d.txt']);
  });

  it('are not those of packages, version control and tools', () => {
    const root = plant({
      'node_modules/a.txt': '',
      '.venv/a.txt': '',
      '.cache/a.txt': '',
      '.github/a.txt': '',
      'x/__pycache__/a.txt': '',
      '.a.txt': '',
    });
    assert.deepEqual(walked(root), ['.a.txt', '.github/a.txt']);
  });

  it('can be narrowed: include, exclude', () => {
    const root = plant(plain);
    assert.deepEqual(walked(root, { include: ['x/**'], exclude: ['y/'] }), ['x/a.txt', 'x/build/a.txt']);
    assert.deepEqual(walked(root, { exclude: ['**/a.txt'] }), ['b.txt', 'x/y/b.txt']);
  });

  it('come in the same order every time, a directory’s own first', () => {
    const root = plant({ 'b/a.txt': '', 'c.txt': '', 'a/z.txt': '', 'B.txt': '', 'a.txt': '' });
    assert.deepEqual([...walk(root, textFiles)], ['B.txt', 'a.txt', 'c.txt', 'a/z.txt', 'b/a.txt']);
  });

  it('by extension, whatever its case, and by whole names', () => {
    const root = plant({ 'a.TXT': '', 'b.md': '', Dockerfile: '', txt: '' });
    assert.deepEqual(walked(root, { extensions: new Set(['txt', 'dockerfile']) }), [
      'Dockerfile',
      'a.TXT',
      'txt',
    ]);
  });

  // Windows knows no such permissions.
  if (process.platform !== 'win32') {
    it('tell of a directory that cannot be listed', () => {
      const root = plant({ 'a.txt': '', 'x/b.txt': '' });
      chmodSync(path.join(root, 'x'), 0);
      const failed: string[] = [];
      const list = (): void => {
        assert.deepEqual(walked(root, { onError: directory => failed.push(directory) }), ['a.txt']);
      };
      try {
        asNobody(root, list);
      } finally {
        chmodSync(path.join(root, 'x'), 0o700);
      }
      assert.deepEqual(failed, [path.join(root, 'x')]);
    });
  }

  it('tell of a directory that is not there', () => {
    const failed: (string | undefined)[] = [];
    assert.deepEqual(
      walked(path.join(scratch, 'nowhere'), { onError: (_, { code }) => failed.push(code) }),
      [],
    );
    assert.deepEqual(failed, ['ENOENT']);
  });
});

/** Runs as a user whom permissions hold for, where the tests run as the one they do not hold for. */
function asNobody(root: string, run: () => void): void {
  if (process.getuid?.() !== 0 || process.seteuid === undefined) {
    run();
    return;
  }
  // The tests' own folders are closed to others; that user has to get through them to this one.
  for (let folder = root; folder !== path.dirname(folder); folder = path.dirname(folder))
    if (folder === root || path.basename(folder).startsWith('tilescope-')) chmodSync(folder, 0o755);
  process.seteuid(65534);
  try {
    run();
  } finally {
    process.seteuid(0);
  }
}
