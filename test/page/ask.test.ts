import assert from 'node:assert/strict';
import type { AskRun, AskState } from '../../src/webview/askProtocol.js';
import { Harness, type HarnessOptions } from './harness.js';
import { answered, ask, picture, preview, state, structuredTurn } from './states.js';

const sending: AskRun = {
  id: 'run-7',
  endpoint: 'openai',
  model: 'gpt-5.2',
  tier: 'standard',
  status: 'sending',
  text: '',
  regions: [],
};

function asking(run: AskRun): AskState {
  return { ...ask, turns: [{ id: 'turn-7', text: 'What is it?', pictures: [], runs: [run] }] };
}

describe('Asking in the Tile View', () => {
  let harness: Harness;

  async function open(options: Partial<HarnessOptions> = {}): Promise<void> {
    harness = await Harness.open({ state: state(), ...options });
    await harness.page.locator('#tokens').waitFor();
  }

  afterEach(async () => {
    await harness.close();
  });

  /** Answers the newest question for a price. */
  async function priced(change: Partial<typeof preview> = {}): Promise<void> {
    const { number } = await harness.sent('askPreview');
    await harness.post({ type: 'askPreviewed', number, preview: { ...preview, ...change } });
  }

  it('prices the question as it stands, and sends it with Ctrl+Enter', async () => {
    await open();
    const first = await harness.sent('askPreview');
    assert.deepEqual(first.draft.pictures, ['file:///shop/mockups/checkout.png']);
    assert.match(first.draft.text, /^Describe this screen/);
    await priced();
    await harness.page.getByText('910 + 31 text in · 200–600 out · ≈ $0.0041–$0.0083').waitFor();
    const question = harness.page.getByRole('textbox', { name: 'Question' });
    await question.fill('What is the total?');
    const { draft, number } = await harness.sent(
      'askPreview',
      message => message.draft.text === 'What is the total?',
    );
    assert.ok(number > first.number);
    assert.equal(draft.model, 'gpt-5.2');
    await question.press('Control+Enter');
    const sent = await harness.sent('askSend');
    assert.deepEqual([sent.draft.text, sent.confirmed], ['What is the total?', false]);
  });

  it('does not send what is blocked, and says why', async () => {
    await open();
    await priced({ blocked: 'The daily limit of $1.00 is reached.' });
    await harness.page.getByText('The daily limit of $1.00 is reached.').waitFor();
    await harness.page.getByRole('textbox', { name: 'Question' }).press('Control+Enter');
    assert.equal(await harness.page.locator('#send').getAttribute('disabled'), '');
    assert.deepEqual(await harness.all('askSend'), []);
  });

  it('sends only the pictures that are ticked, to the endpoint and model that are chosen', async () => {
    await open({
      state: state({ pictures: [picture('mockups/checkout.png'), picture('mockups/cart.png')] }),
    });
    await harness.page.getByRole('checkbox', { name: 'checkout.png' }).uncheck();
    await harness.sent(
      'askPreview',
      ({ draft }) => draft.pictures.join() === 'file:///shop/mockups/cart.png',
    );
    const endpoint = harness.page.locator('#endpoint').getByRole('combobox');
    await endpoint.press('ArrowDown');
    await endpoint.press('ArrowDown');
    await endpoint.press('Enter');
    const { draft } = await harness.sent('askPreview', message => message.draft.endpoint === 'local');
    assert.equal(draft.model, 'llava', 'a model that is there');
  });

  it('asks once more before something dear, in a dialog that holds the focus', async () => {
    await open();
    const again = {
      type: 'askSend',
      draft: (await harness.sent('askPreview')).draft,
      confirmed: true,
    } as const;
    await harness.page.getByRole('textbox', { name: 'Question' }).focus();
    await harness.post({ type: 'askConfirm', question: 'It may cost $0.42. Send it?', again });
    const dialog = harness.page.getByRole('dialog', { name: 'Send it?' });
    await dialog.waitFor();
    await harness.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(await harness.all('askSend'), []);
    await harness.post({ type: 'askConfirm', question: 'It may cost $0.42. Send it?', again });
    await dialog.getByText('Send', { exact: true }).click();
    assert.equal((await harness.sent('askSend')).confirmed, true);
    await dialog.waitFor({ state: 'detached' });
  });

  it('shows an answer as it comes, tells its beginning and end, and can be cancelled in between', async () => {
    await open();
    await harness.page.locator('#question').fill('What is it?');
    await harness.post({ type: 'ask', ask: asking(sending) });
    await harness.page.getByText('Sending …').waitFor();
    assert.equal(await harness.page.locator('#question').inputValue(), '', 'the form is free for the next');
    for (const delta of ['A **check', 'out** page', ' with a form.'])
      await harness.post({ type: 'askDelta', run: 'run-7', delta });
    await harness.page.locator('.prose strong', { hasText: 'checkout' }).waitFor();
    assert.equal(await harness.page.locator('#live').innerText(), 'gpt-5.2 answers.');
    await harness.page.getByRole('button', { name: 'Cancel', exact: true }).click();
    assert.equal((await harness.sent('askCancel')).run, 'run-7');
    const bill = answered.runs[0]?.bill;
    assert.ok(bill !== undefined);
    const done: AskRun = { ...sending, status: 'done', text: 'A **checkout** page with a form.', bill };
    await harness.post({ type: 'askRun', turn: 'turn-7', run: done });
    await harness.page.getByText('billed 941 in, 412 out').waitFor();
    assert.match(
      await harness.page.locator('.bill').innerText(),
      /estimated 941 · billed 941 in, 412 out · \$0\.0053 · 3\.1 s/,
    );
    assert.equal(await harness.page.locator('#live').innerText(), 'The answer of gpt-5.2 is complete.');
  });

  for (const [how, width] of [
    ['wide', 1400],
    ['narrow', 640],
  ] as const) {
    it(`keeps the newest words in sight while they come, and leaves alone who scrolled up (${how})`, async () => {
      await open({ width });
      await harness.post({ type: 'ask', ask: asking({ ...sending, status: 'streaming' }) });
      await harness.page.locator('.run').waitFor();
      let from = 0;
      const write = async (words: string): Promise<void> => {
        const delta = `${words}\n\n`.repeat(12);
        await harness.post({ type: 'askDelta', run: 'run-7', delta, from });
        from += delta.length;
        await harness.page.waitForFunction(
          length => (document.querySelector('.prose')?.textContent.length ?? 0) > length,
          from / 2,
        );
      };
      /** How far from its end the conversation is shown, and how far from its beginning. */
      const place = (): Promise<{ readonly below: number; readonly above: number }> =>
        harness.page.evaluate(async () => {
          await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          let it = document.querySelector('.answers')!;
          while (!/auto|scroll/.test(getComputedStyle(it).overflowY)) it = it.parentElement!;
          return { below: it.scrollHeight - it.scrollTop - it.clientHeight, above: it.scrollTop };
        });
      for (const words of ['First words of it.', 'Second words.', 'Third words.']) {
        await write(words);
        const { below, above } = await place();
        assert.ok(below < 2 && above > 0, `${String(below)} px below, ${String(above)} px above`);
      }
      await harness.page.locator('.run').hover();
      await harness.page.mouse.wheel(0, -200);
      for (let tries = 0; tries < 100 && (await place()).below < 100; tries++);
      const { above } = await place();
      await write('Fourth words.');
      assert.equal((await place()).above, above);
      // Who asks the next question wants to see its answer.
      const { turns } = asking({ ...sending, status: 'done', text: 'word\n\n'.repeat(60) });
      const next = { id: 'turn-8', text: 'And?', pictures: [], runs: [{ ...sending, id: 'run-8' }] };
      await harness.post({ type: 'ask', ask: { ...ask, turns: [...turns, next] } });
      await harness.page.getByText('Sending …').waitFor();
      assert.ok((await place()).below < 2);
    });
  }

  it('offers what can be done with an answer, by keyboard', async () => {
    await open({ state: state({ ask: { ...ask, turns: [answered] } }) });
    await harness.page.getByRole('button', { name: 'Copy', exact: true }).press('Enter');
    assert.equal((await harness.sent('askCopy')).run, 'run-1');
    await harness.page.getByRole('button', { name: 'Save beside image' }).press('Enter');
    await harness.sent('askSave');
    await harness.page.getByRole('button', { name: 'As code' }).press('ArrowDown');
    await harness.page.keyboard.press('ArrowDown');
    await harness.page.keyboard.press('Enter');
    assert.equal((await harness.sent('askAsCode')).language, 'python');
    await harness.page.getByRole('button', { name: 'Ask again' }).press('Enter');
    await harness.page.getByRole('menuitem', { name: 'gpt-5-mini' }).click();
    const again = await harness.sent('askAgain');
    assert.deepEqual([again.turn, again.model, again.endpoint], ['turn-1', 'gpt-5-mini', 'openai']);
  });

  it('says what went wrong with its next step, keeps what came, and counts a wait down', async () => {
    const error = {
      message: 'The connection broke off.',
      nextStep: 'What came is kept.',
      action: 'retry',
    } as const;
    await open({ state: state({ ask: asking({ ...sending, status: 'failed', text: 'A top bar', error }) }) });
    await harness.page.getByText('A top bar').waitFor();
    await harness.page.getByRole('button', { name: 'Try again' }).click();
    assert.equal((await harness.sent('askAction')).action, 'retry');
    const waiting = { until: Date.now() + 3_600_000, why: 'Rate limit' };
    await harness.post({ type: 'askRun', turn: 'turn-7', run: { ...sending, status: 'waiting', waiting } });
    const status = harness.page.locator('.run-status', { hasText: /Rate limit: again in \d+ s/ });
    const before = await status.innerText();
    await harness.page.waitForFunction(
      was => document.querySelector<HTMLElement>('.run-status')?.innerText !== was,
      before,
    );
  });

  it('draws the regions of an answer, and marks one in the answer and on the picture at once', async () => {
    await open({ state: state({ ask: { ...ask, turns: [structuredTurn] } }) });
    const regions = harness.page.locator('.region');
    assert.equal(await regions.count(), 3);
    await harness.page.locator('.data-object[data-region]', { hasText: 'Delivery' }).hover();
    await harness.page.locator('.region.pointed[title="Delivery"]').waitFor();
    await harness.page.getByRole('button', { name: 'Pay $200.88: find it in the answer' }).press('Enter');
    await harness.page.locator('.data-object.pointed', { hasText: 'Pay $200.88' }).waitFor();
    assert.match(
      await harness.page.evaluate(() => (document.activeElement as HTMLElement).innerText),
      /^Pay \$200\.88/,
    );
    const box = (await harness.page.locator('.region[title="Delivery"]').boundingBox())!;
    const sheet = (await harness.page.locator('.pane-seen .sheet').boundingBox())!;
    assert.ok(
      Math.abs(box.x - sheet.x - 0.08 * sheet.width) < 3 && Math.abs(box.width - 0.52 * sheet.width) < 3,
    );
    await harness.page.getByRole('button', { name: 'Regions of the answer' }).click();
    assert.equal(await regions.count(), 0);
  });

  it('runs, loads and styles nothing that an answer holds', async () => {
    const text = [
      '<img src=x onerror="window.pwned = 1"><script>window.pwned = 1</script>',
      '![picture](https://evil.example/track.png)',
      '[script](javascript:window.pwned=1) [data](data:text/html,x) [command](command:workbench.action.quit) [web](https://example.com/a)',
      '<style>body { display: none }</style>',
    ].join('\n\n');
    await open({ state: state({ ask: asking({ ...sending, status: 'done', text }) }) });
    const prose = harness.page.locator('.prose');
    await prose.waitFor();
    assert.deepEqual(
      await prose.locator('a').evaluateAll(links => links.map(link => link.getAttribute('href'))),
      // What was a picture is a link, which nobody has to follow.
      ['https://evil.example/track.png', 'https://example.com/a'],
    );
    assert.equal(await prose.locator('img, script, style, iframe').count(), 0);
    assert.equal(await harness.page.evaluate(() => 'pwned' in window), false);
    assert.match(await prose.innerText(), /<img src=x/, 'it is shown as the text that it is');
    assert.deepEqual(await harness.wrong(), []);
  });

  it('is closed in Restricted Mode, says why, and asks the extension nothing', async () => {
    await open({ state: state({ trusted: false }) });
    await harness.page.getByText('In Restricted Mode no picture is sent to a model').waitFor();
    assert.equal(await harness.page.locator('#question').count(), 0);
    assert.deepEqual(await harness.all('askPreview'), []);
  });
});
