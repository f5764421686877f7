import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareBills, isOnLine } from '../../../src/vision/usage/comparison';
import { csvCell, runsAsCsv } from '../../../src/vision/usage/csv';
import { dayAfter, Days, isDay } from '../../../src/vision/usage/days';
import { totalsOf } from '../../../src/vision/usage/totals';
import { runWith, unbilled } from './usageRuns';

const berlin = new Days('Europe/Berlin');

describe('totals of runs', () => {
  const runs = [
    runWith({ at: '2026-11-24T09:00:00.000Z', usd: 0.5, model: 'gpt-5.2', project: 'shop', pictures: 2 }),
    runWith({ at: '2026-11-24T23:30:00.000Z', usd: 0.25, model: 'gpt-5.4-mini', project: 'docs' }),
    runWith({ at: '2026-11-27T09:00:00.000Z', usd: 0.5, model: 'gpt-5.4-mini', project: 'shop' }),
    unbilled({ at: '2026-11-27T10:00:00.000Z', model: 'llava', project: '' }),
  ];

  it('are by day, with the days on which nothing ran', () => {
    const { days, all } = totalsOf(runs, berlin, { from: '2026-11-23', to: '2026-11-28' });
    assert.deepEqual(
      days.map(({ name, usd, runs: count }) => [name, usd, count]),
      [
        ['2026-11-23', 0, 0],
        ['2026-11-24', 0.5, 1],
        ['2026-11-25', 0.25, 1],
        ['2026-11-26', 0, 0],
        ['2026-11-27', 0.5, 2],
        ['2026-11-28', 0, 0],
      ],
    );
    assert.deepEqual(all, {
      name: '',
      runs: 4,
      usd: 1.25,
      unknown: 1,
      pictures: 5,
      inputTokens: 3 * 1234,
      outputTokens: 3 * 400,
    });
  });

  it('are by model and by project, the dearest first', () => {
    const { models, projects } = totalsOf(runs, berlin, { from: undefined, to: '2026-11-27' });
    assert.deepEqual(
      models.map(({ name, usd, unknown }) => [name, usd, unknown]),
      [
        ['gpt-5.4-mini', 0.75, 0],
        ['gpt-5.2', 0.5, 0],
        ['llava', 0, 1],
      ],
    );
    assert.deepEqual(
      projects.map(({ name, usd }) => [name, usd]),
      [
        ['shop', 1],
        ['docs', 0.25],
        ['', 0],
      ],
    );
  });

  it('begin with the first run where no day is asked for, and leave out what is before the day', () => {
    const { days } = totalsOf(runs, berlin, { from: undefined, to: '2026-11-27' });
    assert.deepEqual([days[0]?.name, days.length], ['2026-11-24', 4]);
    assert.equal(totalsOf(runs, berlin, { from: '2026-11-25', to: '2026-11-27' }).all.runs, 3);
    assert.deepEqual(totalsOf([], berlin, { from: undefined, to: '2026-11-27' }).days, []);
  });

  it('are the same whichever way they are summed', () => {
    const { all, days, models, projects } = totalsOf(runs, berlin, { from: undefined, to: '2026-11-27' });
    for (const groups of [days, models, projects]) {
      assert.equal(
        groups.reduce((sum, { usd }) => sum + usd, 0),
        all.usd,
      );
      assert.equal(
        groups.reduce((sum, { runs: count }) => sum + count, 0),
        all.runs,
      );
    }
  });
});

describe('days', () => {
  it('follow one another over months, leap days and years', () => {
    assert.equal(dayAfter('2026-12-31', 1), '2027-01-01');
    assert.equal(dayAfter('2028-03-01', -1), '2028-02-29');
    assert.equal(berlin.of('2026-12-31T23:00:00.000Z'), '2027-01-01');
    assert.equal(new Days('Asia/Kathmandu').of('2026-11-26T18:15:00.000Z'), '2026-11-27');
    assert.equal(new Days('Asia/Kathmandu').of('2026-11-26T18:14:59.999Z'), '2026-11-26');
  });

  it('are told from what looks like one', () => {
    assert.ok(isDay('2026-02-28'));
    for (const text of ['2026-02-30', '2026-2-3', '2026-13-01', '26-01-01', 'today', '2026-11-27T00:00:00Z'])
      assert.ok(!isDay(text), text);
  });
});

