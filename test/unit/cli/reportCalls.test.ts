import assert from 'node:assert/strict';
import { json } from './reportRun';
import type { ReportedCall } from './reportRun';
import { clear, plant, png, run } from './run';

const head = `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';
const client = new OpenAI();
const url = (file: string) => \`data:image/png;base64,\${readFileSync(file, 'base64')}\`;
`;

/** A call with these parts, as code. */
function call(model: string, parts: readonly string[], more = ''): string {
  return `await client.responses.create({
  model: ${model},${more}
  input: [{ role: 'user', content: [{ type: 'input_text', text: 'What is it?' }, ${parts.join(', ')}] }],
});
`;
}

function image(path: string, detail = 'high'): string {
  return `{ type: 'input_image', image_url: url(${path}), detail: '${detail}' }`;
}

const pictures = { 'a.png': png(1024, 1024), 'b.png': png(512, 512), 'c.png': png(100, 200) };

async function callsOf(code: string): Promise<readonly ReportedCall[]> {
  const { calls } = await json(plant({ ...pictures, 'x.ts': head + code }));
  return calls;
}

describe('tilescope report, by call', function () {
  this.timeout(60_000);
  after(clear);

  it('prices a picture with the model, the detail and the tier of its call', async () => {
    const folder = plant({
      ...pictures,
      'x.ts': `${head}${call("'gpt-5'", [image("'a.png'"), image("'b.png'", 'low')], "\n  service_tier: 'flex',")}export const other = 'c.png';\n`,
    });
    const report = await json(folder, '--model', 'gpt-4o');
    const [first, ...more] = report.calls;
    assert.ok(first);
    assert.deepEqual(more, []);
    assert.deepEqual(
      [first.file, first.line, first.column, first.endLine, first.callee, first.api],
      ['x.ts', 5, 7, 9, 'client.responses.create', 'openai.responses'],
    );
    assert.deepEqual(
      [first.model, first.modelId, first.detail, first.tier, first.tierFrom, first.requests],
      ['gpt-5', 'gpt-5', 'mixed', 'flex', 'the call', 1],
    );
    // 1024 × 1024 is 768 × 768 at high detail, four tiles; low is the base alone.
    assert.deepEqual(
      first.images.map(one => [one.target, one.path, one.line, one.detail, one.status, one.tokens]),
      [
        ['a.png', 'a.png', 8, 'high', 'counted', 630],
        ['b.png', 'b.png', 8, 'low', 'counted', 70],
      ],
    );
    assert.equal(first.imageTokens, 700);
    assert.equal(first.textTokens?.tokens, 4);
    assert.ok(first.rule);
    // What is in no call is priced as it always was.
    assert.deepEqual(
      report.references.map(reference => [reference.target, reference.tokens]),
      [['c.png', 255]],
    );
    const { calls, tokens } = report.totals;
    assert.deepEqual([calls.calls, calls.images, calls.tokens, tokens], [1, 2, 700, 255]);
    assert.equal(calls.costUsd, first.costUsd);
  });

  it('shows a call above its pictures, and what is in none below all of them', async () => {
    const folder = plant({
      ...pictures,
      'x.ts': `${head}export const other = 'c.png';\n${call("'gpt-5'", [image("'a.png'"), image("'b.png'")])}`,
    });
    const { stdout } = await run(['report', folder]);
    const rows = /x\.ts\n([\s\S]*?)\n\n/.exec(stdout)?.[1]?.split('\n') ?? [];
    assert.match(
      rows[0] ?? '',
      /^ {2}6:7 {2}client\.responses\.create {2}gpt-5 · high {2}2 images {2}[\d,]+ tokens {2}\$[\d.]+ {2}\+ 4 text tokens$/,
    );
    assert.match(rows[1] ?? '', /^ {4}8:\d+ {2}a\.png {2}1,024 × 1,024 {2}2 × 2 tiles +630 +\$/);
    assert.match(rows[2] ?? '', /^ {4}8:\d+ {2}b\.png/);
    assert.equal(rows[3], '  not in a call');
    assert.match(rows[4] ?? '', /^ +5:\d+ {2}c\.png/);
    assert.equal(rows.length, 5);
    assert.match(stdout, /^Calls for the models they ask; other images for gpt-5\.4-mini/);
    assert.match(stdout, /\n1 call in 1 file · 2 images · [\d,]+ tokens · \$[\d.]+ to make each once/);
    assert.match(stdout, /\n1 other image in 1 file · 34 tokens/);
    const { stdout: markdown } = await run(['report', folder, '--markdown']);
    assert.match(
      markdown,
      /\n\| \*\*6\*\* \| \*\*client\.responses\.create\*\* · gpt-5 · high \| 2 images \+ 4 text tokens \| \*\*[\d,]+\*\* \| \*\*\$/,
    );
    assert.match(
      markdown,
      /\n\| 8 \| a\.png \|.*\n\| 8 \| b\.png \|.*\n\| \| \*not in a call\* .*\n\| 5 \| c\.png/,
    );
    for (const line of markdown.split('\n').filter(row => row.startsWith('|')))
      assert.equal(line.match(/(?<!\\)\|/g)?.length, 6, line);
  });

  it('makes a request for each round of a loop', async () => {
    const [looped] = await callsOf(
      `for (const file of ['a.png', 'b.png', 'c.png']) {\n${call("'gpt-5'", [image('file')])}}\n`,
    );
    assert.ok(looped);
    assert.equal(looped.requests, 3);
    assert.equal(looped.images.length, 3);
    assert.deepEqual(
      looped.images.map(({ turn }) => turn?.by),
      ['each', 'each', 'each'],
    );
    assert.equal(
      looped.imageTokens,
      looped.images.reduce((sum, one) => sum + (one.tokens ?? 0), 0),
    );
  });

  it('gives a range for one picture or another', async () => {
    const [either] = await callsOf(
      call("'gpt-5'", [image("Math.random() > 0.5 ? 'a.png' : 'c.png'"), image("'b.png'")]),
    );
    assert.ok(either);
    assert.deepEqual(either.imageTokensRange, [420, 840]);
    assert.equal(either.imageTokens, 840);
    assert.equal(either.requests, 1);
  });

  it('prices for what the code takes where an environment variable is not set', async () => {
    const code = call("process.env.MODEL ?? 'gpt-4o'", [image("'a.png'")]);
    const [fallback] = await callsOf(code);
    assert.ok(fallback);
    assert.deepEqual(fallback.modelFallback, { variable: 'MODEL' });
    assert.deepEqual([fallback.modelId, fallback.imageTokens], ['gpt-4o', 765]);
    const { stdout } = await run(['report', plant({ ...pictures, 'x.ts': head + code })]);
    assert.match(stdout, /gpt-4o unless MODEL is set · high {2}1 image {2}765 tokens/);
  });

  it('counts nothing for a model that nobody knows, and says so', async () => {
    const folder = plant({
      ...pictures,
      'x.ts': `${head}${call("'gpt-99'", [image("'a.png'")])}${call('process.env.MODEL', [image("'b.png'")])}`,
    });
    const { calls, totals } = await json(folder);
    assert.deepEqual(
      calls.map(one => [one.model, one.modelId, one.modelUnknown?.reason, one.imageTokens, one.costUsd]),
      [
        ['gpt-99', null, 'unknown-name', null, null],
        [null, null, 'environment', null, null],
      ],
    );
    assert.deepEqual(
      calls.flatMap(one => one.images.map(({ status, tokens }) => [status, tokens])),
      [
        ['unknown-model', null],
        ['unknown-model', null],
      ],
    );
    assert.deepEqual([totals.calls.tokens, totals.calls.unknown, totals.calls.withoutModel], [0, 2, 2]);
    const { stdout } = await run(['report', folder]);
    assert.match(stdout, /gpt-99 is not known; nearest: gpt-\S+/);
    assert.match(stdout, /model set by MODEL {2,}1 image {2}–/);
    assert.match(stdout, /2 not known · 2 calls without a known model/);
    const { stdout: explained } = await run(['report', folder, '--explain']);
    assert.match(explained, /model not known: the model is set by the environment variable MODEL/);
  });

  it('says why a picture has no number', async () => {
    const folder = plant({
      ...pictures,
      'cut.png': png(5, 5).subarray(0, 20),
      'x.ts':
        head +
        call("'gpt-5'", [
          image("'a.png'"),
          image("'gone.png'"),
          image("'cut.png'"),
          image('process.env.PICTURE'),
        ]),
    });
    const { calls, totals } = await json(folder);
    const [first] = calls;
    assert.ok(first);
    assert.deepEqual(
      first.images.map(one => one.status),
      ['counted', 'unresolved', 'unreadable', 'unknown'],
    );
    assert.deepEqual(
      first.images.map(one => one.reason).filter(reason => reason?.startsWith('set')),
      ['set by the environment variable PICTURE'],
    );
    const { missing, unreadable, unknown, tokens } = totals.calls;
    assert.deepEqual(
      { missing, unreadable, unknown, tokens },
      { missing: 1, unreadable: 1, unknown: 1, tokens: 630 },
    );
    const { stdout } = await run(['report', folder]);
    assert.match(stdout, /1 unreadable · 1 missing · 1 not known/);
    assert.match(stdout, /gone\.png +no such file/);
    assert.match(stdout, /process\.env\.PICTURE.* {2}set by the environment variable PICTURE/);
    assert.match(stdout, /1 call is known in part; --explain tells more\.\n$/);
  });

  it('has every field for every call', async () => {
    const calls = await callsOf(
      `${call("'gpt-5'", [image("'a.png'")])}${call('process.env.MODEL', [image('process.env.PICTURE')])}
await client.images.generate({ model: 'gpt-image-1', prompt: 'A mug', size: '1024x1024', quality: 'high', n: 2 });
`,
    );
    assert.equal(calls.length, 3);
    for (const one of calls)
      assert.equal(
        Object.keys(one).join(' '),
        'file line column endLine endColumn api provider baseUrl callee model modelId modelChoice modelFallback modelUnknown detail tier tierFrom requests images output imageTokens imageTokensRange textTokens costUsd costRangeUsd approximate unknowns warnings rule',
      );
    for (const one of calls.flatMap(({ images }) => images))
      assert.equal(
        Object.keys(one).join(' '),
        'target pattern path line column detail effectiveDetail sent mediaType status format width height tokens tokensRange costUsd costRangeUsd reason turn optional repeated',
      );
    const made = calls[2]?.output;
    assert.equal(made?.count, 2);
    assert.ok((made.costUsd ?? 0) > 0);
    assert.equal(calls[2]?.costUsd, made.costUsd);
    assert.equal(calls[2].imageTokens, null);
  });

  it('reads what a call takes from a file beside it, and nothing from outside of the project', async () => {
    const outer = plant({
      'outside.ts': "export const model = 'gpt-4o';\n",
      'project/near.ts': "export const model = 'gpt-4o';\n",
      'project/settings.py': 'MODEL = "gpt-4o"\n',
      'project/a.png': png(1024, 1024),
      'project/near.test.ts': `import { model } from './near';\n${head}${call('model', [image("'a.png'")])}`,
      'project/far.ts': `import { model } from '../outside';\n${head}${call('model', [image("'a.png'")])}`,
      'project/x.py': `from openai import OpenAI
from settings import MODEL
OpenAI().chat.completions.create(model=MODEL, messages=[{"role": "user", "content": [
    {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="}}]}])
`,
    });
    const { calls } = await json(`${outer}/project`);
    assert.deepEqual(
      calls.map(({ file, modelId, modelUnknown }) => [file, modelId, modelUnknown?.reason]),
      [
        ['far.ts', null, 'import'],
        ['near.test.ts', 'gpt-4o', undefined],
        ['x.py', 'gpt-4o', undefined],
      ],
    );
  });

  it('goes on behind a file that is no program', async () => {
    const folder = plant({
      ...pictures,
      'a.ts': `${head}await client.responses.create({ model: 'gpt-5', input: [{ role: 'user', content: [{{{ "a.png" `,
      'b.py': 'from openai import OpenAI\nclient.responses.create(model="x", input=[{"image_url": ((((\n',
      'c.json':
        '{"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "a.png"',
      'd.ts': head + call("'gpt-5'", [image("'a.png'")]),
    });
    const { calls, unread } = await json(folder);
    assert.deepEqual(unread, []);
    assert.ok(calls.some(({ file, imageTokens }) => file === 'd.ts' && imageTokens === 630));
  });

  it('reads requests that are data, at the batch price', async () => {
    const line = (id: string, file: string): string =>
      JSON.stringify({
        custom_id: id,
        method: 'POST',
        url: '/v1/chat/completions',
        body: {
          model: 'gpt-4o',
          messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: file } }] }],
        },
      });
    const { calls } = await json(
      plant({
        'batch.jsonl': `${line('1', 'https://x.example/a.png')}\n${line('2', 'https://x.example/b.png')}\n`,
      }),
    );
    assert.deepEqual(
      calls.map(one => [one.line, one.callee, one.tier, one.images.map(({ status }) => status).join()]),
      [
        [1, 'POST /v1/chat/completions', 'batch', 'remote'],
        [2, 'POST /v1/chat/completions', 'batch', 'remote'],
      ],
    );
  });
});
