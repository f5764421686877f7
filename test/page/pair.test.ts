import assert from 'node:assert/strict';
import { seriousFindings } from './axe.js';
import { Harness } from './harness.js';
import { picture, state } from './states.js';
import { themeNames } from './themes.js';

const pair = { before: 'Before, at 1a2b3c4d (HEAD)', after: 'After, in the working tree' };
const pictures = [
  picture('mockups/cart.png'),
  picture('mockups/mobile-home.png', { width: 1170, height: 2532, bytes: 142_000 }),
];
const changed = state({
  pictures,
  pair,
  pricing: { model: 'gpt-4o', detail: 'high', tier: 'standard', origin: 'the call' },
});

describe('A picture before and after a change', () => {
  let harness: Harness;

  afterEach(async () => {
    await harness.close();
  });

  it('stands there twice, each with its grid and its number, and by how much they differ', async () => {
    harness = await Harness.open({ state: changed });
    const { page } = harness;
    await page.getByRole('application', { name: /cart\.png, Before.*3 × 2 tiles/ }).waitFor();
    await page.getByRole('application', { name: /mobile-home\.png, After.*2 × 4 tiles/ }).waitFor();
    const [before, after] = await page.locator('.pair-head').allInnerTexts();
    assert.match(
      before ?? '',
      /Before, at 1a2b3c4d \(HEAD\)\s+1,440 × 900, 212 kB\s+1,105 tokens · \$[\d.]+$/,
    );
    assert.match(after ?? '', /1,445 tokens · \$[\d.]+ \(\+340\)$/);
    // A sum of what was and what is would be nobody's.
    assert.equal(await page.locator('.filmstrip').count(), 0);
  });

  it('has the panel speak of what is, and of what was once that is chosen, by keyboard', async () => {
    harness = await Harness.open({ state: changed });
    const { page } = harness;
    const tokens = page.locator('#tokens');
    await tokens.filter({ hasText: '1,445' }).waitFor();
    await page.locator('.pair-head').first().focus();
    await page.keyboard.press('Enter');
    await tokens.filter({ hasText: '1,105' }).waitFor();
    assert.equal(await page.locator('.pair-head').first().getAttribute('aria-pressed'), 'true');
  });

  it('prices both anew with another model', async () => {
    harness = await Harness.open({ state: changed, kept: { model: 'gpt-5.2', detail: 'high' } });
    const numbers = harness.page.locator('.pair-number');
    await numbers.first().filter({ hasText: '1,566 tokens' }).waitFor();
    assert.doesNotMatch(await numbers.last().innerText(), /1,445/);
  });

  it('says of a side that cannot be read why, beside the other', async () => {
    const { facts: _, src: __, ...unread } = picture('mockups/cart.png');
    const gone = { ...unread, facts: undefined, error: 'It is a Git LFS pointer.' };
    harness = await Harness.open({ state: { ...changed, pictures: [gone, pictures[1]!] } });
    await harness.page.locator('.pair-side').first().getByText('It is a Git LFS pointer.').waitFor();
    await harness.page.getByRole('application', { name: /mobile-home\.png/ }).waitFor();
  });

  for (const theme of themeNames)
    it(`has nothing serious for axe to find: ${theme}`, async () => {
      harness = await Harness.open({ state: changed, theme });
      await harness.page.getByRole('application', { name: /After/ }).waitFor();
      assert.deepEqual(await seriousFindings(harness.page), []);
      assert.deepEqual(await harness.wrong(), []);
    });
});
