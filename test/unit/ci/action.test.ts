import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root, run } from '../cli/run';
import { calling, png } from '../review/projects';
import { clear, environment, folder, TestRepository } from '../review/repository';
import { GithubServer } from './githubServer';

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const action = parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as Action;

interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** The steps of the action as a runner would run them, in a repository, for an event; expressions are filled in. */
class Runner {
  readonly temp = folder();
  readonly summary = path.join(this.temp, 'summary.md');
  readonly #outputs: Record<string, Record<string, string>> = {};

  constructor(
    private readonly made: TestRepository,
    private readonly api: string,
    event: object,
    private readonly inputs: Readonly<Record<string, string>> = {},
  ) {
    writeFileSync(path.join(this.temp, 'event.json'), JSON.stringify(event));
    writeFileSync(this.summary, '');
  }

  step(name: string): Promise<Ran> {
    const step = action.runs.steps.find(one => one.name === name);
    assert.ok(step?.run !== undefined, name);
    const outputFile = path.join(this.temp, `${name}.out`);
    writeFileSync(outputFile, '');
    const env = Object.fromEntries(
      Object.entries(step.env ?? {}).map(([key, value]) => [key, this.#filled(value)]),
    );
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd: this.made.root,
      env: {
        ...environment(),
        RUNNER_TEMP: this.temp,
        XDG_CACHE_HOME: this.temp,
        GITHUB_ACTIONS: 'true',
        GITHUB_EVENT_PATH: path.join(this.temp, 'event.json'),
        GITHUB_OUTPUT: outputFile,
        GITHUB_STEP_SUMMARY: this.summary,
        GITHUB_REPOSITORY: 'owner/name',
        GITHUB_API_URL: this.api,
        ...env,
      },
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', code => {
        const outputs = Object.fromEntries(
          readFileSync(outputFile, 'utf8')
            .split('\n')
            .flatMap(line => {
              const [, key, value] = /^([^=]+)=(.*)$/.exec(line) ?? [];
              return key === undefined || value === undefined ? [] : [[key, value] as const];
            }),
        );
        if (step.id !== undefined) this.#outputs[step.id] = outputs;
        resolve({ code, output, outputs });
      });
    });
  }

  #filled(value: string): string {
    return value.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, expression: string) => {
      const [scope = '', ...names] = expression.split('.');
      if (expression === 'github.action_path') return root;
      if (scope === 'inputs') {
        const name = names.join('.');
        const fallback = action.inputs[name]?.default ?? '';
        return this.inputs[name] ?? (fallback.includes('github.token') ? 'a-token' : fallback);
      }
      if (scope === 'steps') return this.#outputs[names[0] ?? '']?.[names[2] ?? ''] ?? '';
      throw new Error(`An expression that the tests do not know: ${expression}`);
    });
  }
}

const budget = JSON.stringify({ budgets: [{ call: { tokens: 500 } }] });

/** A branch that makes a call dearer than its budget, and the event of its pull request. */
function pullRequest(): { readonly made: TestRepository; readonly event: object } {
  const made = TestRepository.make({ 'tilescope.json': budget, 'a.ts': calling(), 'a.png': png(512, 512) });
  const base = made.git('rev-parse', 'HEAD');
  made.git('checkout', '-q', '-b', 'feature');
  made.commit({ 'a.png': png(1024, 1024) });
  return { made, event: eventOf(base) };
}

/** The recorded event of a pull request, of another base. */
function eventOf(base: string): object {
  const recorded = JSON.parse(
    readFileSync(path.join(root, 'test/fixtures/ci/pull-request.json'), 'utf8'),
  ) as { pull_request: { base: { sha: string } } };
  recorded.pull_request.base.sha = base;
  return recorded;
}

