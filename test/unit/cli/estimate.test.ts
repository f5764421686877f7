import assert from 'node:assert/strict';
import path from 'node:path';
import { clear, plant, png, records, root, run } from './run';

const fixture = (name: string): string => path.join(root, 'test/fixtures/images', name);
const dataUri = `data:image/png;base64,${Buffer.from(png(640, 480)).toString('base64')}`;

/** The fields that are promised, in every answer whatever it says. */
const promised = [
  ...[
    'source',
    'format',
    'width',
    'height',
    'model',
    'detail',
    'effectiveDetail',
    'tier',
    'tokens',
    'tokensRange',
  ],
  ...['costUsd', 'seen', 'grid', 'rejected', 'warnings', 'rule'],
];

function assertShape(record: Readonly<Record<string, unknown>>): void {
  for (const field of promised) assert.ok(field in record, `${field} is missing: ${JSON.stringify(record)}`);
  assert.ok(Array.isArray(record.warnings));
  if (record.seen !== null) assert.deepEqual(Object.keys(record.seen as object), ['width', 'height']);
  if (record.grid !== null)
    for (const field of ['kind', 'cell', 'columns', 'rows'])
      assert.ok(field in (record.grid as object), field);
  if (record.rule !== null)
    for (const field of ['source', 'confidence']) assert.ok(field in (record.rule as object), field);
}

/** One answer a source, each of the promised shape. */
async function json(
  args: readonly string[],
  code: number,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const ran = await run(['estimate', ...args, '--json']);
  assert.equal(ran.code, code, ran.stdout + ran.stderr);
  assert.equal(ran.stderr, '');
  const all = records(ran.stdout);
  all.forEach(assertShape);
  return all;
}

describe('tilescope estimate --json', function () {
  this.timeout(60_000);
  after(clear);

  it('says what the first issue promised', async () => {
    const [high] = await json(['1024x1024', '--model', 'gpt-5.4', '--detail', 'high'], 0);
    assert.equal(high?.tokens, 1229);
    assert.equal(high.source, '1024x1024');
    assert.equal(high.format, null);
    assert.equal(high.rejected, null);
    assert.deepEqual(high.seen, { width: 1024, height: 1024 });

    const [omitted] = await json(['4032x3024', '--model', 'gpt-6-astra'], 0);
    assert.equal(omitted?.tokens, 14364);
    assert.equal(omitted.detail, null);
    assert.equal(omitted.effectiveDetail, 'original');
    const codes = (omitted.warnings as { code: string }[]).map(({ code }) => code);
    assert.ok(codes.includes('omitted-detail'), codes.join());

    const [refused] = await json(['6000x6000', '--model', 'gpt-5.6-sol', '--detail', 'original'], 1);
    assert.equal(refused?.tokens, null);
    assert.equal(refused.costUsd, null);
    assert.equal((refused.rejected as { reason: string }).reason, 'too-many-patches');
    assert.match((refused.rejected as { message: string }).message, /30,000/);
  });

  it('reads files, whatever their names, and says what they are', async () => {
    const folder = plant({ 'my photo (1).png': png(300, 200), 'Größe.png': png(10, 20) });
    const [first, second, third] = await json(
      [path.join(folder, 'my photo (1).png'), path.join(folder, 'Größe.png'), fixture('orientation-6.jpg')],
      0,
    );
    assert.deepEqual([first?.format, first?.width, first?.height, first?.bytes], ['png', 300, 200, 45]);
    assert.deepEqual([second?.width, second?.height], [10, 20]);
    assert.equal(third?.orientation, 6);
    assert.ok((third.warnings as { code: string }[]).some(({ code }) => code === 'orientation'));
  });

  it('reads data URIs and file URLs', async () => {
    const folder = plant({ 'a b.png': png(64, 32) });
    const [uri, url] = await json(
      [dataUri, `file://${encodeURI(folder.replaceAll('\\', '/'))}/a%20b.png`],
      0,
    );
    assert.deepEqual([uri?.width, uri?.height, uri?.source], [640, 480, dataUri]);
    assert.deepEqual([url?.width, url?.height], [64, 32]);
  });

  it('gives a range where sources differ', async () => {
    const [range] = await json(['2000x2000', '--model', 'gemini-2.5-flash'], 0);
    assert.deepEqual(range?.tokensRange, [258, 1032]);
  });

  it('answers every source, in order, and says 1 where one could not be read', async () => {
    const missing = path.join(root, 'no such.png');
    const sources = [
      '10x10',
      missing,
      root,
      fixture('truncated.png'),
      fixture('empty.png'),
      'data:image/png;base64,AAAA',
      '20x20',
    ];
    const all = await json(sources, 1);
    assert.deepEqual(
      all.map(({ source }) => source),
      sources,
    );
    assert.deepEqual(
      all.map(({ error }) => (error as { reason: string } | undefined)?.reason ?? null),
      [null, 'not-found', 'not-a-file', 'truncated', 'empty', 'truncated', null],
    );
    for (const { error, tokens, model, rejected } of all.filter(record => 'error' in record)) {
      assert.notEqual((error as { message: string }).message, '');
      assert.deepEqual([tokens, model, rejected], [null, 'gpt-5.4-mini', null]);
    }
    assert.deepEqual(
      all.map(({ tokens }) => tokens !== null),
      [true, false, false, false, false, false, true],
    );
  });

  it('refuses what the provider does not take, and prices it for one that does', async () => {
    const [openai] = await json([fixture('still.bmp')], 1);
    assert.equal((openai?.rejected as { reason: string }).reason, 'unsupported-format');
    const [nothing] = await json(['0x10'], 1);
    assert.equal((nothing?.rejected as { reason: string }).reason, 'invalid-size');
  });

  it('takes a tier and its other name', async () => {
    const [standard] = await json(['1024x1024', '--model', 'gpt-5.4'], 0);
    const [batch] = await json(['1024x1024', '--model', 'gpt-5.4', '--tier', 'batch'], 0);
    const [fast] = await json(['1024x1024', '-m', 'gpt-5.4', '-t', 'priority'], 0);
    assert.equal(batch?.costUsd, Number(standard?.costUsd) / 2);
    assert.equal(fast?.tier, 'fast');
    assert.equal(fast.costUsd, Number(standard?.costUsd) * 2);
  });

  it('prices pictures that are made', async () => {
    const ran = await run(['estimate', '1024x1024', '--quality', 'high', '--model', 'gpt-image-2', '--json']);
    assert.equal(ran.code, 0);
    assert.equal(records(ran.stdout)[0]?.outputTokens, 7024);
    const refused = await run([
      'estimate',
      '1024x1024',
      '--quality',
      'best',
      '--model',
      'gpt-image-2',
      '--json',
    ]);
    assert.equal(refused.code, 1);
    assert.match(refused.stdout, /best.*low.*medium.*high/);
  });

  it('asks nothing on this machine, and nothing over http, unless that is allowed', async () => {
    const refused = await json(
      ['http://127.0.0.1:9/a.png', 'https://127.0.0.1:9/a.png', 'https://[::1]:9/a.png'],
      1,
    );
    assert.deepEqual(
      refused.map(({ error }) => (error as { reason: string }).reason),
      ['refused-protocol', 'refused-address', 'refused-address'],
    );
    const [allowed] = await json(['http://127.0.0.1:9/a.png', '--allow-private'], 1);
    assert.equal((allowed?.error as { reason: string }).reason, 'network');
  });
});

