import assert from 'node:assert/strict';
import { json } from './reportRun';
import { clear, plant, png, run } from './run';

const call = (model: string, picture: string): string => `import OpenAI from 'openai';
await new OpenAI().responses.create({ model: '${model}', input: [{ role: 'user', content: [
  { type: 'input_image', detail: 'high', image_url: \`data:image/png;base64,\${readFileSync('${picture}', 'base64')}\` },
] }] });
`;

function nested(): string {
  return plant({
    'tilescope.json': '{\n  "model": "gpt-5.4",\n  "detail": "high",\n  "aliases": { "ours": "gpt-4o" }\n}',
    'app/tilescope.json':
      '{\n  // of the app\n  "model": "gpt-4o",\n  "exclude": ["gen/**"],\n  "aliases": { "ours": "gpt-5.4" },\n  "budgets": [{ "call": { "tokens": { "warn": 10, "fail": 20 } } }]\n}',
    'app/docs/a.md': '![a](../../img/a.png)\n',
    'app/gen/a.md': '![a](../../img/a.png)\n',
    'app/src/a.ts': call('ours', '../../img/a.png'),
    'docs/a.md': '![a](../img/a.png)\n',
    'src/a.ts': call('ours', '../img/a.png'),
    'img/a.png': png(1024, 1024),
  });
}

describe('nested tilescope.json on the command line', function () {
  this.timeout(60_000);
  after(clear);

  it('hold for the files below them: model, aliases, detail, exclude', async () => {
    const report = await json(nested());
    assert.deepEqual(
      report.references.map(({ file, tokens }) => [file, tokens]),
      [
        ['app/docs/a.md', 765],
        ['docs/a.md', 1229],
      ],
    );
    const { stdout } = await run(['report', '--json', nested()]);
    const { calls } = JSON.parse(stdout) as { calls: readonly { file: string; tokens: unknown }[] };
    assert.deepEqual(
      calls.map(({ file }) => file),
      ['app/src/a.ts', 'src/a.ts'],
    );
    assert.match(stdout, /"gpt-4o"/);
  });

  it('are named by the report for people', async () => {
    assert.match((await run(['report', nested()])).stdout, /Otherwise below: app\/tilescope\.json/);
  });

  it('end the run where one is wrong, at its line', async () => {
    const folder = plant({
      'a.md': '![a](a.png)',
      'app/a.md': '![a](a.png)',
      'app/tilescope.json': '{\n  "budgets": [{ "cal": {} }]\n}',
    });
    for (const args of [
      ['report', folder],
      ['config', folder],
      ['init', folder],
    ]) {
      const { code, stderr } = await run(args);
      assert.equal(code, 2);
      assert.match(
        stderr,
        /app\/tilescope\.json:2:17: unknown key "cal" in budgets\[0\]: did you mean "call"\?/,
      );
    }
  });
});

describe('tilescope config', function () {
  this.timeout(60_000);
  after(clear);

  it('explains every value that holds for a file, and from which line', async () => {
    const folder = nested();
    const { code, stdout } = await run(['config', folder, '--explain', `${folder}/app/src/a.ts`]);
    assert.equal(code, 0);
    assert.deepEqual(
      stdout
        .trimEnd()
        .split('\n')
        .map(line => line.trimEnd().replace(/ {2,}/g, ' | ')),
      [
        'app/src/a.ts',
        ' | model | gpt-4o | app/tilescope.json:3',
        ' | detail | high | tilescope.json:3',
        ' | tier | standard | default',
        ' | roots | ["public","static"] | default',
        ' | exclude | ["gen/**"] | app/tilescope.json:4',
        ' | aliases.ours | gpt-5.4 | app/tilescope.json:5',
        ' | call.tokens | {"warn":10,"fail":20} | app/tilescope.json:6',
      ],
    );
  });

  it('explains as JSON', async () => {
    const folder = nested();
    const { stdout } = await run(['config', folder, '--explain', `${folder}/app/gen/a.md`, '--json']);
    const told = JSON.parse(stdout) as {
      searched: boolean;
      configs: unknown;
      values: readonly { key: string; from: unknown }[];
    };
    assert.equal(told.searched, false);
    assert.deepEqual(told.configs, ['tilescope.json', 'app/tilescope.json']);
    assert.deepEqual(told.values.find(({ key }) => key === 'model')?.from, {
      file: 'app/tilescope.json',
      line: 3,
      column: 12,
    });
    assert.equal(told.values.find(({ key }) => key === 'tier')?.from, null);
  });

  it('explains no file of somewhere else', async () => {
    const { code, stderr } = await run(['config', nested(), '--explain', '/etc/hosts']);
    assert.equal(code, 2);
    assert.match(stderr, /is not a file below/);
  });

  it('checks every file, and remarks on what is hardly meant', async () => {
    assert.match(
      (await run(['config', nested()])).stdout,
      /^tilescope\.json, app\/tilescope\.json: nothing wrong\.\n$/,
    );
    const folder = plant({
      'tilescope.json': '{"budgets": [\n{"files": "lib/**", "call": {"tokens": 1}}]}',
      'a.md': '![a](a.png)',
    });
    assert.match(
      (await run(['config', folder])).stdout,
      /! tilescope\.json:2:11: budgets\[0\]\.files matches no file that is searched: "lib\/\*\*"/,
    );
    assert.match((await run(['config', plant({ 'a.md': '' })])).stdout, /There is no tilescope\.json/);
  });
});