describe('the action', function () {
  this.timeout(60_000);
  let github: GithubServer;
  before(async () => {
    // Whatever is needed is built by the first.
    await run(['--version']);
  });
  beforeEach(async () => {
    github = await GithubServer.start();
  });
  afterEach(() => {
    github.stop();
  });
  after(clear);

  it('checks against the base of the pull request: annotations, a summary, files, and the code at last', async () => {
    const { made, event } = pullRequest();
    const runner = new Runner(made, github.url, event);
    assert.equal((await runner.step('Build Tilescope')).code, 0);
    const { code, output, outputs } = await runner.step('Check');
    assert.equal(code, 0, output);
    assert.match(output, /^::error file=a\.ts,line=7/m);
    assert.equal(outputs['exit-code'], '1');
    for (const form of ['markdown', 'json', 'sarif'])
      assert.ok(readFileSync(outputs[form] ?? '').length > 0, form);
    assert.match(readFileSync(runner.summary, 'utf8'), /\+510 tokens/);
    assert.equal((await runner.step('Result')).code, 1);
    assert.deepEqual(github.requests, []);
  });

  it('comments once and replaces the comment in place, and lets it say when nothing changes any more', async () => {
    const { made, event } = pullRequest();
    for (let i = 0; i < 120; i += 1) github.add(`Comment ${String(i)}`, { login: 'someone', type: 'User' });
    github.add('<!-- tilescope check  -->\nquoted by somebody', { login: 'someone', type: 'User' });
    const first = new Runner(made, github.url, event);
    await first.step('Check');
    assert.match((await first.step('Comment')).output, /Commented/);
    const [comment] = github.comments.slice(-1);
    assert.match(comment?.body ?? '', /^<!-- tilescope check {2}-->\n### Tilescope: \+510 tokens/);
    const again = new Runner(made, github.url, event);
    await again.step('Check');
    assert.match((await again.step('Comment')).output, /says it already/);

    made.commit({ 'a.png': png(512, 512) });
    const third = new Runner(made, github.url, event);
    await third.step('Check');
    assert.match((await third.step('Comment')).output, /Updated/);
    assert.match(comment?.body ?? '', /nothing changes in cost/);
    assert.equal(github.comments.length, 122);
    assert.match(github.comments[120]?.body ?? '', /quoted by somebody/);
  });

  it('says nothing where nothing changed, unless it is asked to', async () => {
    const { made } = pullRequest();
    const event = eventOf(made.git('rev-parse', 'HEAD'));
    const quiet = new Runner(made, github.url, event);
    await quiet.step('Check');
    assert.match((await quiet.step('Comment')).output, /no comment/);
    assert.equal(github.comments.length, 0);
    const asked = new Runner(made, github.url, event, { 'quiet-when-unchanged': 'false' });
    await asked.step('Check');
    await asked.step('Comment');
    assert.match(github.comments[0]?.body ?? '', /Nothing changed in cost/);
  });

  it('is safe on a fork: a token that may only read is a notice, and the check stands', async () => {
    const { made, event } = pullRequest();
    github.behaviour = { readOnly: true };
    const runner = new Runner(made, github.url, event);
    await runner.step('Check');
    const { code, output } = await runner.step('Comment');
    assert.equal(code, 0);
    assert.match(output, /^::notice title=Tilescope::.*may not write here/m);
    assert.equal((await runner.step('Result')).code, 1);
  });

  it('tries again when GitHub is out of order, and posts no comment twice', async () => {
    const { made, event } = pullRequest();
    github.behaviour = { failures: [503, 503], user: 'github-actions[bot]' };
    const runner = new Runner(made, github.url, event);
    await runner.step('Check');
    assert.match((await runner.step('Comment')).output, /Commented/);
    assert.equal(github.comments.length, 1);
    github.behaviour = { failures: [503, 503, 503, 503] };
    const { code, output } = await runner.step('Comment');
    assert.equal(code, 0);
    assert.match(output, /^::warning title=Tilescope::Tilescope could not comment/m);
  });

  it('checks a push against what was there, and a new branch whole', async () => {
    const { made } = pullRequest();
    const pushed = new Runner(made, github.url, { before: made.git('rev-parse', 'main') });
    assert.match((await pushed.step('Check')).output, /^::error file=a\.ts/m);
    assert.match((await pushed.step('Comment')).output, /No pull request/);
    const created = new Runner(made, github.url, { before: '0'.repeat(40) });
    assert.equal((await created.step('Check')).outputs['exit-code'], '1');
  });

  it('takes a directory and a base as they are, whatever they hold', async () => {
    const { made, event } = pullRequest();
    const runner = new Runner(made, github.url, event, {
      directory: '$(touch pwned)',
      base: '--output=pwned',
    });
    const { outputs } = await runner.step('Check');
    assert.equal(outputs['exit-code'], '2');
    assert.equal((await runner.step('Result')).code, 2);
    assert.equal(made.git('status', '--porcelain'), '');
  });

  it('has no step whose program is put together of what others write', () => {
    for (const step of action.runs.steps) assert.doesNotMatch(step.run ?? '', /\$\{\{/, step.name);
  });
});

describe('examples for CI', function () {
  this.timeout(60_000);
  after(clear);

  /** `tilescope` on PATH: the one that was built. */
  function path_(): string {
    const bin = folder();
    const file = path.join(bin, 'tilescope');
    writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${path.join(root, 'dist/cli.js')}' "$@"\n`, {
      mode: 0o755,
    });
    return `${bin}${path.delimiter}${process.env.PATH ?? ''}`;
  }

  before(async () => {
    await run(['--version']);
  });

  it('GitLab: its script makes both reports', () => {
    const { made } = pullRequest();
    const { tilescope } = parse(readFileSync(path.join(root, 'docs/ci/gitlab.yml'), 'utf8')) as {
      tilescope: { script: readonly string[]; artifacts: { reports: Readonly<Record<string, string>> } };
    };
    const clone = new TestRepository(path.join(folder(), 'clone'));
    made.git('clone', '-q', '--branch', 'feature', made.root, clone.root);
    const script = tilescope.script.join('\n');
    assert.throws(
      () =>
        execFileSync('bash', ['-eo', 'pipefail', '-c', script], {
          cwd: clone.root,
          env: {
            ...environment(),
            PATH: path_(),
            XDG_CACHE_HOME: folder(),
            CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
          },
          stdio: 'pipe',
        }),
      { status: 1 },
    );
    const { codequality = '', junit = '' } = tilescope.artifacts.reports;
    const issues = JSON.parse(readFileSync(path.join(clone.root, codequality), 'utf8')) as readonly unknown[];
    assert.equal(issues.length, 1);
    assert.match(readFileSync(path.join(clone.root, junit), 'utf8'), /failures="1"/);
  });

  it('GitHub: its workflow asks for no more than it needs, and names inputs and outputs that there are', () => {
    const workflow = parse(readFileSync(path.join(root, 'docs/ci/github.yml'), 'utf8')) as {
      permissions: Readonly<Record<string, string>>;
      jobs: { budget: { steps: readonly { uses?: string; with?: object; if?: string }[] } };
    };
    assert.deepEqual(workflow.permissions, {
      contents: 'read',
      'pull-requests': 'write',
      'security-events': 'write',
    });
    const { steps } = workflow.jobs.budget;
    const own = steps.find(step => step.uses?.startsWith('tilescope/') === true);
    for (const input of Object.keys(own?.with ?? {})) assert.ok(input in action.inputs, input);
    const { outputs } = parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as { outputs: object };
    const named = readFileSync(path.join(root, 'docs/ci/github.yml'), 'utf8').matchAll(
      /steps\.tilescope\.outputs\.([\w-]+)/g,
    );
    for (const [, output = ''] of named) assert.ok(output in outputs, output);
  });

  it('a hook of Git: a commit over the budget is not made, one within it is', () => {
    const { made } = pullRequest();
    const hook = readFileSync(path.join(root, 'docs/ci/pre-commit'));
    writeFileSync(path.join(made.root, '.git/hooks/pre-commit'), hook, { mode: 0o755 });
    made.write({ 'a.png': png(512, 512) });
    const env = { PATH: path_(), XDG_CACHE_HOME: folder() };
    made.gitWith(env, 'commit', '-q', '-am', 'Smaller');
    // A commit of all that changed has an index of its own.
    made.write({ 'a.png': png(1024, 1024) });
    assert.throws(() => made.gitWith(env, 'commit', '-q', '-am', 'Dearer'), /over the budget/);
    made.git('add', '-A');
    assert.throws(() => made.gitWith(env, 'commit', '-q', '-m', 'Dearer'), /over the budget/);
    // What is not staged does not count.
    made.git('reset', '-q');
    made.write({ 'b.txt': 'b' }).git('add', 'b.txt');
    made.gitWith(env, 'commit', '-q', '-m', 'Something else');
    assert.equal(made.git('log', '-1', '--format=%s'), 'Something else');
  });

  it('pre-commit: its entry checks what is staged', () => {
    const [hook] = parse(readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8')) as readonly {
      id: string;
      entry: string;
    }[];
    const { repos } = parse(readFileSync(path.join(root, 'docs/ci/pre-commit-config.yaml'), 'utf8')) as {
      repos: readonly { hooks: readonly { id: string }[] }[];
    };
    assert.equal(repos[0]?.hooks[0]?.id, hook?.id);
    const { made } = pullRequest();
    made.git('checkout', '-q', 'main');
    made.write({ 'a.png': png(1024, 1024) }).git('add', '-A');
    assert.throws(
      () =>
        execFileSync('sh', ['-c', hook?.entry ?? ''], {
          cwd: made.root,
          env: { ...environment(), PATH: path_(), XDG_CACHE_HOME: folder() },
          stdio: 'pipe',
        }),
      { status: 1 },
    );
  });
});