describe('tilescope estimate for people', function () {
  this.timeout(60_000);
  after(clear);

  it('gives the answer first, then the reason', async () => {
    const { code, stdout } = await run([
      'estimate',
      '1600x1600',
      '--model',
      'gpt-5.4-mini',
      '--detail',
      'high',
    ]);
    assert.equal(code, 0);
    const [heading, answer, reason] = stdout.split('\n');
    assert.equal(heading, '1,600 × 1,600');
    assert.match(
      answer ?? '',
      /^ {2}3,000 tokens · \$[\d.]+ a call · \$[\d.]+ per 1,000 {2}gpt-5\.4-mini · detail high$/,
    );
    assert.match(reason ?? '', /50 × 50 patches of 32 px/);
    assert.doesNotMatch(stdout, /default model/);
  });

  it('names the default model once', async () => {
    const { stdout } = await run(['estimate', '10x10', '20x20', '30x30']);
    assert.equal(stdout.match(/default model/g)?.length, 1);
    assert.match(stdout, /gpt-5\.4-mini is the default model; --model names another\.\n$/);
  });

  it('says what is wrong with a file and what to do', async () => {
    const { code, stdout } = await run(['estimate', 'no-such.png', fixture('truncated.png')]);
    assert.equal(code, 1);
    assert.match(stdout, /no-such\.png\n {2}not read {2}no-such\.png does not exist\./);
    assert.match(stdout, /truncated\.png ends in the middle of its header\. .+/);
  });

  it('prints a long data URI by its beginning', async () => {
    const { stdout } = await run(['estimate', dataUri + 'A'.repeat(4000)]);
    assert.ok(Math.max(...stdout.split('\n').map(line => line.length)) < 200, stdout);
  });

  it('has no colours where nobody looks', async () => {
    for (const args of [
      ['estimate', '10x10', 'nothing.png'],
      ['models'],
      ['report', 'examples'],
      ['--help'],
    ]) {
      const { stdout, stderr } = await run(args);
      assert.doesNotMatch(stdout + stderr, /\u001b/);
    }
  });
});