describe('estimates against bills', () => {
  const off = runWith({ estimated: { imageTokens: 70, textTokens: 30, inputUsd: 0 }, model: 'gpt-4o-mini' });
  it('are put together, what is off the line first', () => {
    const comparison = compareBills([
      runWith(),
      runWith({ at: '2026-11-28T10:00:00.000Z' }),
      off,
      unbilled(),
      unbilled({ outcome: 'cancelled' }),
      runWith({ estimated: { imageTokens: null, textTokens: 3, inputUsd: null } }),
    ]);
    assert.deepEqual(comparison, {
      pairs: [
        { model: 'gpt-4o-mini', estimated: 100, billed: 1234, runs: 1, last: off.at },
        { model: 'gpt-5.4-mini', estimated: 1230, billed: 1234, runs: 2, last: '2026-11-28T10:00:00.000Z' },
      ],
      compared: 3,
      onLine: 2,
      without: 2,
    });
  });

  it('agree within the few tokens that a provider adds', () => {
    assert.ok(isOnLine({ estimated: 100, billed: 108 }));
    assert.ok(!isOnLine({ estimated: 100, billed: 109 }));
    assert.ok(isOnLine({ estimated: 10_000, billed: 9_800 }));
    assert.ok(!isOnLine({ estimated: 10_000, billed: 10_201 }));
  });
});

describe('runs as CSV', () => {
  it('are a line each, with an empty cell for what is not known', () => {
    const [head, first, second, rest] = runsAsCsv([
      runWith({ id: 'a', usd: 0.0000005, project: 'Müller, "Söhne"' }),
      unbilled({
        id: 'b',
        outcome: 'failed',
        error: 'timeout',
        estimated: { imageTokens: null, textTokens: 9, inputUsd: null },
      }),
    ]).split('\r\n');
    assert.equal(
      head,
      'time,id,by,project,endpoint,model,tier,pictures,outcome,error,estimated image tokens,estimated text tokens,estimated input tokens,estimated input usd,billed input tokens,billed cached input tokens,billed output tokens,billed reasoning tokens,billed usd,milliseconds',
    );
    assert.equal(
      first,
      '2026-11-27T10:00:00.000Z,a,editor,"Müller, ""Söhne""",openai,gpt-5.4-mini,standard,1,complete,,1200,30,1230,0.0009225,1234,0,400,0,0.0000005,2100',
    );
    assert.equal(
      second,
      '2026-11-27T10:00:00.000Z,b,editor,shop,openai,gpt-5.4-mini,standard,1,failed,timeout,,9,,,,,,,,2100',
    );
    assert.equal(rest, '');
  });

  it('have prompts where one was kept', () => {
    const csv = runsAsCsv([runWith({ prompt: 'Describe\nit' }), runWith()]);
    assert.match(csv, /milliseconds,prompt\r\n/);
    assert.match(csv, /2100,"Describe\nit"\r\n/);
    assert.match(csv, /2100,\r\n$/);
  });

  it('hold no formula', () => {
    for (const text of ['=1+1', '+1', '-1', '@x', '\tx', '\rx', '=HYPERLINK("http://a";"b")']) {
      const cell = csvCell(text);
      assert.match(cell, /^"?'/, text);
    }
    assert.equal(csvCell('a=b'), 'a=b');
    assert.equal(csvCell(-1.5), '-1.5');
  });

  it('are read back as they were by whoever reads RFC 4180', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), texts => {
        const read = readCsv(`${texts.map(csvCell).join(',')}\r\n`);
        assert.deepEqual(read, [texts.map(text => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text))]);
      }),
    );
  });
});

/** RFC 4180, to the letter. */
function readCsv(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
