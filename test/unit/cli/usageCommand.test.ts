import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { Ledger } from '../../../src/vision/usage/ledger';
import type { RunRecord } from '../../../src/vision/usage/run';
import { runWith, unbilled } from '../vision/usageRuns';
import { clear, plant, run } from './run';

/** A folder of data with these runs in its ledger, in a zone whose days are not those of UTC. */
async function recorded(
  runs: readonly RunRecord[],
): Promise<{ readonly ledger: Ledger; readonly env: Readonly<Record<string, string>> }> {
  const ledger = new Ledger(path.join(plant({}), 'data'));
  for (const one of runs) await ledger.append(one);
  return { ledger, env: { TILESCOPE_DATA: ledger.folder, TZ: 'Europe/Berlin' } };
}

const runs = [
  runWith({ at: '2026-11-01T09:00:00.000Z', usd: 1.5, model: 'gpt-5.2', project: 'shop' }),
  runWith({ at: '2026-11-02T23:30:00.000Z', usd: 0.25, project: 'docs' }),
  unbilled({ at: '2026-11-03T12:00:00.000Z', model: 'llava', project: '', by: 'cli' }),
];

describe('tilescope usage', function () {
  this.timeout(60_000);
  after(clear);

  it('says where runs would be, while there are none', async () => {
    const { ledger, env } = await recorded([]);
    const { code, stdout } = await run(['usage'], { env });
    assert.equal(code, 0);
    assert.ok(stdout.startsWith('No runs.\n') && stdout.includes(ledger.file), stdout);
  });

  it('sums by day, model and project, by the days of the user', async () => {
    const { env } = await recorded(runs);
    const { code, stdout } = await run(['usage'], { env });
    assert.equal(code, 0);
    const lines = stdout.split('\n').map(line => line.trim().replace(/ {2,}/g, ' | '));
    for (const expected of [
      'day | billed | runs | pictures | tokens in | tokens out',
      '2026-11-01 | $1.50 | 1 | 1 | 1,234 | 400',
      '2026-11-03 | $0.25 | + 1 unknown | 2 | 2 | 1,234 | 400',
      'gpt-5.2 | $1.50 | 1 | 1 | 1,234 | 400',
      'llava | $0 | + 1 unknown | 1 | 1 | 0 | 0',
      'no project | $0 | + 1 unknown | 1 | 1 | 0 | 0',
      '3 runs · $1.75 billed, and 1 run of unknown price',
      '2 of 2 runs billed the input tokens that were estimated',
    ])
      assert.ok(lines.includes(expected), `${expected}\n${stdout}`);
    assert.ok(!stdout.includes('2026-11-02'));
  });

  it('begins with a day', async () => {
    const { env } = await recorded(runs);
    const { stdout } = await run(['usage', '--since', '2026-11-03', '--json'], { env });
    const sums = JSON.parse(stdout) as {
      since: string;
      total: { runs: number; usd: number };
      models: readonly { model: string }[];
    };
    assert.deepEqual([sums.since, sums.total.runs, sums.total.usd], ['2026-11-03', 2, 0.25]);
    assert.deepEqual(
      sums.models.map(({ model }) => model),
      ['gpt-5.4-mini', 'llava'],
    );
  });

  it('gives every run as CSV', async () => {
    const { env } = await recorded(runs);
    const { stdout } = await run(['usage', '--csv', '--since', '2026-11-02'], { env });
    const lines = stdout.split('\r\n');
    assert.match(lines[0] ?? '', /^time,id,by,project,/);
    assert.equal(lines.length, 4);
    assert.match(lines[2] ?? '', /^2026-11-03T12:00:00\.000Z,.*,cli,,openai,llava,/);
  });

  it('counts what cannot be read, says so, and answers all the rest', async () => {
    const { ledger, env } = await recorded(runs);
    appendFileSync(ledger.file, '\n{"version":2,"id":"later"}\n{"version":1,"id":"to');
    const { code, stdout, stderr } = await run(['usage', '--json'], { env });
    const sums = JSON.parse(stdout) as { total: { runs: number }; damaged: number; newer: number };
    assert.deepEqual([code, sums.total.runs, sums.damaged, sums.newer], [1, 3, 1, 1]);
    assert.match(stderr, /1 line of the ledger cannot be read/);
    assert.match(stderr, /1 run of a later version/);
  });

  it('says what is wrong with a day, with two formats at once, and with a folder', async () => {
    const { env } = await recorded([]);
    for (const [args, environment, said] of [
      [['usage', '--since', 'yesterday'], env, /--since takes a day such as 2026-11-01, not "yesterday"/],
      [['usage', '--json', '--csv'], env, /cannot be used with/],
      [['usage'], { TILESCOPE_DATA: 'data' }, /TILESCOPE_DATA is "data", which is not an absolute path/],
    ] as const) {
      const { code, stderr } = await run(args, { env: environment });
      assert.equal(code, 2, stderr);
      assert.match(stderr, said);
    }
  });
});
