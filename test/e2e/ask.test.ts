// Asking a model, as people do: from the palette to the answer, its bill, and everything that can go wrong on the way.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { startOpenAiServer } from '../openai-server/server';
import type { OpenAiServer } from '../openai-server/server';
import { pictureFile } from './pictureFile.js';
import { setup } from './setup.js';
import { useWorkbench } from './useWorkbench.js';
import { appears, gone, until } from './workbench.js';
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

/** On two pictures, from a window without a picture in front: an open one would be the one that is asked about. */
async function describeTwo(window: Workbench, prompt: string): Promise<void> {
  await window.runCommand('View: Close All Editors');
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

/** Starts a conversation over, where there is one from before. */
async function startOver(window: Workbench): Promise<void> {
  const button = page(window).getByRole('button', { name: 'Start over' });
  if (await button.isVisible()) await button.click();
  await until('an empty conversation', async () => (await runsIn(window).count()) === 0);
}

async function ask(window: Workbench, text: string): Promise<void> {
  const field = page(window).locator('#question');
  await field.fill(text);
  await until('the price of the question', async () =>
    page(window).getByRole('button', { name: 'Send' }).isEnabled(),
  );
  await field.press('Control+Enter');
}

/** The last answer, once it has come to its end. */
async function ended(
  window: Workbench,
  status: 'done' | 'failed' | 'cancelled',
  count = 1,
): Promise<Locator> {
  const run = runsIn(window).nth(count - 1);
  await until(`answer ${count} to be ${status}`, async () => {
    if ((await runsIn(window).count()) < count) return false;
    return ((await run.getAttribute('class')) ?? '').split(' ').includes(status);
  });
  return run;
}

/** Settings of scope machine, for as long as it takes. */
async function withMachineSettings(
  settings: Readonly<Record<string, unknown>>,
  run: () => Promise<void>,
): Promise<void> {
  const file = setup.machineSettings;
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(before), ...settings }));
  try {
    await run();
  } finally {
    writeFileSync(file, before);
  }
}

/** In the form of the page. */
async function chooseEndpoint(window: Workbench, name: string): Promise<void> {
  const select = page(window).locator('#endpoint');
  await select.getByRole('combobox').click();
  await select.getByRole('option', { name, exact: true }).click();
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
    // Enter alone chooses nothing: the list stays, and says what would.
    await input.press('Enter');
    await window.page.locator('.quick-input-title', { hasText: /Nothing is ticked yet.*Space/ }).waitFor();
    await input.press('ArrowDown');
    await window.page.keyboard.press('Space');
    await window.page.locator('.quick-input-title', { hasText: /^Tilescope: Describe Mockup/ }).waitFor();
    await window.page.keyboard.press('Space');
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
    await describeTwo(window, 'Describe');
    const first = runsIn(window).last();
    await until('words of the answer', async () => {
      if ((await runsIn(window).count()) === 0) return false;
      return ((await first.innerText()).match(/\w+/g) ?? []).length > 12;
    });
    await window.screenshot('ask, streaming');
    await first.getByRole('button', { name: 'Cancel' }).click();
    const count = await runsIn(window).count();
    const cancelled = await ended(window, 'cancelled', count);
    // A piece of it that came twice would be no answer.
    assert.doesNotMatch(await cancelled.innerText(), /(Shopping bag of).*\1/s);
    await cancelled.getByRole('button', { name: 'Ask again' }).press('Enter');
    await page(window).getByRole('menuitem', { name: 'gpt-5.2' }).first().click();
    const done = await ended(window, 'done', count + 1);
    const bill = await done.locator('.bill').innerText();
    assert.match(bill, /estimate/i);
    assert.match(bill, /billed/i);
    assert.match(bill, /\$0\.\d/);
    await window.screenshot('ask, done');
  });

  it('has the conversation again after a reload', async () => {
    const window = workbench();
    const before = await runsIn(window).last().locator('.bill').innerText();
    await window.reload();
    await runsIn(window).last().locator('.bill').waitFor();
    assert.equal(await runsIn(window).last().locator('.bill').innerText(), before);
    // And the next question is priced.
    await until('a price', async () => (await page(window).locator('#price').innerText()).includes('$'));
  });

  it('tells of an answer that ended out of sight, and shows it', async () => {
    const window = workbench();
    await window.page.locator('.tab', { hasText: 'Tile View' }).first().click();
    await page(window).locator('#question').waitFor();
    const count = await runsIn(window).count();
    server.next({ kind: 'slow', ms: 6000 });
    await ask(window, 'And the buttons?');
    await until('the question', async () => (await runsIn(window).count()) > count);
    await window.openFile('docs/style-guide.md');
    const told = window.page.locator('.notification-list-item:visible', { hasText: 'gpt-5.2 has answered' });
    await until('the notification', async () => {
      if (await appears(told.first(), 8000)) return true;
      // The window was not in front, or its toast is gone by now: the list keeps it.
      await window.runCommand('Notifications: Show Notifications');
      return appears(told.first(), 2000);
    });
    await told.first().getByRole('button', { name: 'Show' }).click();
    await ended(window, 'done', count + 1);
  });

  it('draws the regions of a structured answer, once its price is confirmed', async () => {
    const window = workbench();
    await describeTwo(window, 'Components and Layout');
    const dialog = window.page.locator('.monaco-dialog-box');
    await dialog.getByText(/may cost up to \$0\.\d+/).waitFor();
    await window.screenshot('ask, confirmation');
    const before = await runsIn(window).count();
    await dialog.getByRole('button', { name: 'Send' }).click();
    const run = await ended(window, 'done', before + 1);
    await run.locator('.bill').waitFor();
    assert.match(await run.innerText(), /Delivery form|Progress steps/);
    await window.screenshot('ask, regions');
    const explorer = window.page.locator('.explorer-folders-view');
    await window.page.keyboard.press('Control+B');
    await explorer.waitFor({ state: 'hidden' });
    await run.locator('.bill').scrollIntoViewIfNeeded();
    await window.page.screenshot({ path: pictureFile('ask-dark'), animations: 'disabled', caret: 'hide' });
    await window.page.keyboard.press('Control+B');
    await explorer.waitFor();
  });
});

