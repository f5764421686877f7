import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseConfig } from '../../../src/core/config/parseConfig';
import { clear, plant, png, run } from './run';

const code = `import OpenAI from 'openai';
await new OpenAI().responses.create({ model: 'gpt-5.4', input: [{ role: 'user', content: [
  { type: 'input_image', detail: 'high', image_url: \`data:image/png;base64,\${readFileSync('a.png', 'base64')}\` },
] }] });
`;

const project = (more: Record<string, string> = {}): string =>
  plant({ 'a.ts': code, 'a.png': png(1024, 1024), ...more });
const read = (folder: string): string => readFileSync(path.join(folder, 'tilescope.json'), 'utf8');

describe('tilescope init', function () {
  this.timeout(60_000);
  after(clear);

  it('writes limits from what the project costs today, with headroom, and says from what', async () => {
    const folder = project();
    const { code: exit, stdout } = await run(['init', folder]);
    assert.equal(exit, 0, stdout);
    const text = read(folder);
    const { config, problems } = parseConfig(text, 'tilescope.json');
    assert.deepEqual(problems, []);
    // 1,229 tokens and 10 %: 1,351.9, to two digits.
    assert.deepEqual(config.budgets, [
      {
        image: { tokens: 1400 },
        call: { tokens: 1400, usd: 0.0034 },
        file: { tokens: 1400 },
        project: { tokens: 1400, usd: 0.0034 },
      },
    ]);
    assert.match(text, /\/\/ A call; the dearest is a\.ts:2, 1,229 tokens, \$0\.0031\./);
    assert.match(text, /with 10 % headroom/);
    assert.deepEqual(readdirSync(folder).sort(), ['a.png', 'a.ts', 'tilescope.json']);
  });

  it('takes the headroom that is asked for', async () => {
    const folder = project();
    await run(['init', folder, '--headroom', '100%']);
    assert.equal(parseConfig(read(folder), '').config.budgets?.[0]?.image?.tokens, 2500);
    const { code: exit, stderr } = await run(['init', folder, '--headroom', 'much']);
    assert.equal(exit, 2);
    assert.match(stderr, /--headroom is a percentage like 10%, not "much"/);
  });

  it('changes nothing the second time, and writes over nothing unless told so', async () => {
    const folder = project();
    await run(['init', folder]);
    const first = read(folder);
    const again = await run(['init', folder]);
    assert.equal(again.code, 0);
    assert.match(again.stdout, /has these budgets already\. Nothing was written\./);
    assert.equal(read(folder), first);

    appendFileSync(path.join(folder, 'a.ts'), code.split('\n').slice(1).join('\n'));
    const refused = await run(['init', folder]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /tilescope\.json:4 has budgets already: --force writes them anew\./);
    assert.equal(read(folder), first);

    assert.equal((await run(['init', folder, '--force'])).code, 0);
    assert.equal(parseConfig(read(folder), '').config.budgets?.[0]?.file?.tokens, 2800);
  });

  for (const [what, lineBreak] of [
    ['line feeds', '\n'],
    ['carriage returns', '\r\n'],
  ] as const)
    it(`adds budgets to a file that is there, and leaves the rest as it is: ${what}`, async () => {
      const lines = [
        '{',
        '\t// ours',
        '\t"model": "gpt-5.4", // the one',
        '\t"exclude": ["gen/**"],',
        '}',
        '',
      ];
      const folder = project({ 'tilescope.json': lines.join(lineBreak) });
      const { code: exit, stdout, stderr } = await run(['init', folder]);
      assert.equal(exit, 0, stderr);
      assert.match(stdout, /^Added budgets to /);
      const text = read(folder);
      assert.ok(text.startsWith(lines.slice(0, 4).join(lineBreak)), text);
      assert.equal(text.replaceAll(lineBreak, '').includes('\n'), false);
      const { config, problems } = parseConfig(text, '');
      assert.deepEqual(problems, []);
      assert.equal(config.model, 'gpt-5.4');
      assert.equal(config.budgets?.[0]?.image?.tokens, 1400);
      assert.match(text, /^\t\t\t\/\/ A picture that a call sends/m);
      await run(['init', folder, '--force', '--headroom', '100%']);
      assert.ok(read(folder).startsWith(lines.slice(0, 4).join(lineBreak)), read(folder));
    });

  for (const [before, expected] of [
    ['{}', '{\n  "budgets": …\n}'],
    ['{ "model": "gpt-5.4" }', '{ "model": "gpt-5.4",\n  "budgets": …\n}'],
    ['{\n  "model": "gpt-5.4" // ours\n}\n', '{\n  "model": "gpt-5.4", // ours\n  "budgets": …\n}\n'],
    ['{\n  // nothing yet\n}\n', '{\n  "budgets": …\n  // nothing yet\n}\n'],
    [
      '{\n  "tier": "flex" /* cheap */ ,\n  // end\n}',
      '{\n  "tier": "flex" /* cheap */ ,\n  "budgets": …,\n  // end\n}',
    ],
  ] as const)
    it(`adds to ${JSON.stringify(before)}`, async () => {
      const folder = project({ 'tilescope.json': before });
      assert.equal((await run(['init', folder])).code, 0);
      assert.equal(read(folder).replace(/\[[^]*\]/, '…'), expected);
      assert.deepEqual(parseConfig(read(folder), '').problems, []);
    });

  it('says which calls it cannot tell whole', async () => {
    const { stdout } = await run(['init', project({ 'b.ts': code.replace('a.png', 'gone.png') })]);
    assert.match(
      stdout,
      /! 1 of 2 calls cannot be told whole; a check says so:\n {4}b\.ts:2: gone\.png: no such file/,
    );
  });

  it('writes nothing where there is nothing to limit, or a file it cannot read', async () => {
    const empty = plant({ 'a.ts': 'export {}' });
    const { code: exit, stdout } = await run(['init', empty]);
    assert.equal(exit, 1);
    assert.match(stdout, /No call that sends pictures was found/);
    assert.equal(existsSync(path.join(empty, 'tilescope.json')), false);

    const broken = project();
    writeFileSync(path.join(broken, 'tilescope.json'), '{ "model": ');
    assert.equal((await run(['init', broken])).code, 2);
    assert.equal(read(broken), '{ "model": ');
    assert.equal((await run(['init', path.join(broken, 'nowhere')])).code, 2);
  });
});
