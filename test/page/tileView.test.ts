import assert from 'node:assert/strict';
import { Harness, type HarnessOptions } from './harness.js';
import { picture, state } from './states.js';

describe('The Tile View', () => {
  let harness: Harness;

  async function open(options: Partial<HarnessOptions> = {}): Promise<void> {
    harness = await Harness.open({ state: state(), ...options });
    await harness.page.locator('#tokens').waitFor();
  }

  afterEach(async () => {
    await harness.close();
  });

  const tokens = (): Promise<string> => harness.page.locator('#tokens').innerText();
  const stage = (): ReturnType<typeof harness.page.locator> => harness.page.locator('.stage');
  /** The overlay's pixels, as a number that changes with them. */
  const drawn = (): Promise<number> =>
    harness.page.evaluate(async () => {
      await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const canvas = document.querySelector<HTMLCanvasElement>('.pane-seen .overlay');
      const { data } = canvas!.getContext('2d')!.getImageData(0, 0, canvas!.width, canvas!.height);
      let hash = 0;
      for (let i = 0; i < data.length; i += 4) hash = (hash * 31 + data[i]! + data[i + 3]!) | 0;
      return hash;
    });

  it('shows the number, the money, the rule, and the road to it', async () => {
    await open();
    assert.equal(await tokens(), '910');
    assert.match(await harness.page.locator('#cost').innerText(), /\$0\.0011 a call · \$1\.14 per 1,000/);
    const road = await harness.page.locator('.road li').allInnerTexts();
    assert.match(road.join('\n'), /1,440 × 900 → 1,228 × 768[\s\S]*3 × 2 = 6[\s\S]*70 \+ 6 × 140[\s\S]*910/);
    assert.match(
      await harness.page.locator('.rule').innerText(),
      /developers\.openai\.com.*high confidence/s,
    );
    await harness.page.locator('.rule a').click();
    assert.match((await harness.sent('openSource')).url, /^https:\/\/developers\.openai\.com/);
    assert.deepEqual(await harness.wrong(), []);
  });

  it('changes model with the keyboard alone: numbers and grid follow, and a screen reader is told', async () => {
    await open();
    const before = await drawn();
    const { keyboard } = harness.page;
    const model = harness.page.getByRole('combobox', { name: 'Model', exact: true });
    await model.focus();
    await keyboard.press('Control+A');
    await keyboard.type('gpt-5.4-mini');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await harness.sent('chosen', ({ choice }) => choice.model === 'gpt-5.4-mini');
    assert.equal(await tokens(), '1,566');
    assert.notEqual(await drawn(), before);
    assert.match(await harness.page.locator('#live').innerText(), /1,566 tokens/);
    assert.match((await harness.page.locator('.stage').getAttribute('aria-label')) ?? '', /45 × 29 patches/);
  });

  it('changes detail and tier live, and says what an omitted detail means', async () => {
    await open();
    await harness.page.getByRole('radio', { name: 'high' }).focus();
    await harness.page.keyboard.press('ArrowLeft');
    await harness.sent('chosen', ({ choice }) => choice.detail === 'low');
    assert.equal(await tokens(), '70');
    await harness.page.getByRole('radio', { name: 'omitted' }).check();
    assert.equal(await tokens(), '910');
    assert.match(await harness.page.locator('.meaning').innerText(), /omitted = high/);
    await harness.page.locator('.choices').getByRole('radio', { name: 'flex' }).check();
    const { choice } = await harness.sent('chosen', message => message.choice.tier === 'flex');
    assert.equal('detail' in choice ? choice.detail : undefined, undefined);
    assert.match(await harness.page.locator('#cost').innerText(), /\$0\.00057 a call/);
    await harness.page.getByRole('button', { name: /Back to gpt-5/ }).click();
    await harness.sent('chosen', message => message.choice.tier === 'standard');
    assert.equal(await tokens(), '910');
  });

  it('names the cell under the pointer, and goes from cell to cell with the arrow keys', async () => {
    await open();
    const box = (await stage().boundingBox())!;
    await harness.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    assert.match(
      await harness.page.locator('#cell-status').innerText(),
      /^Tile \d of 6 · column \d, row \d · x /,
    );
    await stage().focus();
    await harness.page.mouse.move(1, 1);
    await harness.page.keyboard.press('ArrowRight');
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await harness.page.keyboard.press(key);
    const said =
      'Tile 3 of 6 · column 3, row 1 · x 1,024–1,227, y 0–511 seen · x 1,200–1,439, y 0–599 original · 40 % used';
    assert.equal(await harness.page.locator('#live').innerText(), said);
    await harness.page.keyboard.press('ArrowDown');
    assert.match(await harness.page.locator('#live').innerText(), /^Tile 6 of 6 .* 20 % used$/);
  });

  it('zooms and pans with keys, wheel and drag, and shows how far', async () => {
    await open();
    const zoom = harness.page.locator('#zoom-value');
    const fitted = await zoom.innerText();
    await stage().focus();
    await harness.page.keyboard.press('1');
    await harness.page.getByText('100 %', { exact: true }).waitFor();
    const box = (await stage().boundingBox())!;
    await harness.page.mouse.move(box.x + 200, box.y + 200);
    await harness.page.keyboard.down('Control');
    await harness.page.mouse.wheel(0, -80);
    await harness.page.keyboard.up('Control');
    await harness.page.waitForFunction(() => document.getElementById('zoom-value')!.textContent !== '100 %');
    const place = (): Promise<string> =>
      harness.page.locator('.pane-seen .sheet').evaluate(element => (element as HTMLElement).style.transform);
    const before = await place();
    await harness.page.mouse.down();
    await harness.page.mouse.move(box.x + 120, box.y + 150, { steps: 4 });
    await harness.page.mouse.up();
    await harness.page.waitForFunction(
      was => document.querySelector<HTMLElement>('.pane-seen .sheet')!.style.transform !== was,
      before,
    );
    await stage().focus();
    await harness.page.keyboard.press('0');
    await harness.page.waitForFunction(
      was => document.getElementById('zoom-value')!.textContent === was,
      fitted,
    );
  });

  it('shows what the model sees: no sharper than the size it is scaled to', async () => {
    await open({
      state: state({ pricing: { model: 'gpt-5', detail: 'low', tier: 'standard', origin: 'x' } }),
    });
    const seen = harness.page.locator('.pane-seen .sheet canvas');
    await seen.waitFor();
    assert.deepEqual(
      await seen.evaluate(canvas => [
        (canvas as HTMLCanvasElement).width,
        (canvas as HTMLCanvasElement).height,
      ]),
      [512, 320],
    );
    await harness.page.getByRole('radio', { name: 'Original', exact: true }).check();
    await harness.page.locator('.pane-original img').waitFor();
    await harness.page.getByRole('radio', { name: 'Side by side' }).check();
    await seen.waitFor();
    assert.ok(await harness.page.locator('.pane-original img').isVisible());
  });

  it('tries another size and a crop: tokens move, the next cheaper size is a button, a month is money', async () => {
    await open();
    await harness.page.getByRole('button', { name: /Next cheaper: 1,024 × 640/ }).click();
    assert.equal(await tokens(), '630');
    assert.match(await harness.page.locator('.answer .difference').innerText(), /−280/);
    assert.match(await harness.page.locator('.volume').innerText(), /saves \$10\.64 a month/);
    const handle = harness.page.locator('.resize-handle');
    await handle.focus();
    for (let i = 0; i < 30; i++) await harness.page.keyboard.press('Shift+ArrowLeft');
    assert.notEqual(await tokens(), '630');
    await harness.page.getByRole('radio', { name: 'Crop' }).check();
    await harness.page.getByRole('spinbutton', { name: 'Width' }).fill('1000');
    await harness.page.keyboard.press('Tab');
    assert.equal(await tokens(), '630');
    const box = (await stage().boundingBox())!;
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await harness.page.getByRole('radio', { name: 'As it is' }).check();
    assert.equal(await tokens(), '910');
    await harness.page.getByRole('radio', { name: 'Crop' }).check();
    await harness.page.mouse.move(middle.x, middle.y - 60);
    await harness.page.mouse.down();
    await harness.page.mouse.move(middle.x + 60, middle.y, { steps: 5 });
    await harness.page.mouse.up();
    await harness.page.waitForFunction(() => document.getElementById('tokens')!.textContent !== '910');
  });

  it('moves a crop and its edges by keyboard: a pixel with an arrow, ten with Shift, and no further than the picture', async () => {
    await open();
    await harness.page.getByRole('radio', { name: 'Crop' }).check();
    const { keyboard } = harness.page;
    const edge = (name: string): ReturnType<typeof harness.page.getByRole> =>
      harness.page.getByRole('slider', { name: `Crop, ${name} edge` });
    const field = (name: string): Promise<string> =>
      harness.page.getByRole('spinbutton', { name, exact: true }).inputValue();
    const crop = async (): Promise<readonly string[]> => [
      await field('Left'),
      await field('Top'),
      await field('Width'),
      await field('Height'),
    ];
    const right = edge('right');
    await right.focus();
    assert.equal(await right.getAttribute('aria-valuetext'), '1,440 px');
    for (let i = 0; i < 44; i++) await keyboard.press('Shift+ArrowLeft');
    assert.deepEqual(await crop(), ['0', '0', '1000', '900']);
    assert.equal(await tokens(), '630');
    await keyboard.press('ArrowRight');
    assert.equal(await right.getAttribute('aria-valuenow'), '1001');
    // The handles are reached in their order, and stay the focused ones while what they are of changes.
    await keyboard.press('Tab');
    assert.equal(await edge('bottom').evaluate(element => element === document.activeElement), true);
    await keyboard.press('ArrowUp');
    await keyboard.press('Home');
    assert.deepEqual(await crop(), ['0', '0', '1001', '1']);
    await keyboard.press('End');
    await edge('left').focus();
    await keyboard.press('ArrowLeft');
    for (let i = 0; i < 3; i++) await keyboard.press('Shift+ArrowRight');
    await edge('top').focus();
    await keyboard.press('ArrowDown');
    assert.deepEqual(await crop(), ['30', '1', '971', '899']);
    await harness.page.getByRole('button', { name: /^Crop, 971 × 899 at 30, 1: arrow keys move it/ }).focus();
    await keyboard.press('ArrowLeft');
    await keyboard.press('Shift+ArrowDown');
    assert.deepEqual(await crop(), ['29', '1', '971', '899']);
    assert.match(await harness.page.locator('#live').innerText(), /Crop at 29, 1/);
    assert.deepEqual(await harness.wrong(), []);
  });

  it('is there in forced colors: controls and their text, the grid, the crop and its handle', async () => {
    await open();
    const { page } = harness;
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
    const unseen = await page.evaluate(() => {
      const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
      const numbers = (colour: string): readonly number[] => {
        brush.clearRect(0, 0, 1, 1);
        brush.fillStyle = colour;
        brush.fillRect(0, 0, 1, 1);
        return [...brush.getImageData(0, 0, 1, 1).data];
      };
      const luminance = ([r = 0, g = 0, b = 0]: readonly number[]): number => {
        const [x = 0, y = 0, z = 0] = [r, g, b].map(c => {
          const share = c / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
      };
      const behind = (element: Element): readonly number[] => {
        for (let at: Element | null = element; at !== null; at = at.parentElement) {
          const colour = numbers(getComputedStyle(at).backgroundColor);
          if (colour[3] === 255) return colour;
        }
        return numbers('Canvas');
      };
      const controls = document.querySelectorAll<HTMLElement>(
        'button, input, textarea, label, a, h1, h2, #tokens',
      );
      return [...controls]
        .filter(control => control.checkVisibility() && !(control as HTMLButtonElement).disabled)
        .filter(control => !control.classList.contains('crop-area'))
        .filter(control => {
          const [a, b] = [luminance(numbers(getComputedStyle(control).color)), luminance(behind(control))];
          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
        })
        .map(control => control.outerHTML.slice(0, 120));
    });
    assert.deepEqual(unseen, []);
    const backgrounds = await page
      .locator('.segmented input[name="detail"] + span')
      .evaluateAll(spans => spans.map(span => getComputedStyle(span).backgroundColor));
    assert.equal(
      new Set(backgrounds).size,
      2,
      `the chosen one is told from the others: ${backgrounds.join()}`,
    );
    // The lines of the grid on nothing but the picture: as opaque as they are without forced colors.
    const opaque = (): Promise<number> =>
      page.evaluate(async () => {
        await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const canvas = document.querySelector<HTMLCanvasElement>('.pane-seen .overlay')!;
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        let count = 0;
        for (let i = 3; i < data.length; i += 4) if (data[i]! > 200) count += 1;
        return count;
      });
    assert.ok((await opaque()) > 2000, `${String(await opaque())} pixels of the grid`);
    await page.getByRole('radio', { name: 'Crop' }).check();
    const edge = page.getByRole('slider', { name: 'Crop, right edge' });
    await edge.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    assert.equal(await edge.evaluate(element => getComputedStyle(element).outlineStyle), 'solid');
    const path = 'test-results/screenshots/forced colors.png';
    await page.screenshot({ path });
    assert.deepEqual(await harness.wrong(), []);
  });

  it('compares models: sorted either way, a row takes its model, any model can be added and removed', async () => {
    await open();
    const names = (): Promise<string[]> => harness.page.locator('.compare .take').allInnerTexts();
    await harness.page.getByRole('button', { name: 'Tokens', exact: true }).click();
    assert.equal((await names())[0], 'gpt-5');
    assert.equal(await harness.page.locator('.compare th.tokens').getAttribute('aria-sort'), 'ascending');
    await harness.page.getByRole('button', { name: 'Tokens', exact: true }).click();
    assert.equal((await names())[0], 'gpt-4.1-mini');
    await harness.page.getByRole('button', { name: 'Remove gemini-3.6-flash' }).click();
    assert.ok(!(await names()).includes('gemini-3.6-flash'));
    await harness.page.getByRole('button', { name: 'claude-sonnet-5-5', exact: true }).press('Enter');
    await harness.sent('chosen', ({ choice }) => choice.model === 'claude-sonnet-5-5');
    assert.equal(await tokens(), '1,716');
    await harness.page.getByRole('button', { name: 'Export' }).click();
    await harness.page.getByRole('menuitem', { name: 'Copy as CSV' }).press('Enter');
    const { text = '', format, target } = await harness.sent('export');
    assert.deepEqual([format, target], ['csv', 'clipboard']);
    assert.match(text, /checkout\.png,1440,900,claude-sonnet-5-5,.*,counted,1716/);
  });

  it('says why a picture is refused, and what would be taken; offers the names near an unknown one', async () => {
    const pricing = { model: 'gpt-5', detail: 'original', tier: 'standard', origin: 'the call' } as const;
    await open({ state: state({ pricing }) });
    assert.equal(await tokens(), 'Refused');
    await harness.page.getByRole('button', { name: 'high: 910 tokens' }).click();
    assert.equal(await tokens(), '910');
    await harness.post({ type: 'choose', pricing: { ...pricing, model: 'gpt-5.22', detail: undefined } });
    await harness.page.getByText('Not a known model', { exact: true }).waitFor();
    await harness.page.getByRole('button', { name: 'gpt-5.2', exact: true }).click();
    await harness.sent('chosen', ({ choice }) => choice.model === 'gpt-5.2');
  });

  it('shows several pictures with the tokens of each and their sum', async () => {
    const pictures = ['checkout.png', 'cart.png', 'tablet-search.png'].map(name =>
      picture(`mockups/${name}`, name === 'tablet-search.png' ? { width: 1024, height: 768 } : {}),
    );
    await open({ state: state({ pictures }) });
    assert.match(await harness.page.locator('.sum').innerText(), /3 pictures\s+2,450 tokens/);
    await harness.page.getByRole('button', { name: /tablet-search/ }).click();
    const { choice } = await harness.sent('chosen', message => message.choice.picture.endsWith('search.png'));
    assert.equal(choice.model, 'gpt-5');
    assert.equal(await tokens(), '630');
  });

  it('draws the grid on an empty sheet where the picture cannot be shown', async () => {
    const { src: _src, ...unshown } = picture('scans/delivery-note.tiff', { format: 'tiff' });
    const shown = { ...unshown, unshown: 'A TIFF cannot be shown in a browser.' };
    await open({
      state: state({
        pictures: [shown],
        pricing: { model: 'gemini-3.6-flash', detail: undefined, tier: 'standard', origin: 'x' },
      }),
    });
    await harness.page.getByText('A TIFF cannot be shown').waitFor();
    assert.deepEqual(await harness.wrong(), []);
  });

  it('says so where the picture cannot be loaded, and draws the grid all the same', async () => {
    await open({
      state: state({ pictures: [{ ...picture('mockups/checkout.png'), src: '{origin}/gone.png' }] }),
    });
    await harness.page.getByText('The picture cannot be shown here.').waitFor();
    assert.equal(await tokens(), '910');
  });

  it('is as it was after a reload, and brings back what the extension needs to bring it back', async () => {
    await open({ state: state({ restore: { pictures: ['x'] } }) });
    await harness.page.getByRole('radio', { name: 'low' }).check();
    await harness.page.getByRole('radio', { name: 'Side by side' }).check();
    await harness.page.locator('#question').fill('Half a thought');
    await harness.sent('chosen', ({ choice }) => choice.detail === 'low');
    const kept = await harness.kept();
    assert.deepEqual((kept as { restore: unknown }).restore, { pictures: ['x'] });
    await harness.close();
    await open({ kept });
    assert.equal(await tokens(), '70');
    assert.ok(await harness.page.getByRole('radio', { name: 'Side by side' }).isChecked());
    assert.equal(await harness.page.locator('#question').inputValue(), 'Half a thought');
  });

  it('follows the picture when it changes, and settings when they do', async () => {
    await open();
    await harness.post({
      type: 'picture',
      picture: { ...picture('mockups/checkout.png', { width: 512, height: 512 }), version: '2' },
    });
    await harness.page.waitForFunction(() => document.getElementById('tokens')!.textContent === '210');
    const layers = [{ origin: 'tilescope.json', aliases: { 'my-deployment': 'gpt-4o' } }];
    const pricing = {
      model: 'my-deployment',
      detail: 'low',
      tier: 'standard',
      origin: 'tilescope.json',
    } as const;
    await harness.post({ type: 'state', state: state({ layers, pricing }) });
    await harness.page.waitForFunction(() => document.getElementById('tokens')!.textContent === '85');
    assert.match(await harness.page.locator('.origin').innerText(), /From tilescope\.json/);
  });

  it('draws a grid of more than 10,000 patches, and names each of them', async () => {
    const layers = [
      {
        origin: 'test',
        models: {
          'huge-1': {
            rule: { family: 'grok-patch', patch: 14, perImage: 0 },
            prices: { input: 1 },
          },
        },
      },
    ];
    const pricing = { model: 'huge-1', detail: undefined, tier: 'standard', origin: 'test' } as const;
    const pictures = [picture('screenshots/landing-full.png', { width: 1280, height: 7200 })];
    await open({ state: state({ layers, pricing, pictures }) });
    assert.equal(await tokens(), '47,380');
    await stage().focus();
    await harness.page.keyboard.press('1');
    await harness.page.keyboard.press('ArrowRight');
    await harness.page.keyboard.press('ArrowDown');
    assert.match(await harness.page.locator('#live').innerText(), /^Patch 93 of 47,380 · column 1, row 2/);
    assert.deepEqual(await harness.wrong(), []);
  });
});
