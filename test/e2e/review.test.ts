// What a change costs, as its reviewer sees it: the view in Source Control, the diff, and a picture before and after.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { pictureFile } from './pictureFile.js';
import { GitFolder } from './gitFolder.js';
import { setup } from './setup.js';
import { useWorkbench } from './useWorkbench.js';
import { until } from './workbench.js';
import type { Workbench } from './workbench.js';

const call = (detail: string): string => `import { readFileSync } from 'node:fs';
import OpenAI from 'openai';

const client = new OpenAI();
const screen = readFileSync('img/checkout.png', 'base64');

await client.responses.create({
  model: 'gpt-4o',
  input: [{ role: 'user', content: [
    { type: 'input_image', image_url: \`data:image/png;base64,\${screen}\`, detail: '${detail}' },
  ] }],
});
`;

/** A repository that the Git extension finds by itself, in a folder of the workspace. */
function makeRepository(): string {
  const root = join(setup.workspace, 'shop');
  rmSync(root, { recursive: true, force: true });
  for (const folder of ['img', 'src']) mkdirSync(join(root, folder), { recursive: true });
  const git = (...args: readonly string[]): void => {
    const identity = ['user.name=T', 'user.email=t@example.invalid', 'commit.gpgSign=false'];
    execFileSync('git', [...identity.flatMap(one => ['-c', one]), ...args], { cwd: root, stdio: 'pipe' });
  };
  copyFileSync(join(setup.workspace, 'mockups/mobile-home.png'), join(root, 'img/checkout.png'));
  copyFileSync(join(setup.workspace, 'mockups/cart.png'), join(root, 'img/old.png'));
  writeFileSync(join(root, 'src/read.ts'), call('low'));
  writeFileSync(join(root, 'tilescope.json'), '{\n  "budgets": [{ "call": { "tokens": 500 } }]\n}\n');
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Reads the checkout');
  copyFileSync(join(setup.workspace, 'mockups/checkout.png'), join(root, 'img/checkout.png'));
  rmSync(join(root, 'img/old.png'));
  writeFileSync(join(root, 'src/read.ts'), call('high'));
  return root;
}

function row(workbench: Workbench, text: string | RegExp): Locator {
  return workbench.page.locator('.pane-body .custom-view-tree-node-item').filter({ hasText: text });
}

/** Goes down in the view, from its first row, until the row that a screen reader would read so has the focus. */
async function goDown(workbench: Workbench, words: string): Promise<void> {
  const { page } = workbench;
  await page.keyboard.press('Home');
  const focused = page.locator(`.monaco-list:focus-within .monaco-list-row.focused[aria-label^="${words}"]`);
  await until(`the row "${words}" to have the focus`, async () => {
    if ((await focused.count()) > 0) return true;
    await page.keyboard.press('ArrowDown');
    return false;
  });
}

