// A change as its author meets it, with the keyboard: a budget is broken by typing and kept by a quick fix, and what a
// picture that was exported anew costs is seen before anybody else reviews it. The run is recorded as a whole.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
});
