// Asking a model, as people do: from the palette to the answer, its bill, and everything that can go wrong on the way.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { startOpenAiServer } from '../openai-server/server';
import type { OpenAiServer } from '../openai-server/server';
import { setup } from './setup.js';
import { useWorkbench } from './useWorkbench.js';
import { appears, until } from './workbench.js';
import type { Workbench } from './workbench.js';

const { key, port } = setup.openAi;

const settings = {
  'tilescope.ask.model': 'gpt-5.2',
  'tilescope.providers': { seller: { name: 'Seller', priceMultiplier: 1 } },
};

let server: OpenAiServer;

before(async () => {
  server = await startOpenAiServer({ port, keys: [key], chunkDelayMs: 40 });
});

after(() => server.stop());

beforeEach(() => {
  server.reset();
});

/** Chooses pictures in the list of the command: each is looked for, and its box checked. */
async function choosePictures(window: Workbench, ...names: readonly string[]): Promise<void> {
  const input = window.page.locator('.quick-input-widget:visible input.input');
  for (const name of names) {
    await input.fill(name);
    const row = window.entries(new RegExp(`^${name.replace('.', '\\.')}`)).first();
    await row.waitFor();
    await row.locator('.quick-input-list-checkbox, input[type=checkbox], .monaco-checkbox').first().click();
  }
  await input.fill('');
  await window.page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK' }).click();
}

async function describe2(window: Workbench, prompt: string): Promise<void> {
  await window.runCommand('Tilescope: Describe Mockup');
  await choosePictures(window, 'checkout.png', 'cart.png');
  await window.answer(prompt);
}

function page(window: Workbench): FrameLocator {
  return window.webview();
}

function runsIn(window: Workbench): Locator {
  return page(window).locator('section.run');
}

async function question(window: Workbench, text: string): Promise<void> {
  const field = page(window).locator('#question');
  await field.fill(text);
  await field.press('Control+Enter');
}

/** The last answer, once it has come to its end. */
async function ended(
  window: Workbench,
  status: 'done' | 'failed' | 'cancelled',
  count: number,
): Promise<Locator> {
  await until(`answer ${count} to be ${status}`, async () => (await runsIn(window).count()) >= count);
  const run = runsIn(window).nth(count - 1);
  await until(`answer ${count} to be ${status}`, async () =>
    ((await run.getAttribute('class')) ?? '').split(' ').includes(status),
  );
  return run;
}

describe('Describe Mockup', () => {
  const workbench = useWorkbench({ width: 1400, height: 900 });

  it('offers the pictures with thumbnails and prices, and the prompts with theirs', async () => {
    const window = workbench();
    window.changeSettings(settings);
    await window.runCommand('Tilescope: Describe Mockup');
    const row = window.entries(/^checkout\.png/).first();
    const input = window.page.locator('.quick-input-widget:visible input.input');
    await input.fill('checkout.png');
    await until('the price of a row', async () => (await row.innerText()).includes('1,566 tokens · $0.0027'));
    await until('its thumbnail', async () =>
      ((await row.locator('.quick-input-list-icon').first().getAttribute('style')) ?? '').includes(
        'data:image/webp;base64,',
      ),
    );
    await input.fill('');
    await window.screenshot('describe mockup, pictures');
    await choosePictures(window, 'checkout.png', 'cart.png');
    const prompt = window.entries('What Changed Between Two Mockups').first();
    await prompt.waitFor();
    assert.match(await prompt.innerText(), /\$0\.\d+–\$0\.\d+, by estimate/);
    await window.screenshot('describe mockup, prompts');
    await window.page.keyboard.press('Escape');
  });

  it('streams the answer about two pictures, is cancelled once, and repeated with the bill beside the estimate', async () => {
    const window = workbench();
    server.next({ kind: 'stall', afterDeltas: 6 });
    await describe2(window, 'Describe');
    await until(
      'words of the answer',
      async () => ((await runsIn(window).first().innerText()).match(/\w+/g) ?? []).length > 12,
    );
    await window.screenshot('ask, streaming');
    await runsIn(window).first().getByRole('button', { name: 'Cancel' }).click();
    const cancelled = await ended(window, 'cancelled', 1);
    assert.match(await cancelled.innerText(), /\w+/);
    await cancelled.getByRole('button', { name: 'Ask again' }).click();
    await page(window).getByRole('menuitem', { name: 'gpt-5.2' }).first().click();
    const done = await ended(window, 'done', 2);
    const bill = await done.locator('.bill').innerText();
    assert.match(bill, /estimate/i);
    assert.match(bill, /billed/i);
    assert.match(bill, /\$0\.\d/);
    await window.screenshot('ask, done');
  });

  it('has the conversation again after a reload', async () => {
    const window = workbench();
    const before = await runsIn(window).nth(1).locator('.bill').innerText();
    await window.reload();
    await runsIn(window).nth(1).waitFor();
    assert.equal(await runsIn(window).nth(1).locator('.bill').innerText(), before);
  });

  it('draws the regions of a structured answer on the pictures', async () => {
    const window = workbench();
    await describe2(window, 'Components and Layout');
    const send = window.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Send' });
    if (await appears(send, 3000)) await send.click();
    const run = await ended(window, 'done', 3);
    await run.locator('.bill').waitFor();
    await window.screenshot('ask, regions');
    assert.match(await run.innerText(), /Delivery form|Progress steps/);
  });
});

