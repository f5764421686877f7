// Repositories of every kind: what the view says of each is what the command line says.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { TestApi } from '../../../src/extension/extension.js';
import type { ComparedChoice } from '../../../src/extension/review/compared.js';
import type { Project } from '../../../src/extension/review/projects.js';
import type { ReviewChanges } from '../../../src/extension/review/reviewChanges.js';
import { asJson } from '../../../src/review/formats/json.js';
import { checked, runCheck, said } from './commandLine.js';
import { eventually, fileUri } from './editor.js';
import { gitApi, WorkspaceRepository } from './git.js';

const call = (detail: string, picture = 'img/shot.png'): string =>
  `import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
await new OpenAI().responses.create({
  model: 'gpt-4o',
  input: [{ role: 'user', content: [{ type: 'input_image', detail: '${detail}',
    image_url: \`data:image/png;base64,\${readFileSync('${picture}', 'base64')}\` }] }],
});
`;

interface Kind {
  readonly name: string;
  readonly make: (made: WorkspaceRepository) => Promise<void>;
  readonly choice?: ComparedChoice;
  readonly args?: readonly string[];
  /** There is no answer, and why. */
  readonly fails?: RegExp;
}

async function first(made: WorkspaceRepository): Promise<void> {
  await made.write('src/ask.ts', call('low'));
  await made.picture('img/shot.png', 'mockups/cart.png');
  made.git('init', '--quiet', '--initial-branch', 'main');
  made.git('add', '.');
  made.git('commit', '--quiet', '--message', 'first');
}

async function second(made: WorkspaceRepository): Promise<void> {
  await made.write('src/ask.ts', call('high'));
  made.git('commit', '--quiet', '--all', '--message', 'second');
}

const pointer = (size: number): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d'.repeat(32)}\nsize ${String(size)}\n`;

const working: ComparedChoice = { kind: 'working' };

const kinds: readonly Kind[] = [
  {
    name: 'before its first commit',
    make: async made => {
      await made.write('src/ask.ts', call('low'));
      await made.picture('img/shot.png', 'mockups/cart.png');
      made.git('init', '--quiet', '--initial-branch', 'main');
      made.git('add', '.');
    },
    choice: { kind: 'index' },
    args: ['--staged'],
  },
  {
    name: 'with a detached head',
    make: async made => {
      await first(made);
      await second(made);
      made.git('checkout', '--quiet', '--detach');
      await made.picture('img/shot.png', 'mockups/mobile-home.png');
    },
    choice: { kind: 'branch', base: 'main~1' },
    args: ['--base', 'main~1'],
  },
  {
    name: 'with a merge',
    make: async made => {
      await first(made);
      made.git('checkout', '--quiet', '-b', 'other');
      await made.write('src/other.ts', call('high'));
      made.git('add', '.');
      made.git('commit', '--quiet', '--message', 'other');
      made.git('checkout', '--quiet', 'main');
      await second(made);
      made.git('merge', '--quiet', '--no-edit', 'other');
    },
    choice: { kind: 'branch', base: 'other' },
    args: ['--base', 'other'],
  },
  {
    name: 'with a Git LFS pointer',
    make: async made => {
      await first(made);
      await made.write('img/shot.png', pointer(9000));
    },
    args: ['--base', 'HEAD'],
  },
  {
    name: 'with a submodule',
    make: async made => {
      const inner = new WorkspaceRepository('kinds/inner');
      await first(inner);
      await first(made);
      await made.write('src/inner.ts', call('low', 'inner/img/shot.png'));
      made.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root.fsPath, 'inner');
      made.git('add', '.');
      made.git('commit', '--quiet', '--message', 'with inner');
      await made.picture('inner/img/shot.png', 'mockups/mobile-home.png');
      await made.write('src/inner.ts', call('high', 'inner/img/shot.png'));
    },
    args: ['--base', 'HEAD'],
  },
  {
    name: 'that is a worktree',
    make: async made => {
      const main = new WorkspaceRepository('kinds/main');
      await first(main);
      main.git('worktree', 'add', '--quiet', '-b', 'beside', made.root.fsPath);
      await made.write('src/ask.ts', call('high'));
    },
    choice: { kind: 'branch', base: 'main' },
    args: ['--base', 'main'],
  },
  {
    name: 'without a commit in common with the base',
    make: async made => {
      await first(made);
      made.git('checkout', '--quiet', '--orphan', 'apart');
      made.git('commit', '--quiet', '--message', 'apart');
    },
    choice: { kind: 'branch', base: 'main' },
    args: ['--base', 'main'],
    fails: /have no commit in common/,
  },
  {
    name: 'that is a shallow clone',
    make: async made => {
      const whole = new WorkspaceRepository('kinds/whole');
      await first(whole);
      await second(whole);
      whole.git('clone', '--quiet', '--depth', '1', `file://${whole.root.fsPath}`, made.root.fsPath);
    },
    choice: { kind: 'branch', base: 'HEAD~1' },
    args: ['--base', 'HEAD~1'],
    fails: /shallow clone\. Fetch the history with `git fetch --unshallow`/,
  },
];

describe('Review Changes of a repository', () => {
  let review: ReviewChanges;

  before(async () => {
    const extension = vscode.extensions.getExtension<TestApi>('tilescope.tilescope');
    assert.ok(extension);
    review = await (await extension.activate()).review();
  });

  after(() => rm(fileUri('kinds').fsPath, { recursive: true, force: true }));

  async function projectOf(made: WorkspaceRepository): Promise<Project> {
    assert.ok(await (await gitApi()).openRepository(made.root), 'the repository is not opened');
    let found: Project | undefined;
    await eventually('the repository is a project', async () => {
      found = (await review.reviews.find()).find(({ folder }) => folder.toString() === made.root.toString());
      return found !== undefined;
    });
    assert.ok(found);
    return found;
  }

  for (const [index, { name, make, choice = working, args = [], fails }] of kinds.entries())
    it(`${name} says what the command line says`, async () => {
      const made = new WorkspaceRepository(`kinds/kind-${String(index)}`);
      // A folder that Git may make itself.
      await vscode.workspace.fs.createDirectory(fileUri('kinds'));
      await make(made);
      const project = await projectOf(made);
      await review.reviews.choose(project, choice);
      const state = review.reviews.state(project);
      if (fails === undefined) {
        assert.ok(state?.kind === 'done', JSON.stringify(state));
        const { result } = state.reviewed;
        assert.ok(result.review.changes.length > 0, 'nothing has changed');
        assert.deepEqual(said(asJson(result)), await checked(made.root, ...args));
      } else {
        assert.ok(state?.kind === 'failed', JSON.stringify(state));
        const { what, wayOut } = state.failure;
        assert.match(`${what}. ${wayOut}`, fails);
        const { stderr } = await runCheck(made.root, ...args);
        assert.equal(`tilescope: ${what}. ${wayOut}\n`, stderr);
      }
    }).timeout(60_000);

  it('has a row for each of several', () => {
    const rows = review.rows().filter(({ kind }) => kind === 'project');
    assert.ok(rows.length >= kinds.length, String(rows.length));
    const failed = rows.find(row => row.kind === 'project' && row.state?.kind === 'failed');
    assert.ok(failed);
    const [what, wayOut] = review.children(failed);
    assert.equal(what?.kind, 'failure');
    assert.equal(wayOut?.kind, 'wayOut');
  });
});
