// A change as its author meets it, with the keyboard: a budget is broken by typing and kept by a quick fix, and what a
// picture that was exported anew costs is seen before anybody else reviews it. The run is recorded as a whole.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import sharp from 'sharp';
import { GitFolder } from './gitFolder.js';
import { setup } from './setup.js';
import { useWorkbench } from './useWorkbench.js';
import { until, type Workbench } from './workbench.js';

const program = `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();
const image = readFileSync('pictures/checkout.png', 'base64');

await client.responses.create({
  model: 'gpt-4o',
  input: [
    {
      role: 'user',
      content: [
        { type: 'input_text', text: 'What is wrong with this page?' },
        { type: 'input_image', image_url: \`data:image/png;base64,\${image}\`, detail: 'low' },
      ],
    },
  ],
});
`;

const budget = `{
  // A look at a page may cost this much.
  "budgets": [{ "call": { "tokens": 1000 } }]
}
`;

function over({ page }: Workbench): Promise<number> {
  return page.locator('.view-overlays .squiggly-error').count();
}

async function naturalWidth(picture: Locator): Promise<number> {
  return picture.evaluate(element => (element as unknown as { naturalWidth: number }).naturalWidth);
}

describe('a change, from the key to the review', () => {
  const repository = GitFolder.make({
    'check.mjs': program,
    'tilescope.json': budget,
    'pictures/checkout.png': readFileSync(join(setup.workspace, 'mockups/checkout.png')),
  });
  const workbench = useWorkbench({
    folder: repository.path,
    file: 'check.mjs',
    width: 1500,
    height: 950,
    recorded: 'a change, from the key to the review',
  });

  after(() => {
    repository.remove();
  });

  it('breaks a budget by typing, sees it, and mends it by a quick fix', async () => {
    const { page } = workbench();
    repository.write({ 'check.mjs': program });
    await workbench()
      .lenses(/gpt-4o · low/)
      .first()
      .waitFor();
    await workbench().goTo(`low' },`);
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.type('high');
    await until('the budget to be broken', async () => (await over(workbench())) > 0);
    await workbench()
      .lenses(/gpt-4o · high · .*% of 1,000 tokens/)
      .first()
      .waitFor();
    await workbench().screenshot('budget broken by typing');
    const problem = await workbench().goToProblem(
      /takes [\d,]+ tokens, [\d,]+ tokens more than the limit of 1,000 tokens for a call \(tilescope\.json:3\)/,
    );
    await workbench().screenshot('budget diagnostic');
    await page.keyboard.press('Escape');
    await problem.waitFor({ state: 'hidden' });
    const fix = /State detail low/;
    await workbench().openQuickFixes(fix);
    await workbench().screenshot('budget quick fixes');
    await workbench().takeQuickFix(fix);
    await until('the budget to be kept', async () => (await over(workbench())) === 0);
    await workbench().save('what there was before', saved => saved === program);
  });

  it('exports a picture anew, sees it in Review Changes, and opens both in the Tile View', async () => {
    const { page } = workbench();
    // The same name, other bytes: the page at a quarter of its size.
    const small = await sharp(join(setup.workspace, 'mockups/checkout.png')).resize(720).png().toBuffer();
    const large = await sharp(join(setup.workspace, 'mockups/checkout.png')).resize(2880).png().toBuffer();
    repository.git('checkout', '--quiet', '--', '.');
    repository.write({
      'check.mjs': program.replace(`'low'`, `'high'`),
      'tilescope.json': budget.replace('1000', '2000'),
      'pictures/checkout.png': small,
    });
    repository.commit('A closer look at a smaller page');
    repository.write({ 'pictures/checkout.png': large });
    await workbench().runCommand('Tilescope: Review Changes');
    const row = (text: RegExp): Locator =>
      page.locator('.pane-body .custom-view-tree-node-item').filter({ hasText: text });
    await row(/425 → 1,105/)
      .first()
      .waitFor();
    await row(/checkout\.png.*re-encoded · 720 × 450.*→ 2,880 × 1,800/).waitFor();
    await workbench().screenshot('re-encoded picture in Review Changes');
    const focused = page.locator(
      '.monaco-list:focus-within .monaco-list-row.focused[aria-label^="pictures/checkout.png, re-encoded"]',
    );
    await page.keyboard.press('Home');
    await until('the row of the picture to have the focus', async () => {
      if ((await focused.count()) > 0) return true;
      await page.keyboard.press('ArrowDown');
      return false;
    });
    await page.keyboard.press('Enter');
    const view = workbench().webview();
    for (const [side, width] of [720, 2880].entries()) {
      const picture = view.locator('.pair-side').nth(side).locator('.pane-seen img');
      await until(`the picture of ${width} px`, async () => (await naturalWidth(picture)) === width);
    }
    await view
      .locator('.pair-head')
      .nth(0)
      .filter({ hasText: /Before[^]*720\s×\s450[^]*425\stokens/ })
      .waitFor();
    await view
      .locator('.pair-head')
      .nth(1)
      .filter({ hasText: /After[^]*2,880\s×\s1,800[^]*1,105\stokens/ })
      .waitFor();
    await workbench().screenshot('re-encoded picture, before and after');
  });
});
