import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { dataFolder } from '../../../src/vision/usage/dataFolder';
import { Ledger } from '../../../src/vision/usage/ledger';
import { LedgerError } from '../../../src/vision/usage/ledgerError';
import { runWith, unbilled } from './usageRuns';

const scratch = mkdtempSync(join(tmpdir(), 'tilescope-ledger-'));
const writer = join(scratch, 'ledgerWriter.cjs');
let folders = 0;

/** A folder that is not there yet. */
function freshFolder(): string {
  folders += 1;
  return join(scratch, `ledger ${String(folders)}`, 'tilescope');
}

interface Writer {
  readonly child: ChildProcess;
  /** Waits until it is about to write. */
  ready(): Promise<void>;
  begin(): void;
  /** Waits for its end. */
  ended(): Promise<{ readonly code: number | null; readonly output: string }>;
}

function startWriter(
  folder: string,
  name: string,
  count: number,
  identity: { uid?: number; gid?: number } = {},
): Writer {
  const child = spawn(process.execPath, [writer, folder, name, String(count)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...identity,
  });
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      resolve();
    });
    child.once('error', reject);
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }));
  return { child, ready: () => ready, begin: () => child.stdin.end('go\n'), ended: () => ended };
}

describe('the ledger of runs', function () {
  this.timeout(60_000);

  before(() => {
    buildSync({
      entryPoints: [join(import.meta.dirname, 'ledgerWriter.ts')],
      outfile: writer,
      bundle: true,
      platform: 'node',
      logLevel: 'error',
    });
    chmodSync(scratch, 0o755);
  });

  after(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  it('gives back what was recorded, in its order, and holds nothing at first', async () => {
    const ledger = new Ledger(freshFolder());
    assert.deepEqual(await ledger.read(), { runs: [], damaged: 0, newer: 0 });
    const runs = [
      runWith(),
      unbilled({ outcome: 'failed', error: 'rate-limit' }),
      runWith({ usd: null, prompt: 'Was zeigt „Größe“?\n' }),
    ];
    for (const run of runs) await ledger.append(run);
    assert.deepEqual(await ledger.read(), { runs, damaged: 0, newer: 0 });
    assert.deepEqual((await new Ledger(ledger.folder).read()).runs, runs);
  });

  it('is the user’s alone to read', async function () {
    const ledger = new Ledger(freshFolder());
    await ledger.append(runWith());
    // Windows has no such bits: there the folder of the user's profile keeps others out.
    const bits = process.platform === 'win32' ? [0o666, 0o666] : [0o600, 0o700];
    assert.deepEqual(
      [statSync(ledger.file).mode & 0o777, statSync(ledger.folder).mode & bits[1]!],
      [bits[0], bits[1]],
    );
  });

  it('loses nothing when processes write at the same time', async () => {
    const folder = freshFolder();
    const [processes, each] = [6, 150];
    const writers = Array.from({ length: processes }, (_, i) => startWriter(folder, `w${String(i)}`, each));
    await Promise.all(writers.map(one => one.ready()));
    for (const one of writers) one.begin();
    // Reading meanwhile sees whole records only, and never fewer than before.
    const ledger = new Ledger(folder);
    const ends = Promise.all(writers.map(one => one.ended()));
    let seen = 0;
    while (writers.some(one => one.child.exitCode === null)) {
      const { runs } = await ledger.read();
      assert.ok(runs.length >= seen);
      seen = runs.length;
    }
    assert.deepEqual(
      (await ends).map(({ code }) => code),
      Array.from({ length: processes }, () => 0),
    );
    for (const reader of [ledger, new Ledger(folder)]) {
      const { runs, damaged } = await reader.read();
      assert.equal(damaged, 0);
      assert.equal(new Set(runs.map(({ id }) => id)).size, processes * each);
      // The order of each process is kept.
      for (let i = 0; i < processes; i += 1) {
        const own = runs.map(({ id }) => id).filter(id => id.startsWith(`w${String(i)}-`));
        assert.deepEqual(
          own,
          Array.from({ length: each }, (_, n) => `w${String(i)}-${String(n)}`),
        );
      }
    }
  });

  it('is readable after a process was killed while writing', async () => {
    const folder = freshFolder();
    const victim = startWriter(folder, 'victim', 1_000_000);
    await victim.ready();
    victim.begin();
    const ledger = new Ledger(folder);
    while ((await ledger.read()).runs.length < 20);
    victim.child.kill('SIGKILL');
    await victim.ended();
    const before = await ledger.read();
    const after = runWith();
    await ledger.append(after);
    const { runs } = await new Ledger(folder).read();
    assert.deepEqual(runs, [...before.runs, after]);
    assert.deepEqual(
      before.runs.map(({ id }) => id),
      before.runs.map((_, i) => `victim-${String(i)}`),
    );
  });

  for (const [what, torn] of [
    ['in the middle of a record', Buffer.from('\n{"version":1,"id":"torn","at":"2026-11-2')],
    [
      'in half a character',
      Buffer.concat([Buffer.from('\n{"version":1,"project":"Gr'), Buffer.from('ö').subarray(0, 1)]),
    ],
  ] as const) {
    it(`counts a record that ends ${what}, and keeps those before and after`, async () => {
      const ledger = new Ledger(freshFolder());
      const [first, second] = [runWith(), runWith()];
      await ledger.append(first);
      appendFileSync(ledger.file, torn);
      assert.deepEqual(await ledger.read(), { runs: [first], damaged: 1, newer: 0 });
      await ledger.append(second);
      for (const reader of [ledger, new Ledger(ledger.folder)])
        assert.deepEqual(await reader.read(), { runs: [first, second], damaged: 1, newer: 0 });
    });
  }

  it('tells what is no record from what is of a later version, and from what an editor leaves', async () => {
    const ledger = new Ledger(freshFolder());
    const [whole, last] = [runWith(), runWith()];
    const { estimated: _estimated, ...without } = runWith();
    mkdirSync(ledger.folder, { recursive: true });
    writeFileSync(
      ledger.file,
      [
        `\uFEFF${JSON.stringify(whole)}`,
        JSON.stringify({ version: 2, id: 'later', cost: '1' }),
        'null',
        '[]',
        JSON.stringify({ ...runWith(), version: '1' }),
        JSON.stringify(without),
        JSON.stringify(runWith({ usd: -1 })),
        JSON.stringify({ ...runWith(), at: 'yesterday' }),
        JSON.stringify({ ...runWith(), outcome: 'lost' }),
        '',
        JSON.stringify(last),
      ].join('\r\n'),
    );
    assert.deepEqual(await ledger.read(), { runs: [whole, last], damaged: 7, newer: 1 });
  });

  it('follows a file that was changed by hand', async () => {
    const ledger = new Ledger(freshFolder());
    const runs = [runWith(), runWith(), runWith()];
    for (const run of runs) await ledger.append(run);
    assert.equal((await ledger.read()).runs.length, 3);
    const lines = readFileSync(ledger.file, 'utf8')
      .split('\n')
      .filter(line => line !== '');
    writeFileSync(ledger.file, `${lines.slice(1).join('\n')}\n`);
    assert.deepEqual((await ledger.read()).runs, runs.slice(1));
    rmSync(ledger.file);
    assert.deepEqual((await ledger.read()).runs, []);
  });

  it('is cleared at once, with what a clearing that was stopped has left', async () => {
    const ledger = new Ledger(freshFolder());
    assert.deepEqual((await ledger.clear()).runs, []);
    const run = runWith();
    await ledger.append(run);
    writeFileSync(`${ledger.file}.cleared-0`, JSON.stringify(run));
    assert.deepEqual((await ledger.clear()).runs, [run]);
    assert.deepEqual(readdirSync(ledger.folder), []);
    assert.deepEqual((await ledger.read()).runs, []);
  });

  it('keeps what is recorded while it is cleared', async () => {
    const folder = freshFolder();
    const count = 400;
    const one = startWriter(folder, 'w', count);
    await one.ready();
    one.begin();
    const ledger = new Ledger(folder);
    const cleared: string[] = [];
    while (one.child.exitCode === null) {
      // A person clears what is there, now and then.
      if ((await ledger.read()).runs.length >= 3)
        cleared.push(...(await ledger.clear()).runs.map(({ id }) => id));
    }
    assert.equal((await one.ended()).code, 0);
    const left = (await ledger.read()).runs.map(({ id }) => id);
    // Each was either cleared or is still there; one that was written at the very moment may be both.
    assert.ok(cleared.length > 0);
    assert.equal(new Set([...cleared, ...left]).size, count);
    assert.equal(left.at(-1) ?? cleared.at(-1), `w-${String(count - 1)}`);
  });

  it('says what to do where the folder is read-only', async function () {
    const folder = freshFolder();
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    chmodSync(folder, 0o555);
    // Whoever may do everything is kept out of nothing: the writer is someone else then.
    const identity = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const one = startWriter(folder, 'w', 1, identity);
    await one.ready();
    one.begin();
    const { code, output } = await one.ended();
    chmodSync(folder, 0o755);
    assert.equal(code, 3, output);
    const told = JSON.parse(output.split('\n')[1] ?? '') as {
      reason: string;
      message: string;
      nextStep: string;
    };
    assert.equal(told.reason, 'not-writable');
    assert.ok(told.message.includes(join(folder, 'usage.jsonl')), told.message);
    assert.match(told.message, /read-only/);
    assert.match(told.nextStep, /TILESCOPE_DATA/);
    assert.equal(existsSync(join(folder, 'usage.jsonl')), false);
  });

  it('says what is in the way where the folder is a file, or the file a folder', async () => {
    const file = join(scratch, 'a file');
    writeFileSync(file, '');
    await assert.rejects(new Ledger(join(file, 'x')).append(runWith()), error =>
      LedgerError.is(error, 'bad-folder'),
    );
    const folder = freshFolder();
    mkdirSync(join(folder, 'usage.jsonl'), { recursive: true });
    await assert.rejects(new Ledger(folder).append(runWith()), error => LedgerError.is(error, 'bad-folder'));
    await assert.rejects(
      new Ledger(folder).read(),
      error => LedgerError.is(error, 'bad-folder') && error.message.includes(folder),
    );
  });
});

describe('the folder of Tilescope’s data', () => {
  const cases: readonly [NodeJS.Platform, Readonly<Record<string, string>>, string][] = [
    ['linux', {}, '/home/ada/.local/share/tilescope'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/tilescope'],
    ['linux', { XDG_DATA_HOME: 'data' }, '/home/ada/.local/share/tilescope'],
    ['linux', { TILESCOPE_DATA: '/tmp/t/', XDG_DATA_HOME: '/data' }, '/tmp/t/'],
    ['linux', { TILESCOPE_DATA: '' }, '/home/ada/.local/share/tilescope'],
    ['darwin', {}, '/home/ada/Library/Application Support/Tilescope'],
  ];
  for (const [platform, environment, expected] of cases) {
    it(`is ${expected} on ${platform} with ${JSON.stringify(environment)}`, () => {
      assert.equal(dataFolder({ platform, environment, home: '/home/ada' }), expected);
    });
  }

  it('is the roaming one on Windows', () => {
    const home = 'C:\\Users\\Ada';
    const roaming = `${home}\\AppData\\Roaming`;
    assert.equal(
      dataFolder({ platform: 'win32', environment: { APPDATA: roaming }, home }),
      `${roaming}\\Tilescope`,
    );
    assert.equal(dataFolder({ platform: 'win32', environment: {}, home }), `${roaming}\\Tilescope`);
  });

  it('is not guessed from a path that means something else in every process', () => {
    assert.throws(
      () => dataFolder({ platform: 'linux', environment: { TILESCOPE_DATA: 'data' }, home: '/home/ada' }),
      error => LedgerError.is(error, 'bad-folder') && error.message.includes('"data"'),
    );
  });
});
