import assert from 'node:assert/strict';
import { seriousFindings } from './axe.js';
import { Harness } from './harness.js';
import { answered, ask, picture, preview, state, structuredTurn } from './states.js';
import { themeNames } from './themes.js';

describe('The page in every theme', () => {
  for (const theme of themeNames) {
    it(`has nothing serious for axe to find, and nothing its policy refuses: ${theme}`, async () => {
      const pictures = [picture('mockups/checkout.png'), picture('mockups/cart.png')];
      const failed = {
        ...answered.runs[0]!,
        id: 'run-9',
        status: 'failed',
        error: { message: 'No credit is left.', nextStep: 'Top up the account.', action: 'retry' },
      } as const;
      const turns = [{ ...answered, runs: [...answered.runs, failed] }, structuredTurn];
      const harness = await Harness.open({
        state: state({ pictures, ask: { ...ask, turns } }),
        theme,
        kept: { whatIf: { kind: 'crop', x: 100, y: 100, width: 800, height: 600 } },
      });
      const { number } = await harness.sent('askPreview');
      const warnings = ['Small text will be some 5 px high.'];
      await harness.post({ type: 'askPreviewed', number, preview: { ...preview, warnings } });
      await harness.page.getByText('Small text will be').waitFor();
      assert.deepEqual(await seriousFindings(harness.page), []);
      assert.deepEqual(await harness.wrong(), []);
      await harness.close();
    });
  }

  it('has none where nothing is known: a refused picture, an unknown model, no picture, Restricted Mode', async () => {
    const states = [
      state({ pricing: { model: 'gpt-5', detail: 'original', tier: 'standard', origin: 'the call' } }),
      state({ pricing: { model: 'gpt-5.22', detail: undefined, tier: 'batch', origin: 'settings' } }),
      state({ pictures: [], trusted: false }),
    ];
    for (const one of states) {
      const harness = await Harness.open({ state: one, width: 500 });
      await harness.page.locator('.page main').waitFor();
      assert.deepEqual(await seriousFindings(harness.page), []);
      await harness.close();
    }
  });
});
