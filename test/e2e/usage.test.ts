// The Usage page: what was billed, as charts and as tables, for eyes, keyboard and screen reader.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Frame, Locator } from 'playwright-core';
import { formatUsd } from '../../src/core/money';
import { Ledger } from '../../src/vision/usage/ledger';
import type { RunRecord } from '../../src/vision/usage/run';
import { spentOn } from '../../src/vision/usage/spent';
import { runWith, unbilled } from '../unit/vision/usageRuns';
import { pictureFile } from './pictureFile.js';
import { setup } from './setup.js';
import { useWorkbench } from './useWorkbench.js';
import { appears, until } from './workbench.js';

const ledger = new Ledger(setup.data);
const day = 86_400_000;

/** Three weeks of a shop's runs, the same each time, up to an hour ago. */
function weeks(): readonly RunRecord[] {
  const models = [
    ['gpt-5.4-mini', 1200, 0.0027],
    ['gpt-5.2', 1105, 0.0152],
    ['gpt-4o', 765, 0.0119],
    ['claude-sonnet-5-5', 1590, 0.021],
  ] as const;
  const runs: RunRecord[] = [];
  for (let back = 20; back >= 0; back -= 1) {
    for (let i = 0; i < (back * 7) % 5; i += 1) {
      const [model, tokens, usd] = models[(back + i) % models.length]!;
      const pictures = 1 + ((back + i) % 3);
      runs.push(
        runWith({
          at: new Date(Date.now() - back * day - 3_600_000).toISOString(),
          model,
          project: (back + i) % 4 === 0 ? 'trail-docs' : 'shop',
          pictures,
          estimated: { imageTokens: tokens * pictures, textTokens: 30, inputUsd: usd / 3 },
          billed: {
            inputTokens: tokens * pictures + 33,
            cachedInputTokens: 0,
            outputTokens: 400,
            reasoningTokens: 0,
          },
          usd: usd * pictures,
        }),
      );
    }
  }
  const today = new Date().toISOString();
  return [
    ...runs,
    runWith({
      at: today,
      model: 'gpt-4o-mini',
      project: '',
      estimated: { imageTokens: 85, textTokens: 20, inputUsd: 0 },
      billed: { inputTokens: 2840, cachedInputTokens: 0, outputTokens: 90, reasoningTokens: 0 },
      usd: 0.41,
    }),
    unbilled({ at: today, model: 'llava', endpoint: 'ollama' }),
  ];
}

/** The runs that are in the ledger when a test begins. */
function seed(): void {
  writeFileSync(
    ledger.file,
    weeks()
      .map(run => `\n${JSON.stringify(run)}\n`)
      .join(''),
  );
}

/** What was billed in the last days, today the last of them. */
async function billedIn(days: number): Promise<readonly RunRecord[]> {
  const since = new Date();
  since.setHours(0, 0, 0, 0);
  since.setDate(since.getDate() - days + 1);
  return (await ledger.read()).runs.filter(({ at }) => Date.parse(at) >= since.getTime());
}

