import assert from 'node:assert/strict';
import path from 'node:path';
import { clear, plant, png, records, run } from './run';

const size = ['estimate', '1024x1024', '--json'];

async function asked(
  config: string,
  args: readonly string[] = size,
): Promise<Readonly<Record<string, unknown>>> {
  const { code, stdout, stderr } = await run(args, { cwd: plant({ 'tilescope.json': config }) });
  assert.equal(code, 0, stderr);
  return records(stdout)[0] ?? {};
}

describe('tilescope.json on the command line', function () {
  this.timeout(60_000);
  after(clear);

  it('names the model, the detail and the tier; flags go before it', async () => {
    const config = '// of this project\n{ "model": "gpt-5.4", "detail": "low", "tier": "batch", }';
    const record = await asked(config);
    assert.deepEqual([record.model, record.detail, record.tier], ['gpt-5.4', 'low', 'batch']);
    const flagged = await asked(config, [
      ...size,
      '--model',
      'gpt-4o',
      '--detail',
      'high',
      '--tier',
      'standard',
    ]);
    assert.deepEqual([flagged.model, flagged.detail, flagged.tier], ['gpt-4o', 'high', 'standard']);
  });

  it('knows other names, models of one’s own and corrected prices', async () => {
    const config = JSON.stringify({
      aliases: { 'shop-vision': 'gpt-4o' },
      models: { 'gpt-5.4': { prices: { input: 1000 } }, house: { extends: 'gpt-4o', prices: { input: 1 } } },
    });
    assert.equal((await asked(config, [...size, '--model', 'shop-vision'])).model, 'gpt-4o');
    assert.equal((await asked(config, [...size, '--model', 'gpt-5.4', '--detail', 'high'])).costUsd, 1.229);
    const house = await asked(config, [...size, '--model', 'house']);
    assert.equal(house.model, 'house');
    assert.equal(house.costUsd, Number(house.tokens) / 1e6);
  });

  it('knows resellers and their prices', async () => {
    const config = '{"providers": {"gptproto": {"name": "GPT Proto", "priceMultiplier": 0.5}}}';
    const own = await asked(config, [...size, '--model', 'gpt-5.4']);
    const resold = await asked(config, [...size, '--model', 'gptproto/gpt-5.4']);
    assert.equal(resold.costUsd, Number(own.costUsd) / 2);
    assert.equal(resold.tokens, own.tokens);
  });

  it('is read from the reported directory: model, roots, include and exclude', async () => {
    const folder = plant({
      'tilescope.json':
        '{"model": "gpt-4o", "roots": ["assets"], "exclude": ["old/"], "include": ["**/*.ts", "!skip.ts"]}',
      'a.ts': '"a.png"',
      'b.md': '![b](a.png)',
      'skip.ts': '"a.png"',
      'old/a.ts': '"a.png"',
      'assets/a.png': png(512, 512),
    });
    const { code, stdout } = await run(['report', folder, '--json']);
    assert.equal(code, 0);
    const report = JSON.parse(stdout) as {
      model: string;
      references: { file: string; tokens: number; path: string }[];
    };
    assert.equal(report.model, 'gpt-4o');
    assert.deepEqual(
      report.references.map(({ file, tokens, path: found }) => [file, tokens, found]),
      [['a.ts', 255, 'assets/a.png']],
    );
    const text = await run(['report', folder]);
    assert.match(text.stdout, /^gpt-4o · detail omitted · standard tier {2}\(from tilescope\.json\)/);
  });

  it('can be another file', async () => {
    const folder = plant({ 'other.json': '{"model": "gpt-4o"}', 'a.ts': '' });
    const other = path.join(folder, 'other.json');
    assert.equal((await asked('{"model": "gpt-5.4"}', [...size, '--config', other])).model, 'gpt-4o');
    const { stdout } = await run(['report', folder, '--config', other]);
    assert.match(stdout, /\(from other\.json\)/);
  });

  const wrong: readonly (readonly [name: string, config: string, message: RegExp])[] = [
    ['an unknown key', '{\n  "modle": "gpt-4o"\n}', /tilescope\.json:2:3: .*modle.*model/],
    ['an unknown model', '{\n  "model":\n    "gtp-4o"\n}', /tilescope\.json:3:5: .*gtp-4o.*gpt-4o/s],
    ['a wrong value', '{ "tier": 7 }', /tilescope\.json:1:11: /],
    ['no JSON', '{ model: 1 }', /tilescope\.json:1:3: /],
    ['nothing at all', '', /tilescope\.json:1:1: /],
  ];
  for (const [name, config, message] of wrong) {
    it(`is complained about by file, line and column: ${name}`, async () => {
      const cwd = plant({ 'tilescope.json': config });
      for (const args of [size, ['report'], ['models'], ['estimate', '--stdin']]) {
        const { code, stdout, stderr } = await run(args, { cwd });
        assert.equal(code, 2, args.join(' '));
        assert.match(stderr, message);
        assert.equal(stdout, '');
      }
    });
  }
});

describe('tilescope models', function () {
  this.timeout(60_000);
  after(clear);

  it('lists all, as a table and as JSON', async () => {
    const [text, json] = await Promise.all([run(['models']), run(['models', '--json'])]);
    assert.equal(text.code, 0);
    assert.equal(json.code, 0);
    const models = JSON.parse(json.stdout) as {
      id: string;
      rule: object;
      confidence: string;
      sources: object[];
    }[];
    assert.ok(models.length > 100);
    assert.match(text.stdout, new RegExp(`\n${String(models.length)} models\\.`));
    for (const { id, rule, confidence, sources } of models) {
      assert.ok(text.stdout.includes(`\n${id} `), id);
      assert.ok('family' in rule);
      assert.ok(confidence !== '' && Array.isArray(sources));
    }
  });

  it('tells all about each, in words', async () => {
    const { stdout } = await run(['models', 'gpt-5.4']);
    assert.match(stdout, /^gpt-5\.4 {2}OpenAI\n/);
    assert.match(stdout, /rule +patch · patch 32 · multiplier 1\.2 · reject above patches 30,000/);
    assert.match(stdout, /\n +high: max dimension 2,048 · patch budget 2,500\n/);
    assert.match(stdout, /prices +\$2\.5 input · .*, per 1M tokens/);
    assert.match(stdout, /tiers +batch × 0\.5/);
    assert.match(stdout, /source +https:/);
    assert.doesNotMatch(stdout, /[{}]|undefined|object/);
  });

  it('knows a model by its other names', async () => {
    const { stdout } = await run(['models', 'openai/gpt-4o', '--json']);
    assert.equal((JSON.parse(stdout) as { id: string }).id, 'gpt-4o');
  });

  it('has those of tilescope.json too', async () => {
    const cwd = plant({ 'tilescope.json': '{"models": {"house": {"extends": "gpt-4o", "name": "House"}}}' });
    const { stdout } = await run(['models', 'house'], { cwd });
    assert.match(stdout, /^house .*\n/);
    assert.match(stdout, /tilescope\.json\n$/);
  });
});
