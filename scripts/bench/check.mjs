// `tilescope check` of a change in a large repository, against what Git itself takes to tell what changed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from '../vscode/cache.mjs';
import { compare, runToEnd, seeded } from './measure.mjs';

/** Changed sources, of which so many have a call that asks another model; and changed pictures. */
const sources = 190;
const calls = 20;
const pictures = 10;

/** @param {{ tree: string, cli: string, rounds: number }} options */
export async function measureCheck({ tree, cli, rounds }) {
  const recipe = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  const name = `bench-repository-${recipe.update(basename(tree)).digest('hex').slice(0, 12)}`;
  const repository = await cached(name, async folder => {
    console.error('Making a repository of 20,000 source files, once …');
    makeRepository(folder, tree);
  });
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync('git', args, { cwd: repository, encoding: 'utf8', maxBuffer: 64_000_000 });
  const changed = git('diff', '--name-only', '-z', 'HEAD').split('\0').filter(Boolean);
  const kept = mkdtempSync(join(tmpdir(), 'tilescope bench '));
  const check = [cli, 'check', repository, '--base', 'HEAD', '--format', 'json'];
  const codes = [0, 1, 3];
  const warm = { env: { ...process.env, TILESCOPE_CACHE: kept }, codes };
  const without = { env: { ...process.env, TILESCOPE_CACHE: 'off' }, codes };
  try {
    // A limit on the sum has every source known at once.
    const config = join(kept, 'tilescope.json');
    writeFileSync(config, '{ "budgets": [{ "project": { "tokens": 1000000000 } }] }');
    const whole = [...check, '--config', config];
    await runToEnd(process.execPath, whole, warm);
    // What reading and pricing the changed files takes by itself, once and without Git.
    const alone = join(kept, 'changed');
    for (const file of changed) cpSync(join(repository, file), join(alone, file));
    const times = await compare(
      {
        check: () => runToEnd(process.execPath, check, warm),
        'check-sums': () => runToEnd(process.execPath, whole, warm),
        'check-first': () => runToEnd(process.execPath, check, without),
        report: () => runToEnd(process.execPath, [cli, 'report', alone, '--json']),
        git: () => runToEnd('git', ['-C', repository, 'diff', '--stat', 'HEAD']),
        reading: () => Promise.resolve(read(repository, changed)),
        node: () => runToEnd(process.execPath, ['-e', '0']),
      },
      { rounds, warmUp: 1 },
    );
    const limit = (/** @type {'median' | 'best'} */ which) =>
      3 * ((times.git?.[which] ?? NaN) + (times.reading?.[which] ?? NaN));
    const ratio = (/** @type {string} */ which, /** @type {'median' | 'best'} */ of) =>
      ((times[which]?.[of] ?? NaN) * 3) / limit(of);
    return {
      milliseconds: times,
      files: Number(git('ls-files').split('\n').length - 1),
      changed: changed.length,
      ratios: Object.fromEntries(
        ['check', 'check-sums', 'check-first'].map(which => [
          which,
          { median: ratio(which, 'median'), best: ratio(which, 'best') },
        ]),
      ),
    };
  } finally {
    rmSync(kept, { recursive: true, force: true });
  }
}

/** Every changed file once, in this process: the least that looking at a change takes. @param {string} folder @param {readonly string[]} files */
function read(folder, files) {
  for (const file of files) readFileSync(join(folder, file));
}

/** @param {string} folder @param {string} tree */
function makeRepository(folder, tree) {
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', ...args], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const left = new Set(['.git', 'node_modules', 'dist']);
  for (const half of ['one', 'two'])
    cpSync(tree, join(folder, half), {
      recursive: true,
      filter: source =>
        !source
          .slice(tree.length)
          .split(sep)
          .some(part => left.has(part)),
    });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'All of it');

  const random = seeded(3);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.parentPath.includes(`${sep}.git`))
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  const code = files.filter(file => ['.ts', '.tsx', '.js', '.py'].includes(extname(file)));
  const calling = code.filter(file => /model[:=]\s*['"]gpt-4o['"]/.test(readFileSync(file, 'utf8')));
  const touched = new Set(calling.slice(0, calls));
  for (const file of touched)
    writeFileSync(file, readFileSync(file, 'utf8').replace(/(model[:=]\s*['"])gpt-4o(?=['"])/, '$1gpt-5.2'));
  while (touched.size < sources) {
    const file = random.pick(code);
    if (touched.has(file)) continue;
    touched.add(file);
    appendFileSync(file, extname(file) === '.py' ? '# Changed.\n' : '// Changed.\n');
  }
  const images = files.filter(file => ['.png', '.jpg', '.webp', '.gif'].includes(extname(file)));
  for (let i = 0; i < pictures; i += 1) appendFileSync(images[i * 7] ?? '', 'a few more bytes');
}