describe('the Usage page', () => {
  const workbench = useWorkbench({ width: 1280, height: 1400 });

  beforeEach(seed);

  after(() => {
    rmSync(ledger.file, { force: true });
  });

  async function show(): Promise<Frame> {
    await workbench().runCommand('Tilescope: Show Usage');
    const body = workbench().webview().locator('main');
    await body.waitFor();
    return frameOf(body);
  }

  for (const theme of ['dark', 'light', 'high contrast', 'high contrast light'] as const) {
    it(`has charts with tables that say the same, and nothing that axe finds serious (${theme})`, async function () {
      this.timeout(120_000);
      await workbench().setTheme(theme);
      const frame = await show();
      await until('all charts', async () => (await frame.locator('canvas[role=img]').count()) === 4);
      assert.match((await frame.locator('#periods').getAttribute('aria-label')) ?? '', /^Money by day: \$\d/);
      await until('bars in colours of the theme', () => isPainted(frame, '#periods'));
      for (const id of ['periods', 'models', 'projects', 'comparison'])
        assert.ok(await isPainted(frame, `#${id}`), id);
      assert.match(
        await frame.locator('ul.off').innerText(),
        /gpt-4o-mini: 105 estimated, 2,840 billed \(\+2,735, 27\.0 times\)/,
      );
      await workbench().screenshot(`usage ${theme}`);
      if (theme === 'dark')
        await workbench()
          .page.locator('.editor-group-container')
          .first()
          .screenshot({ path: pictureFile('usage-dark'), animations: 'disabled', caret: 'hide' });
      for (const summary of await frame.locator('summary').all()) await summary.click();
      const rows = await frame.locator('table').nth(1).locator('tbody tr').allInnerTexts();
      assert.match(rows.find(row => row.startsWith('gpt-4o-mini')) ?? '', /\$0\.41/);
      await workbench().screenshot(`usage tables ${theme}`);
      const found = await seriousProblems(frame);
      for (const summary of await frame.locator('summary').all()) await summary.click();
      assert.deepEqual(found, []);
    });
  }

  it('breaks no rule of its own policy', async () => {
    const refused: string[] = [];
    const { page } = workbench();
    const listen = (message: { text(): string }): void => {
      if (message.text().includes('Content Security Policy') && /usage|inline/.test(message.text()))
        refused.push(message.text());
    };
    page.on('console', listen);
    await workbench().runCommand('View: Close All Editors');
    const frame = await show();
    await frame.locator('#comparison').waitFor();
    assert.deepEqual(refused, []);
    // And what does break one is heard of.
    await frame.evaluate("document.body.setAttribute('style', 'color: red')");
    await until('the refusal', () => Promise.resolve(refused.length > 0));
    page.off('console', listen);
  });

  it('is used with the keyboard alone: the range, the tables', async () => {
    const { page } = workbench();
    await workbench().setTheme('dark');
    const frame = await show();
    await closeTables(frame);
    await chooseSevenDays(frame);
    const usd = spentOn(await billedIn(7)).usd;
    assert.equal(await frame.locator('.figures .value').first().innerText(), formatUsd(usd));
    // From the range over the buttons to the first table.
    await until('the focus on the table', async () => {
      await page.keyboard.press('Tab');
      return (await frame.locator('summary:focus').count()) > 0;
    });
    await page.keyboard.press('Enter');
    await frame.locator('details[open] table').first().waitFor();
    await page.keyboard.press('Tab');
    await frame.locator('.scroll:focus').waitFor();
  });

  it('comes back after a reload as it was left', async function () {
    this.timeout(120_000);
    const frame = await show();
    await closeTables(frame);
    await chooseSevenDays(frame);
    await frame.locator('summary').first().click();
    await frame.locator('details[open]').first().waitFor();
    // Not the browser's reload: VS Code says goodbye to its pages first.
    await workbench().runCommand('Developer: Reload Window');
    const table = workbench().webview().locator('details[open] table').first();
    await until('the page of before', () => appears(table, 5000), 90_000);
    const restored = await frameOf(table);
    assert.match(await restored.locator('caption').first().innerText(), /last 7 days/);
    await closeTables(restored);
  });

  /** With the keyboard: opens the list of ranges, goes up to its first, takes it. */
  async function chooseSevenDays(frame: Frame): Promise<void> {
    await frame.locator('vscode-single-select').focus();
    const { keyboard } = workbench().page;
    for (const key of ['ArrowDown', 'ArrowUp', 'Enter']) await keyboard.press(key);
    await frame.locator('caption').filter({ hasText: 'last 7 days' }).first().waitFor({ state: 'attached' });
  }

  it('follows runs that come, also torn ones, and the status bar does', async () => {
    const frame = await show();
    const today = workbench().statusBar(/\$0\.41 \+ \?/);
    await today.waitFor();
    await ledger.append(runWith({ at: new Date().toISOString(), model: 'gpt-6-astra', usd: 7.5 }));
    await frame.locator('.figures .value').filter({ hasText: '$7.9' }).first().waitFor();
    await workbench()
      .statusBar(/\$7\.9\d \+ \?/)
      .waitFor();
    writeFileSync(ledger.file, `${readFileSync(ledger.file, 'utf8')}{"version":1,"id":"torn`);
    await frame.locator('.remark').filter({ hasText: '1 line of the ledger cannot be read' }).waitFor();
  });

  it('warns in the status bar when a limit is near, and leads to the page', async () => {
    const settings = readFileSync(setup.machineSettings, 'utf8');
    writeFileSync(
      setup.machineSettings,
      JSON.stringify({ ...(JSON.parse(settings) as object), 'tilescope.spend.dailyLimitUsd': 0.5 }),
    );
    try {
      const item = workbench().statusBar(/\$0\.41 of \$0\.50 \+ \?/);
      await until('the limit in the status bar', async () => (await item.count()) > 0);
      await until('the warning', async () => ((await item.getAttribute('class')) ?? '').includes('warning'));
      const frame = await show();
      await frame.locator('.figures .value').filter({ hasText: '$0.41 of $0.50' }).waitFor();
      await workbench().screenshot('usage limit', workbench().page.locator('.part.statusbar'));
      await workbench().runCommand('View: Close All Editors');
      await item.click();
      await workbench().webview().locator('#periods').waitFor();
    } finally {
      writeFileSync(setup.machineSettings, settings);
    }
  });

  it('exports the runs of the range as CSV', async () => {
    const frame = await show();
    const { page } = workbench();
    const file = join(setup.workspace, 'runs.csv');
    rmSync(file, { force: true });
    const caption = await frame.locator('caption').first().textContent();
    const days = Number(/last (\d+) days/.exec(caption ?? '')?.[1]);
    await frame.locator('vscode-button').filter({ hasText: 'Export as CSV' }).click();
    await workbench().saveAs(file);
    await until('the file', () => Promise.resolve(existsSync(file)));
    // The toast may be gone already.
    await workbench().runCommand('Notifications: Show Notifications');
    await page
      .locator('.notifications-center')
      .filter({ hasText: /\d+ runs written to runs\.csv/ })
      .waitFor();
    await workbench().runCommand('Notifications: Clear All Notifications');
    const [head, ...lines] = readFileSync(file, 'utf8').split('\r\n');
    assert.match(head ?? '', /^time,id,by,project,endpoint,model,/);
    assert.deepEqual(
      lines.slice(0, -1).map(line => line.split(',')[1]),
      (await billedIn(days)).map(({ id }) => id),
    );
    rmSync(file);
  });

  it('clears after asking, and not before', async () => {
    const frame = await show();
    const { page } = workbench();
    const dialog = page.locator('.monaco-dialog-box');
    const clear = frame.locator('vscode-button').filter({ hasText: 'Clear' });
    await clear.click();
    await dialog.filter({ hasText: /Delete the records of \d+ runs\?/ }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.ok(statSync(ledger.file).size > 0);
    await clear.click();
    await dialog.getByText('Clear', { exact: true }).click();
    await frame.locator('h2').filter({ hasText: 'Nothing has been asked yet' }).waitFor();
    assert.deepEqual((await ledger.read()).runs, []);
    await workbench().screenshot('usage empty');
    assert.deepEqual(await seriousProblems(frame), []);
  });
});

async function closeTables(frame: Frame): Promise<void> {
  for (const summary of await frame.locator('details[open] > summary').all()) await summary.click();
}

async function frameOf(element: Locator): Promise<Frame> {
  const frame = await (await element.elementHandle()).ownerFrame();
  assert.ok(frame);
  return frame;
}

/** Whether a canvas shows more than one colour. */
function isPainted(frame: Frame, selector: string): Promise<boolean> {
  return frame.locator(selector).evaluate(element => {
    // The page's own types are not those of these tests.
    const canvas = element as unknown as {
      width: number;
      height: number;
      getContext(kind: '2d'): {
        getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
      };
    };
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set<number>();
    for (let i = 0; i < data.length; i += 4)
      if ((data[i + 3] ?? 0) > 200)
        colours.add(((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0));
    return colours.size > 1;
  });
}

/** What axe finds serious or critical, each with where it is. */
async function seriousProblems(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(axe.source);
  const { violations } = await frame.evaluate<axe.AxeResults>('axe.run(document)');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${html} ${failureSummary}`),
    );
}
