import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestApi } from '../../../src/extension/extension.js';
import type { Project } from '../../../src/extension/review/projects.js';
import type { ReviewChanges } from '../../../src/extension/review/reviewChanges.js';
import type { ReviewerProvider } from '../../../src/extension/review/reviewer.js';
import type { Reviewed } from '../../../src/extension/review/reviewProject.js';
import type { Row } from '../../../src/extension/review/rows.js';
import { asJson } from '../../../src/review/formats/json.js';
import { checked, said } from './commandLine.js';
import { eventually, set } from './editor.js';
import { gitApi, WorkspaceRepository } from './git.js';

async function api(): Promise<TestApi> {
  const extension = vscode.extensions.getExtension<TestApi>('tilescope.tilescope');
  assert.ok(extension);
  return extension.activate();
}

const call = (model: string, detail: string, picture: string): string =>
  `import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
const client = new OpenAI();
const image_url = \`data:image/png;base64,\${readFileSync('${picture}', 'base64')}\`;
await client.responses.create({
  model: '${model}',
  input: [{ role: 'user', content: [{ type: 'input_image', image_url, detail: '${detail}' }] }],
});
`;

describe('Review Changes', () => {
  const made = new WorkspaceRepository('reviewed');
  let review: ReviewChanges;

  async function project(): Promise<Project> {
    let found: Project | undefined;
    await eventually('the repository is a project', async () => {
      found = (await review.reviews.find()).find(({ folder }) => folder.toString() === made.root.toString());
      return found !== undefined;
    });
    assert.ok(found);
    return found;
  }

  async function reviewed(): Promise<Reviewed> {
    const of = await project();
    await review.reviews.review([of]);
    const state = review.reviews.state(of);
    assert.ok(state?.kind === 'done', JSON.stringify(state));
    return state.reviewed;
  }

  function labelOf({ label }: vscode.TreeItem): string {
    return typeof label === 'string' ? label : (label?.label ?? '');
  }

  /** Every row below, as it reads. */
  function texts(rows: readonly Row[], indent = ''): readonly string[] {
    return rows.flatMap(row => {
      const item = review.item(row);
      const line = `${indent}${labelOf(item)} | ${String(item.description ?? '')}`;
      return [line, ...texts(review.children(row), `${indent}  `)];
    });
  }

  function row(wanted: (row: Row) => boolean): Row {
    const all = (rows: readonly Row[]): readonly Row[] =>
      rows.flatMap(one => [one, ...all(review.children(one))]);
    const found = all(review.rows()).find(wanted);
    assert.ok(found, `not among\n${texts(review.rows()).join('\n')}`);
    return found;
  }

  before(async function () {
    this.timeout(60_000);
    review = await (await api()).review();
    await made.picture('img/shot.png', 'mockups/cart.png');
    await made.picture('img/gone.png', 'mockups/cart.png');
    await made.picture('img/old-name.png', 'photos/enamel-mug.jpg');
    await made.write('src/ask.ts', call('gpt-4o', 'low', 'img/shot.png'));
    await made.write('src/same.ts', call('gpt-4o', 'low', 'img/old-name.png'));
    await made.write('src/list.ts', 'export const images = ["../img/gone.png"];\n');
    made.git('init', '--quiet', '--initial-branch', 'main');
    made.git('add', '.');
    made.git('commit', '--quiet', '--message', 'first');
    const git = await gitApi();
    assert.ok(await git.openRepository(made.root), 'the repository is not opened');
    await project();
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await made.remove();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    made.git('checkout', '--quiet', '--force', 'main');
    made.git('reset', '--quiet', '--hard', 'main');
    made.git('clean', '--quiet', '-fd');
    await review.reviews.choose(await project(), { kind: 'working' });
  });

  it('has nothing to show where nothing changed, and says so', async () => {
    const { result } = await reviewed();
    assert.deepEqual(result.review.changes, []);
    assert.deepEqual(review.rows(), []);
    assert.deepEqual(said(asJson(result)), await checked(made.root, '--base', 'HEAD'));
  });

  it('shows the working tree with the numbers of the command line, the greatest rise first', async () => {
    await made.picture('img/shot.png', 'mockups/mobile-home.png');
    await made.write('src/ask.ts', call('gpt-4o', 'high', 'img/shot.png'));
    await made.write('src/new.ts', call('gpt-5.4', 'original', 'img/shot.png'));
    await made.write('src/list.ts', 'export const images = [];\n');
    made.git('rm', '--quiet', 'img/gone.png');
    made.git('mv', 'img/old-name.png', 'img/new-name.png');
    await made.write('src/same.ts', call('gpt-4o', 'low', 'img/new-name.png'));
    const { result } = await reviewed();
    assert.deepEqual(said(asJson(result)), await checked(made.root, '--base', 'HEAD'));
    const { changes, pictures } = result.review;
    assert.deepEqual(
      pictures.map(({ kind, after, before }) => `${kind} ${(after ?? before).path}`),
      ['removed img/gone.png', 'moved img/new-name.png', 're-encoded img/shot.png'],
    );
    assert.equal(changes[0]?.after?.file, 'src/new.ts');
    const shown = texts(review.rows());
    assert.match(shown[0] ?? '', /^\+[\d,]+ tokens · \+\$[\d.]+ \| 85 → [\d,]+ tokens/);
    for (const line of [
      /^ {2}client\.responses\.create · new\.ts:5 \| \+\$[\d.]+ · new · [\d,]+ tokens$/,
      /^ {2}client\.responses\.create · ask\.ts:5 \| \+\$[\d.]+ · low → high; img\/shot\.png re-encoded · 85 → [\d,]+ tokens$/,
      /^ {2}gone\.png · list\.ts:1 \| −\$[\d.]+ · removed/,
      /^ {2}shot\.png \| re-encoded · 1,440 × 900, \d+ kB → [\d,]+ × [\d,]+, \d+ kB · img$/,
      /^ {2}old-name\.png → new-name\.png \| moved · /,
      /^ {2}gone\.png \| removed · /,
    ])
      assert.ok(
        shown.some(text => line.test(text)),
        `${String(line)} is not among\n${shown.join('\n')}`,
      );
  }).timeout(60_000);

  it('shows the index, and not what is not staged', async () => {
    await made.write('src/ask.ts', call('gpt-4o', 'high', 'img/shot.png'));
    made.git('add', 'src/ask.ts');
    await made.write('src/ask.ts', call('gpt-5.4', 'original', 'img/shot.png'));
    await review.reviews.choose(await project(), { kind: 'index' });
    const { result, compared } = await reviewed();
    assert.equal(compared.kind, 'index');
    assert.deepEqual(said(asJson(result)), await checked(made.root, '--staged'));
    assert.deepEqual(
      result.review.changes.map(({ causes }) => causes),
      [[{ kind: 'detail', before: 'low', after: 'high' }]],
    );
  }).timeout(60_000);

  it('shows a branch since it parted from its base, which it finds', async () => {
    made.git('checkout', '--quiet', '-b', 'dearer');
    await made.write('src/ask.ts', call('gpt-4o', 'high', 'img/shot.png'));
    made.git('commit', '--quiet', '--all', '--message', 'dearer');
    made.git('checkout', '--quiet', 'main');
    await made.write('src/list.ts', 'export const images = [];\n');
    made.git('commit', '--quiet', '--all', '--message', 'of others');
    made.git('checkout', '--quiet', 'dearer');
    const git = await gitApi();
    await eventually('Git knows of the branch', () =>
      Promise.resolve(git.getRepository(made.root)?.state.HEAD?.name === 'dearer'),
    );
    await review.reviews.choose(await project(), { kind: 'branch' });
    const { result, compared } = await reviewed();
    assert.deepEqual(compared, { kind: 'branch', base: 'main' });
    assert.deepEqual(said(asJson(result)), await checked(made.root, '--base', 'main'));
    assert.equal(result.review.changes.length, 1);
    made.git('checkout', '--quiet', 'main');
    made.git('reset', '--quiet', '--hard', 'HEAD~1');
    made.git('branch', '--quiet', '-D', 'dearer');
  }).timeout(60_000);

  it('says what is missing where a base is not there, and what can be done', async () => {
    await review.reviews.choose(await project(), { kind: 'branch', base: 'nowhere' });
    const [failure, wayOut] = texts(review.rows());
    assert.match(failure ?? '', /^There is no revision "nowhere" in .*reviewed \|/);
    assert.match(wayOut ?? '', /^Name a branch, a tag or a commit/);
  });

  it('shows a broken budget with its limit, and opens it at its line', async () => {
    await made.write('tilescope.json', '{\n  "budgets": [{ "call": { "tokens": 100 } }]\n}\n');
    await made.write('src/ask.ts', call('gpt-4o', 'high', 'img/shot.png'));
    const { result } = await reviewed();
    assert.equal(result.outcome, 'over');
    assert.deepEqual(said(asJson(result)), await checked(made.root, '--base', 'HEAD'));
    const problem = row(one => one.kind === 'problem');
    const item = review.item(problem);
    assert.match(labelOf(item), /more than the limit of 100 tokens for a call \(tilescope\.json:2\)/);
    assert.match(item.accessibilityInformation?.label ?? '', /^over: .* src\/ask\.ts:5$/);
    await vscode.commands.executeCommand('tilescope.review.open', problem);
    await eventually('the line is shown', () =>
      Promise.resolve(vscode.window.activeTextEditor?.selection.start.line === 4),
    );
  }).timeout(60_000);

  it('says that a tilescope.json is wrong rather than a number without it', async () => {
    await made.write('tilescope.json', '{ "budgetz": [] }');
    const of = await project();
    await review.reviews.review([of]);
    const state = review.reviews.state(of);
    assert.ok(state?.kind === 'failed');
    assert.equal(state.failure.kind, 'config');
    const [failure] = review.rows();
    assert.ok(failure);
    assert.match(labelOf(review.item(failure)), /^tilescope\.json:1: .*budgetz/);
  });

  it('opens the diff of a call at its line, and of a new file the file', async () => {
    await made.write('src/ask.ts', `\n\n${call('gpt-4o', 'high', 'img/shot.png')}`);
    await made.write('src/new.ts', call('gpt-5.4', 'original', 'img/shot.png'));
    await reviewed();
    const changed = row(one => one.kind === 'change' && one.change.before !== undefined);
    await vscode.commands.executeCommand('tilescope.review.open', changed);
    await eventually('the diff is shown at the line', () => {
      const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
      return Promise.resolve(
        input instanceof vscode.TabInputTextDiff &&
          input.original.scheme === 'git' &&
          input.modified.toString() === made.uri('src/ask.ts').toString() &&
          vscode.window.activeTextEditor?.selection.start.line === 6,
      );
    });
    const added = row(one => one.kind === 'change' && one.change.before === undefined);
    await vscode.commands.executeCommand('tilescope.review.open', added);
    await eventually('the file is shown', () => {
      const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
      return Promise.resolve(
        input instanceof vscode.TabInputText && input.uri.toString() === made.uri('src/new.ts').toString(),
      );
    });
  }).timeout(60_000);

  it('opens a re-encoded picture before and after, at the price of its call', async () => {
    await made.picture('img/shot.png', 'mockups/mobile-home.png');
    await reviewed();
    const picture = row(one => one.kind === 'picture');
    await vscode.commands.executeCommand('tilescope.review.open', picture);
    const views = await (await api()).tileViews();
    const [page] = views.pages.values();
    assert.ok(page);
    const { pair, pictures, pricing } = await page.state();
    assert.match(pair?.before ?? '', /^Before, at [\da-f]{8} \(HEAD\)$/);
    assert.equal(pair?.after, 'After, in the working tree');
    assert.deepEqual(
      pictures.map(({ facts, error }) => error ?? `${String(facts?.width)}×${String(facts?.height)}`),
      ['1440×900', '1170×2532'],
    );
    assert.equal(pricing.model, 'gpt-4o');
    assert.equal(pricing.detail, 'low');
    assert.ok(pictures.every(({ src }) => src !== undefined));
  }).timeout(60_000);

  it('opens from a changed call what it sends: a picture that changed before and after, others as they are', async () => {
    await made.write('src/ask.ts', call('gpt-4o', 'high', 'img/shot.png'));
    await reviewed();
    const changed = (): Row => row(one => one.kind === 'change');
    await vscode.commands.executeCommand('tilescope.review.openTileView', changed());
    const views = await (await api()).tileViews();
    const opened = await [...views.pages.values()][0]?.state();
    assert.deepEqual(
      opened?.pictures.map(({ name }) => name),
      ['shot.png'],
    );
    assert.equal(opened.pair, undefined);
    assert.equal(opened.pricing.detail, 'high');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await eventually('it is closed', () => Promise.resolve(views.pages.size === 0));
    await made.picture('img/shot.png', 'mockups/mobile-home.png');
    await reviewed();
    await vscode.commands.executeCommand('tilescope.review.openTileView', changed());
    const pair = await [...views.pages.values()][0]?.state();
    assert.deepEqual(
      pair?.pictures.map(({ name }) => name),
      ['shot.png (before)', 'shot.png (after)'],
    );
  }).timeout(60_000);

  it('is refreshed as files are saved and as Git changes', async () => {
    await reviewed();
    await vscode.commands.executeCommand('tilescope.reviewChanges');
    const of = await project();
    const count = (): number => {
      const state = review.reviews.state(of);
      return state?.kind === 'done' ? state.reviewed.result.review.changes.length : -1;
    };
    await eventually('nothing changed', () => Promise.resolve(count() === 0));
    const document = await vscode.workspace.openTextDocument(made.uri('src/ask.ts'));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit(edit => {
      const at = document.getText().indexOf("'low'");
      edit.replace(new vscode.Range(document.positionAt(at), document.positionAt(at + 5)), "'high'");
    });
    assert.equal(count(), 0, 'what is not saved does not count');
    await document.save();
    await eventually('the saved file counts', () => Promise.resolve(count() === 1), 20_000);
    made.git('commit', '--quiet', '--all', '--message', 'dearer');
    await eventually('what is committed does not', () => Promise.resolve(count() === 0), 20_000);
    made.git('reset', '--quiet', '--hard', 'HEAD~1');
  }).timeout(60_000);

  describe('comments', () => {
    afterEach(() => set('review.comments', undefined));

    it('each changed call at its line, where nobody can answer, as long as it is changed', async () => {
      await made.write('src/ask.ts', call('gpt-4o', 'high', 'img/shot.png'));
      await made.write('src/same.ts', '');
      await made.write('tilescope.json', '{ "budgets": [{ "call": { "tokens": 100 } }] }');
      await vscode.commands.executeCommand('tilescope.reviewChanges');
      await reviewed();
      const threads = (): readonly string[] =>
        review.comments.threads.map(
          ({ uri, range }) =>
            `${uri.scheme} ${uri.path.split('/').at(-1) ?? ''}:${String((range?.start.line ?? -1) + 1)}`,
        );
      assert.deepEqual(threads(), ['file ask.ts:5', 'git same.ts:5']);
      const [thread] = review.comments.threads;
      assert.equal(thread?.canReply, false);
      const body = thread.comments[0]?.body;
      const text = body instanceof vscode.MarkdownString ? body.value : '';
      assert.match(text, /\*\*85 → [\d,]+ tokens\*\* \(\+[\d,]+\) · \*\*\$[\d.]+ → \$[\d.]+\*\*/);
      assert.match(text, /low → high/);
      assert.match(text, /more than the limit of 100 tokens/);
      assert.match(text, /\$\(lightbulb\) shot\.png: Detail `low`/);
      await set('review.comments', 'off');
      await eventually('they are gone', () => Promise.resolve(threads().length === 0));
      await set('review.comments', 'on');
      await eventually('they are back', () => Promise.resolve(threads().length === 2));
      made.git('checkout', '--quiet', '--', '.');
      await reviewed();
      assert.deepEqual(threads(), []);
    }).timeout(60_000);
  });

  it('reviews the commits of a branch before a pull request is created, for whoever asks', async () => {
    made.git('checkout', '--quiet', '-b', 'asked');
    await made.write('src/ask.ts', call('gpt-4o', 'high', 'img/shot.png'));
    made.git('commit', '--quiet', '--all', '--message', 'dearer');
    await made.write('src/same.ts', '');
    const offered: ReviewerProvider[] = [];
    const registered = review.offerTo({
      registerReviewerCommentsProvider: (title: string, provider: ReviewerProvider) => {
        assert.equal(title, 'Tilescope: Picture Costs');
        offered.push(provider);
        return new vscode.Disposable(() => undefined);
      },
    });
    assert.ok(registered);
    assert.equal(review.offerTo({ anything: 'else' }), undefined);
    const git = await gitApi();
    await eventually('Git knows of the branch', () =>
      Promise.resolve(git.getRepository(made.root)?.state.HEAD?.name === 'asked'),
    );
    const token = new vscode.CancellationTokenSource().token;
    const found = await offered[0]?.provideReviewerComments({ repositoryRoot: made.root.fsPath }, token);
    assert.ok(found?.succeeded);
    // What is not committed is no part of a pull request.
    assert.deepEqual(found.files.map(String), [made.uri('src/ask.ts').toString()]);
    found.disposable?.dispose();
    const elsewhere = await offered[0]?.provideReviewerComments({ repositoryRoot: '/nowhere' }, token);
    assert.deepEqual(elsewhere, { files: [], succeeded: false });
    made.git('checkout', '--quiet', '--force', 'main');
    made.git('branch', '--quiet', '-D', 'asked');
  }).timeout(60_000);

  it('copies what the comment of a pull request would say', async () => {
    await made.write('src/ask.ts', call('gpt-4o', 'high', 'img/shot.png'));
    await reviewed();
    await vscode.commands.executeCommand('tilescope.review.copyMarkdown', review.rows()[0]);
    assert.match(await vscode.env.clipboard.readText(), /^<!-- tilescope check {2}-->\n### Tilescope: \+/);
  });
});
