import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { calling, lfsPointer, png } from '../review/projects';
import { clear, folder, TestRepository } from '../review/repository';
import { root, run } from './run';
import type { Ran } from './run';

/** A budget that a picture of 512 × 512 keeps to, and one of 1024 × 1024 does not. */
const budget = JSON.stringify({
  budgets: [{ call: { tokens: 500, rise: { usd: { warn: 0.0001 } } } }],
});

const cache = folder();

function check(made: TestRepository, ...args: readonly string[]): Promise<Ran> {
  return run(['check', made.root, ...args], { env: { XDG_CACHE_HOME: cache, GITHUB_STEP_SUMMARY: '' } });
}

/** A repository whose last commit keeps to its budget, and whose working tree does not. */
function overBudget(): TestRepository {
  const made = TestRepository.make({
    'tilescope.json': budget,
    'src/ask me.ts': calling(),
    'src/a.png': png(512, 512),
  });
  return made.write({ 'src/a.png': png(1024, 1024) });
}

describe('tilescope check', function () {
  this.timeout(60_000);
  after(clear);

  it('ends with 0 within the budget and with 1 over it, whole or against a base', async () => {
    const made = TestRepository.make({ 'tilescope.json': budget, 'a.ts': calling(), 'a.png': png(512, 512) });
    const within = await check(made);
    assert.deepEqual([within.code, within.stderr], [0, '']);
    assert.match(within.stdout, /Within the budget/);
    made.write({ 'a.png': png(1024, 1024) });
    for (const args of [[], ['--base', 'HEAD']]) {
      const over = await check(made, ...args);
      assert.equal(over.code, 1, over.stderr);
      assert.match(over.stdout, /a\.ts:7:\d+ .*765 tokens.*500 tokens.*tilescope\.json:1/s);
    }
  });

  it('holds a change against what it touches, and not against what was over before', async () => {
    const made = TestRepository.make({
      'tilescope.json': budget,
      'a.ts': calling(),
      'a.png': png(1024, 1024),
    });
    assert.equal((await check(made)).code, 1);
    made.write({ 'b.ts': calling({ detail: 'low', prompt: 'Something else' }) });
    const changed = await check(made, '--base', 'HEAD');
    assert.equal(changed.code, 0, changed.stdout);
    assert.match(changed.stdout, /b\.ts:7/);
  });

  it('warns of a rise, by how much and since when', async () => {
    const made = TestRepository.make({
      'tilescope.json': JSON.stringify({
        budgets: [{ call: { rise: { tokens: { warn: 100, fail: 1000 } } } }],
      }),
      'a.ts': calling({ detail: 'low' }),
      'a.png': png(1024, 1024),
    });
    made.write({ 'a.ts': calling() });
    const { code, stdout } = await check(made, '--base', 'main');
    assert.equal(code, 0);
    assert.match(stdout, /warning .*680 tokens more than at main \(85 tokens → 765 tokens\)/s);
  });

  it('looks at the sum of the project where a limit holds for it, and remembers what did not change', async () => {
    const made = TestRepository.make({
      'tilescope.json': JSON.stringify({ budgets: [{ project: { tokens: 1000 } }] }),
      'a.ts': calling(),
      'b.ts': calling({ prompt: 'Another' }),
      'a.png': png(512, 512),
      'README.md': '',
    });
    for (let round = 0; round < 2; round += 1) {
      made.write({ 'README.md': String(round) });
      assert.equal((await check(made, '--base', 'HEAD')).code, 0);
    }
    made.write({ 'c.ts': calling({ prompt: 'A third', image: 'big.png' }), 'big.png': png(1024, 1024) });
    const over = await check(made, '--base', 'HEAD');
    assert.equal(over.code, 1, over.stdout);
    assert.match(over.stdout, /The calls of the project take 1,275 tokens/);
    // An unchanged call whose picture changed in a commit that was never checked.
    made.remove('c.ts', 'big.png').commit({ 'a.png': png(1024, 1024) });
    made.write({ 'README.md': 'more' });
    assert.match((await check(made, '--base', 'HEAD')).stdout, /The calls of the project take 1,530 tokens/);
  });

  it('compares what is staged, and a revision', async () => {
    const made = overBudget();
    assert.equal((await check(made, '--staged')).code, 0);
    made.git('add', '-A');
    assert.equal((await check(made, '--staged')).code, 1);
    made.commit();
    made.write({ 'src/a.png': png(512, 512) });
    assert.equal((await check(made, '--head', 'HEAD')).code, 1);
    assert.equal((await check(made, '--base', 'HEAD')).code, 0);
  });

  it('ends with 3 where it could not tell, and with 0 if that is allowed', async () => {
    const made = TestRepository.make({ 'a.ts': calling(), 'a.png': lfsPointer('a') });
    made.write({ 'a.png': lfsPointer('b') });
    const unknown = await check(made, '--base', 'HEAD');
    assert.equal(unknown.code, 3, unknown.stderr);
    assert.match(unknown.stdout, /a\.png .*Git LFS pointer.*git lfs pull/s);
    assert.equal((await check(made, '--base', 'HEAD', '--allow-unknown')).code, 0);

    const origin = TestRepository.make({ 'a.ts': '' });
    origin.commit({ 'a.ts': 'b' });
    const clone = new TestRepository(path.join(folder(), 'clone'));
    origin.git('clone', '-q', '--depth', '1', `file://${origin.root}`, clone.root);
    const shallow = await check(clone, '--base', 'origin/other');
    assert.deepEqual([shallow.code, shallow.stdout], [3, '']);
    assert.match(shallow.stderr, /shallow clone.*git fetch --unshallow/);
  });

  it('says what is wrong with how it is called, and ends with 2', async () => {
    const made = TestRepository.make({ 'a.ts': '' });
    const bare = new TestRepository(folder());
    const cases: readonly (readonly [TestRepository, readonly string[], RegExp])[] = [
      [made, ['--base', 'nowhere'], /no revision "nowhere"/],
      [made, ['--base', '--help'], /no revision "--help"/],
      [bare, ['--base', 'HEAD'], /is in no Git repository/],
      [made, ['--format', 'sarf'], /"sarf" is no format.*sarif/],
      [made, ['--output', 'x'], /--output x stands before any --format/],
      [made, ['--format', 'json', '--format', 'sarif'], /would be mixed up/],
      [made, ['--format', 'json', '--output', 'a', '--output', 'b'], /two files/],
      [made, ['--format', 'json', '--output', '/no/such/folder/x'], /cannot be written \(ENOENT\)/],
      [made, ['--head', 'HEAD', '--staged'], /two different states/],
    ];
    for (const [where, args, message] of cases) {
      const { code, stderr } = await check(where, ...args);
      assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, message);
    }
    made.git('checkout', '-q', '--orphan', 'other');
    made.commit();
    const none = await check(made, '--base', 'main');
    assert.equal(none.code, 2);
    assert.match(none.stderr, /no commit in common/);
    made.write({ 'tilescope.json': '{ "budgts": [] }' });
    const wrong = await check(made);
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /tilescope\.json:1:3:.*"budgets"/s);
  });

  it('checks a folder without Git whole', async () => {
    const bare = new TestRepository(folder()).write({
      'tilescope.json': budget,
      'a.ts': calling(),
      'a.png': png(1024, 1024),
    });
    assert.equal((await check(bare)).code, 1);
  });

  it('writes every format of the same change, the same each time, and no part of a file', async () => {
    const made = overBudget();
    const out = folder();
    const forms = ['json', 'markdown', 'sarif', 'github', 'gitlab', 'junit'] as const;
    const args = forms.flatMap(format => ['--format', format, '--output', path.join(out, format)]);
    writeFileSync(path.join(out, 'json'), 'an older one');
    const first = await check(made, '--base', 'HEAD', ...args);
    assert.deepEqual([first.code, first.stdout, first.stderr], [1, '', '']);
    const read = (): readonly string[] => forms.map(format => readFileSync(path.join(out, format), 'utf8'));
    const [json = '', markdown = '', , github = '', gitlab = '', junit = ''] = read();
    const texts = read();
    await check(made, '--base', 'HEAD', ...args);
    assert.deepEqual(read(), texts);
    assert.deepEqual(readdirSync(out).sort(), [...forms].sort());

    const { outcome, problems, review } = JSON.parse(json) as {
      outcome: string;
      problems: readonly { readonly code: string; readonly file: string; readonly line: number }[];
      review: {
        readonly changes: readonly {
          readonly before: object;
          readonly after: object;
          readonly delta: object;
        }[];
      };
    };
    assert.equal(outcome, 'over');
    assert.deepEqual(
      problems.map(({ code, file, line }) => [code, file, line]),
      [
        ['call-over-budget', 'src/ask me.ts', 7],
        ['cost-rise', 'src/ask me.ts', 7],
      ],
    );
    assert.deepEqual(review.changes[0]?.delta, {
      tokens: [510, 510],
      costUsd: [0.00102, 0.00102],
      why: null,
    });
    assert.match(markdown, /^<!-- tilescope check  -->\n### Tilescope: \+510 tokens · \+\$0\.0010 /);
    assert.match(markdown, /re-encoded.*src\/a\.png.*512 × 512.*1,024 × 1,024/);
    assert.match(github, /^::error file=src\/ask me\.ts,line=7,.*title=Tilescope%3A call-over-budget::/);
    const [issue] = JSON.parse(gitlab) as readonly {
      readonly fingerprint: string;
      readonly location: object;
    }[];
    assert.match(issue?.fingerprint ?? '', /^[\da-f]{32}$/);
    assert.deepEqual(issue?.location, { path: 'src/ask me.ts', lines: { begin: 7 } });
    assert.match(junit, /<testsuites name="tilescope" tests="2" failures="1" errors="0">/);
  });

  it('writes SARIF that its published schema takes, with names for results that stay while lines move', async () => {
    const schema = JSON.parse(
      readFileSync(path.join(root, 'test/fixtures/sarif/sarif-2.1.0-rtm.5.json'), 'utf8'),
    ) as { id?: string; $schema?: string };
    // Of draft 4 there is nothing in it that the later drafts read otherwise, but its own names.
    delete schema.id;
    delete schema.$schema;
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats(ajv);
    const made = overBudget();
    const sarif = async (): Promise<Log> => {
      const { stdout } = await check(made, '--base', 'HEAD', '--format', 'sarif');
      const log = JSON.parse(stdout) as Log;
      assert.ok(ajv.validate(schema, log), ajv.errorsText());
      return log;
    };
    const [run_] = (await sarif()).runs;
    const [result] = run_?.results ?? [];
    assert.equal(result?.ruleId, 'call-over-budget');
    assert.equal(result.level, 'error');
    assert.equal(result.locations?.[0]?.physicalLocation?.artifactLocation?.uri, 'src/ask%20me.ts');
    const rules = run_?.tool.driver.rules ?? [];
    assert.deepEqual(
      run_?.results?.map(({ ruleIndex = -1 }) => rules[ruleIndex]?.id),
      ['call-over-budget', 'cost-rise'],
    );
    assert.ok(rules.every(rule => rule.help?.text !== undefined && rule.helpUri !== undefined));
    made.write({ 'src/ask me.ts': `\n\n\n${calling()}` });
    const [moved] = (await sarif()).runs[0]?.results ?? [];
    assert.equal(moved?.locations?.[0]?.physicalLocation?.region?.startLine, 10);
    assert.deepEqual(moved.partialFingerprints, result.partialFingerprints);
    const empty = TestRepository.make({ 'a.ts': '' });
    const { stdout } = await check(empty, '--format', 'sarif');
    assert.ok(ajv.validate(schema, JSON.parse(stdout)), ajv.errorsText());
  });

  it('names files as the repository does, from a folder of it too', async () => {
    const made = TestRepository.make({
      'packages/web/tilescope.json': budget,
      'packages/web/a.ts': calling(),
      'packages/web/a.png': png(512, 512),
    });
    made.write({ 'packages/web/a.png': png(1024, 1024) });
    for (const args of [[], ['--base', 'HEAD']]) {
      const { code, stdout } = await run(
        ['check', path.join(made.root, 'packages/web'), ...args, '--format', 'github'],
        { env: { XDG_CACHE_HOME: cache, GITHUB_STEP_SUMMARY: '' } },
      );
      assert.equal(code, 1);
      assert.match(stdout, /^::error file=packages\/web\/a\.ts,line=7/);
    }
  });

  it('adds to the job summary, and says nothing where nothing changed if that is wanted', async () => {
    const made = overBudget();
    const summary = path.join(folder(), 'summary.md');
    writeFileSync(summary, 'from another step\n');
    const env = { XDG_CACHE_HOME: cache, GITHUB_STEP_SUMMARY: summary };
    await run(['check', made.root, '--base', 'HEAD', '--format', 'github'], { env });
    assert.match(
      readFileSync(summary, 'utf8'),
      /^from another step\n<!-- tilescope check {2}-->\n### Tilescope/,
    );
    made.commit();
    const quiet = ['check', made.root, '--base', 'HEAD', '--quiet-when-unchanged', '--format'];
    assert.deepEqual((await run([...quiet, 'markdown'], { env })).stdout, '');
    const before = readFileSync(summary, 'utf8');
    await run([...quiet, 'github'], { env });
    assert.equal(readFileSync(summary, 'utf8'), before);
    assert.notEqual(
      (await run(['check', made.root, '--base', 'HEAD', '--format', 'markdown'], { env })).stdout,
      '',
    );
  });

  it('gives every name and message as text, whatever it holds', async () => {
    const name = 'sub,1:2/a|b`<script>@user%0A\n::error::x.ts';
    const made = TestRepository.make({
      'tilescope.json': budget,
      [name]: calling({ image: '../a.png' }),
      'a.png': png(512, 512),
    });
    made.write({ 'a.png': png(1024, 1024) });
    const github = (await check(made, '--base', 'HEAD', '--format', 'github')).stdout.trimEnd().split('\n');
    assert.ok(
      github.length > 0 && github.every(line => /^::(?:error|warning) file=[^:,]*,line=/.test(line)),
      github.join('\n'),
    );
    const markdown = (await check(made, '--base', 'HEAD', '--format', 'markdown')).stdout;
    assert.doesNotMatch(markdown, /^::error/m);
    assert.doesNotMatch(markdown.replace(/`[^`\n]*`/g, ''), /<script>|@user/);
    const junit = (await check(made, '--base', 'HEAD', '--format', 'junit')).stdout;
    assert.doesNotMatch(junit, /<script>/);
  });
});