describe('A question that goes wrong', () => {
  const workbench = useWorkbench({ width: 1400, height: 900 });

  it('is asked in the Tile View', async () => {
    const window = workbench();
    window.changeSettings(settings);
    await window.openPicture('mockups/mobile-home.png');
    await window.runCommand('Tilescope: Open Tile View');
    await page(window).locator('#question').waitFor();
    await startOver(window);
    await ask(window, 'Describe this screen.');
    await ended(window, 'done');
  });

  beforeEach(async () => {
    if ((await page(workbench()).locator('#question').count()) > 0) await startOver(workbench());
  });

  const failures = [
    ['a wrong key', { kind: 'wrong-key', times: 9 }, 'Set API key'],
    ['no credit', { kind: 'no-credit', times: 9 }, 'Try again'],
    ['a model without vision', { kind: 'no-vision', times: 9 }, 'Choose another endpoint'],
    ['a picture that is refused', { kind: 'picture-policy', times: 9 }, undefined],
    ['a page that is not the API', { kind: 'html', times: 9 }, 'Choose another endpoint'],
    ['a server error', { kind: 'server-error', times: 9 }, 'Try again'],
  ] as const;
  for (const [what, behaviour, button] of failures) {
    it(`says what happened and what to do: ${what}`, async () => {
      const window = workbench();
      server.next(behaviour);
      await ask(window, 'Describe this screen.');
      const run = await ended(window, 'failed');
      const error = run.locator('.run-error');
      assert.ok((await error.innerText()).length > 40);
      if (button !== undefined) await error.getByRole('button', { name: button }).waitFor();
      await window.screenshot(`ask, ${what}`, run);
    });
  }

  it('offers the standard tier where flex has no room, and that answers', async () => {
    const window = workbench();
    server.next({ kind: 'flex-unavailable' });
    await page(window).locator('label:has(input[name="ask-tier"][value="flex"])').click();
    await ask(window, 'Describe this screen.');
    const run = await ended(window, 'failed');
    await run.getByRole('button', { name: 'Try again in the standard tier' }).click();
    await ended(window, 'done');
  });

  it('keeps what came when the connection is lost, and asks again', async () => {
    const window = workbench();
    server.next({ kind: 'cut', afterDeltas: 6 });
    await ask(window, 'Describe this screen.');
    const run = await ended(window, 'failed');
    assert.ok((await run.innerText()).length > 80);
    await run.getByRole('button', { name: 'Try again' }).click();
    await ended(window, 'done', 2);
    assert.equal(await runsIn(window).count(), 2);
  });

  it('counts down while it waits, and then has the answer', async () => {
    const window = workbench();
    server.next({ kind: 'rate-limit', retryAfterSeconds: 4 });
    await ask(window, 'Describe this screen.');
    await until('the countdown', async () => {
      if ((await runsIn(window).count()) === 0) return false;
      return /\b[1-4]\s*s/.test(await runsIn(window).first().locator('.run-status').innerText());
    });
    await window.screenshot('ask, rate limit', runsIn(window).first());
    await ended(window, 'done');
  });

  it('says that an answer was cut at the limit', async () => {
    const window = workbench();
    server.next({ kind: 'incomplete', reason: 'max_output_tokens', afterDeltas: 4 });
    await ask(window, 'Describe this screen.');
    const run = await ended(window, 'done');
    assert.match(await run.innerText(), /Cut off at the limit/);
    await run.getByRole('button', { name: 'Go on' }).click();
    await ended(window, 'done', 2);
  });

  it('says that a content filter stopped the answer, and keeps what came', async () => {
    const window = workbench();
    server.next({ kind: 'incomplete', reason: 'content_filter', afterDeltas: 6 });
    await ask(window, 'Describe this screen.');
    const run = await ended(window, 'done');
    assert.match(await run.locator('.run-note').innerText(), /content filter stopped.*Ask in other words/);
    assert.ok((await run.locator('.prose').innerText()).length > 10);
    await run.getByRole('button', { name: 'Ask again' }).waitFor();
    await window.screenshot('ask, content filter', run);
  });

  it('gives up a server that stays silent as long as the user bears, and asks again', async () => {
    const window = workbench();
    await withMachineSettings({ 'tilescope.ask.timeoutSeconds': 1 }, async () => {
      // The setting takes a moment to be heard: until then the answer only comes late.
      await until('a server that is given up', async () => {
        await startOver(window);
        server.next({ kind: 'slow', ms: 4000 });
        await ask(window, 'Describe this screen.');
        const first = runsIn(window).first();
        await until('an end', async () =>
          /\b(done|failed)\b/.test(
            (await appears(first, 1000)) ? ((await first.getAttribute('class')) ?? '') : '',
          ),
        );
        return /\bfailed\b/.test((await first.getAttribute('class')) ?? '');
      });
    });
    const run = await ended(window, 'failed');
    assert.match(await run.locator('.run-error').innerText(), /has sent nothing for a second.*try again/is);
    await window.screenshot('ask, slow server', run);
    await run.getByRole('button', { name: 'Try again' }).click();
    await ended(window, 'done');
  });

  it('asks for the key that is missing, keeps the question without it, and says how to set one', async () => {
    const window = workbench();
    await chooseEndpoint(window, 'Local server (no key yet)');
    await page(window).locator('#question').fill('Describe this screen.');
    await until('the price of the question', async () =>
      page(window).getByRole('button', { name: 'Send' }).isEnabled(),
    );
    const before = server.requests.length;
    await page(window).locator('#question').press('Control+Enter');
    const input = window.page.locator('.quick-input-widget:visible input[type=password]');
    await input.waitFor();
    await window.page.keyboard.press('Escape');
    const run = await ended(window, 'failed');
    assert.match(await run.locator('.run-error').innerText(), /There is no key for Local server/);
    await window.screenshot('ask, no key', run);
    await run.getByRole('button', { name: 'Set API key' }).click();
    await input.waitFor();
    await window.page.keyboard.press('Escape');
    await input.waitFor({ state: 'hidden' });
    assert.equal(server.requests.length, before);
    await startOver(window);
    await chooseEndpoint(window, 'Local server');
  });

  it('says that the model declined', async () => {
    const window = workbench();
    server.next({ kind: 'refusal' });
    await ask(window, 'Describe this screen.');
    assert.match(await (await ended(window, 'done')).innerText(), /declined/);
  });

  it('is stopped by a limit before it is sent, and sent all the same where the user says so', async () => {
    const window = workbench();
    await withMachineSettings({ 'tilescope.spend.dailyLimitUsd': 0.000001 }, async () => {
      await page(window).locator('#question').fill('Describe this screen, please.');
      const why = page(window)
        .getByText(/daily limit/)
        .first();
      await until('the limit to be said', async () => {
        await page(window).locator('#question').press('End');
        await page(window).locator('#question').press('Space');
        return appears(why, 2000);
      });
      await window.screenshot('ask, limit');
      await page(window).locator('#question').press('Control+Enter');
      const question = page(window).locator('#confirm-question');
      await question.waitFor();
      assert.match(await question.innerText(), /daily limit .* Send this one all the same\?/s);
      assert.equal(server.requests.length, 0);
      await page(window).locator('#confirm-send').click();
      await ended(window, 'done');
    });
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

/**
 * Takes the entry of a list by Enter until there is what follows. A walkthrough takes the focus back once when one of
 * its commands has run, and a list that is being filtered takes no key.
 */
async function enterUntil(window: Workbench, entry: string, follows: Locator): Promise<void> {
  const input = window.page.locator('.quick-input-widget:visible input.input');
  await until(`what follows "${entry}"`, async () => {
    if (await window.entries(entry).first().isVisible()) await input.press('Enter');
    return appears(follows, 2000);
  });
}

describe('The walkthrough', () => {
  // The second time a key would be there: that is another way.
  const workbench = useWorkbench({ anew: true, width: 1400, height: 900 });

  /** Goes on with Tab until what has the focus has this text, as one does who sees the frame around it. */
  async function tabTo(window: Workbench, text: RegExp): Promise<void> {
    for (let presses = 0; presses < 80; presses++) {
      const focus = window.page.locator('.gettingStartedContainer :focus');
      const focused = (await focus.count()) === 0 ? '' : ((await focus.first().textContent()) ?? '').trim();
      if (text.test(focused)) return;
      await window.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${String(text)}.`);
  }

  /** Opens the walkthrough, goes to a step and takes one of its commands. */
  async function take(window: Workbench, step: RegExp, button: RegExp): Promise<void> {
    await window.runCommand('Welcome: Open Walkthrough');
    await window.page
      .locator('.quick-input-widget:visible input.input')
      .fill('Ask a model about your mockups');
    await window.entries('Ask a model about your mockups').first().waitFor();
    await window.page.keyboard.press('Enter');
    await window.page.locator('.gettingStartedContainer .getting-started-step').first().waitFor();
    await tabTo(window, step);
    await window.page.keyboard.press('Enter');
    await tabTo(window, button);
    await window.page.keyboard.press('Enter');
  }

  it('leads from nothing to the first answer by keyboard alone', async () => {
    const window = workbench();
    // What was asked before says nothing of the key.
    const before = server.requests.length;
    const { keyboard } = window.page;
    const input = window.page.locator('.quick-input-widget:visible input.input');
    window.changeSettings({ 'tilescope.ask.model': 'gpt-5.2' });
    await withMachineSettings({}, async () => {
      await take(window, /^Choose who answers/, /^Select Endpoint$/);
      await window.entries('Local server (no key yet)').first().waitFor();
      await input.fill('no key yet)');
      // The endpoint has no key, so that one is asked for; it can be left, and set in its own step.
      const password = window.page.locator('.quick-input-widget:visible input[type=password]');
      await enterUntil(window, 'Local server (no key yet)', password);
      await password.press('Escape');
      await password.waitFor({ state: 'hidden' });

      await take(window, /^Get a key, and store it/, /^Set API Key$/);
      await window.entries('Local server (no key yet)').first().waitFor();
      await input.fill('no key yet)');
      await enterUntil(window, 'Local server (no key yet)', password);
      await window.screenshot('walkthrough, key');
      // At once: of single keys the walkthrough gets those that come while it has the focus.
      await until('the key to be taken', async () => {
        await password.fill(key);
        await password.press('Enter');
        return gone(password, 2000);
      });
      await until('the key to be tried', () =>
        Promise.resolve(server.requests.slice(before).some(({ path }) => path === '/v1/models')),
      );
      await keyboard.press('Escape');

      await take(window, /^See the price before/, /^Open Tile View$/);
      await input.waitFor();
      await input.fill('checkout.png');
      await window.entries('checkout.png').first().waitFor();
      await enterUntil(window, 'checkout.png', page(window).locator('#tokens'));
      await until('the first estimate', async () =>
        (await page(window).locator('#tokens').innerText()).includes('1,566'),
      );

      await take(window, /^Ask/, /^Describe Mockup$/);
      await window
        .entries(/tokens · \$/)
        .first()
        .waitFor();
      await input.fill('checkout.png');
      await window
        .entries(/^checkout\.png/)
        .first()
        .waitFor();
      await input.press('ArrowDown');
      await keyboard.press('Space');
      await keyboard.press('Enter');
      await window.entries('Describe').first().waitFor();
      await input.fill('Describe');
      await enterUntil(window, 'Describe', runsIn(window).first());
      const run = await ended(window, 'done');
      await run.locator('.bill').waitFor();
    });
  });
});