describe('Review Changes', () => {
  let root = '';
  before(() => {
    root = makeRepository();
  });
  const workbench = useWorkbench({ width: 1500, height: 950 });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('shows in Source Control what the change costs, and what the budget says', async () => {
    // The first comment of a window opens the panel of all comments, and pictures would have less room.
    workbench().changeSettings({ 'comments.openView': 'never' });
    await workbench().runCommand('Tilescope: Review Changes');
    await row(workbench(), /\+1,020 tokens/).waitFor();
    // Rows out of sight are not there: room is made for them.
    await workbench()
      .page.locator('.pane-header[aria-expanded="true"]', { hasText: 'Graph' })
      .click({ position: { x: 30, y: 8 } });
    await row(workbench(), /client\.responses\.create · read\.ts:7.*low → high/).waitFor();
    await row(workbench(), /more than the limit of 500 tokens/)
      .first()
      .waitFor();
    await row(workbench(), /checkout\.png.*re-encoded · 1,170 × 2,532/).waitFor();
    await row(workbench(), /old\.png.*removed/).waitFor();
    // Three files that Git has as changed; a call and two pictures.
    await workbench().page.locator('.activitybar .badge-content', { hasText: /^6$/ }).waitFor();
    await workbench().screenshot('review changes');
    await workbench().setTheme('light');
    await workbench().screenshot('review changes, light');
    await workbench().setTheme('dark');
  });

  it('opens the diff at the call, by keyboard', async () => {
    await workbench().runCommand('Tilescope: Review Changes');
    await row(workbench(), /\+1,020 tokens/).waitFor();
    await goDown(workbench(), 'client.responses.create, src/read.ts:7');
    await workbench().page.keyboard.press('Enter');
    await workbench()
      .page.locator('.monaco-diff-editor .modified .view-line', { hasText: "'high'" })
      .waitFor();
    const comment = workbench().page.locator('.review-widget', { hasText: '85 → 1,105 tokens' });
    await comment.getByText('low → high').waitFor();
    await comment.getByText('more than the limit of 500 tokens').waitFor();
    assert.equal(await comment.locator('.comment-form textarea, .comment-form .monaco-editor').count(), 0);
    await workbench().screenshot('review changes, diff');
  });

  it('opens a re-encoded picture before and after, with both grids, by keyboard', async () => {
    await workbench().runCommand('Tilescope: Review Changes');
    await row(workbench(), /\+1,020 tokens/).waitFor();
    await goDown(workbench(), 'img/checkout.png, re-encoded');
    await workbench().page.keyboard.press('Enter');
    const view = workbench().webview();
    await view.locator('.pair-side').nth(1).waitFor();
    const heads = view.locator('.pair-head');
    assert.match(await heads.nth(0).innerText(), /Before, at [\da-f]{8} \(HEAD\)/);
    assert.match(await heads.nth(1).innerText(), /After, in the working tree[\s\S]*1,105 tokens/);
    for (const side of [0, 1]) {
      const picture = view.locator('.pair-side').nth(side).locator('.pane-seen img');
      await until('the picture', async () => {
        const width: unknown = await picture.evaluate(
          element => (element as unknown as { naturalWidth: number }).naturalWidth,
        );
        return width === [1170, 1440][side];
      });
    }
    await workbench().page.screenshot({
      path: pictureFile('review-dark'),
      animations: 'disabled',
      caret: 'hide',
    });
    await workbench().setTheme('light');
    await workbench().screenshot('tile view before and after, light');
    await workbench().setTheme('dark');
    // The panel speaks of the side that is chosen.
    await heads.nth(0).focus();
    await workbench().page.keyboard.press('Enter');
    await view.locator('.pair-head[aria-pressed="true"]', { hasText: 'Before' }).waitFor();
  });

  it('is empty once the change is undone', async () => {
    writeFileSync(
      join(root, 'src/read.ts'),
      readFileSync(join(root, 'src/read.ts'), 'utf8').replace("'high'", "'low'"),
    );
    execFileSync('git', ['checkout', '--quiet', '--', 'img'], { cwd: root, stdio: 'pipe' });
    await workbench().runCommand('Tilescope: Review Changes');
    await workbench().page.locator('.pane-body', { hasText: 'Nothing changed in cost.' }).first().waitFor();
    await workbench().screenshot('review changes, unchanged');
  });
});

describe('Review Changes without anything to compare', () => {
  const workbench = useWorkbench();

  it('says that there is no repository, and offers to make one', async () => {
    await workbench().runCommand('Tilescope: Review Changes');
    const view = workbench().page.locator('.pane-body', { hasText: 'is in a Git repository, so there is' });
    await view.first().waitFor();
    await view.first().getByRole('button', { name: 'Initialize Repository' }).waitFor();
    await workbench().screenshot('review changes, no repository');
  });
});

describe('Review Changes in Restricted Mode', () => {
  const workbench = useWorkbench({ trusted: false });

  it('says that no program is run there', async () => {
    await workbench().runCommand('Tilescope: Review Changes');
    const view = workbench().page.locator('.pane-body', { hasText: 'In Restricted Mode no program is run' });
    await view.first().waitFor();
    await workbench().screenshot('review changes, restricted');
  });
});

describe('Review Changes without Git', () => {
  const repository = GitFolder.make({
    'ask.ts': call('low'),
    '.vscode/settings.json': '{ "git.enabled": false }',
  });
  const workbench = useWorkbench({ folder: repository.path });
  after(() => {
    repository.remove();
  });

  it('says that Git is switched off, and goes on once it is on', async () => {
    const view = workbench().page.locator('.pane-body').filter({ hasText: /./ });
    workbench().changeSettings({ 'git.enabled': false });
    await workbench().runCommand('Tilescope: Review Changes');
    await view
      .filter({ hasText: /Git is switched off in the settings/ })
      .first()
      .waitFor();
    await workbench().screenshot('review changes, Git off');
    workbench().changeSettings({ 'git.enabled': true });
    await view.filter({ hasText: 'Nothing changed in cost.' }).first().waitFor();
  });
});