describe('A question that goes wrong', () => {
  const workbench = useWorkbench({ width: 1400, height: 900 });

  before(async () => {
    const window = workbench();
    window.changeSettings(settings);
    await window.openPicture('mockups/mobile-home.png');
    await window.runCommand('Tilescope: Open Tile View');
    await page(window).locator('#question').waitFor();
  });

  let asked = 0;

  const failures = [
    ['a wrong key', { kind: 'wrong-key', times: 9 }, 'Set API key'],
    ['no credit', { kind: 'no-credit', times: 9 }, 'Try again'],
    ['a model without vision', { kind: 'no-vision', times: 9 }, 'Choose another endpoint'],
    ['a picture that is refused', { kind: 'picture-policy', times: 9 }, undefined],
    ['flex without room', { kind: 'flex-unavailable', times: 9 }, undefined],
    ['a server error', { kind: 'server-error', times: 9 }, 'Try again'],
    ['a page that is not the API', { kind: 'html', times: 9 }, 'Choose another endpoint'],
  ] as const;
  for (const [what, behaviour, button] of failures) {
    it(`says what happened and what to do: ${what}`, async () => {
      const window = workbench();
      server.next(behaviour);
      await question(window, 'Describe this screen.');
      asked += 1;
      const run = await ended(window, 'failed', asked);
      const error = run.locator('.run-error');
      assert.ok((await error.innerText()).length > 40);
      if (button !== undefined) await error.getByRole('button', { name: button }).waitFor();
      await window.screenshot(`ask, ${what}`, run);
    });
  }

  it('keeps what came when the connection is lost', async () => {
    const window = workbench();
    server.next({ kind: 'cut', afterDeltas: 6 });
    await question(window, 'Describe this screen.');
    asked += 1;
    const run = await ended(window, 'failed', asked);
    assert.ok((await run.innerText()).length > 80);
    await run.getByRole('button', { name: 'Try again' }).waitFor();
  });

  it('counts down while it waits, and then has the answer', async () => {
    const window = workbench();
    server.next({ kind: 'rate-limit', retryAfterSeconds: 3 });
    await question(window, 'Describe this screen.');
    asked += 1;
    await until('the wait', async () => (await runsIn(window).count()) >= asked);
    const run = runsIn(window).nth(asked - 1);
    await until('the countdown', async () =>
      /\b[123]\s*s/.test(await run.locator('.run-status').innerText()),
    );
    await ended(window, 'done', asked);
  });

  it('says that an answer was cut at the limit, and that one was declined', async () => {
    const window = workbench();
    server.next({ kind: 'incomplete', reason: 'max_output_tokens', afterDeltas: 4 });
    await question(window, 'Describe this screen.');
    asked += 1;
    assert.match(await (await ended(window, 'done', asked)).innerText(), /Cut off at the limit/);
    server.next({ kind: 'refusal' });
    await question(window, 'Describe this screen.');
    asked += 1;
    assert.match(await (await ended(window, 'done', asked)).innerText(), /declined/);
  });

  it('writes no key into the page, the logs or the storage', async () => {
    const window = workbench();
    assert.ok(!(await page(window).locator('body').innerHTML()).includes(key));
    const profile = dirname(dirname(dirname(setup.machineSettings)));
    const found = readdirSync(profile, { recursive: true, encoding: 'utf8' })
      .map(name => join(profile, name))
      .filter(file => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
      .filter(file => readFileSync(file).includes(key));
    assert.deepEqual(found, []);
  });
});
