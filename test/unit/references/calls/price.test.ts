import assert from 'node:assert/strict';
import { asking, pricedCall, pricedCalls } from './pricing';

/** 1,440 × 900 on gpt-5.4-mini. */
const desktop = 1566;
/** 1,170 × 2,532 on gpt-5.4-mini. */
const phone = 2304;

describe('what a call costs', () => {
  it('is its pictures, each at the detail the call states', async () => {
    const { totals, images } = await pricedCall(
      asking(`image('mockups/cart.png'), image('mockups/mobile-home.png')`),
    );
    assert.deepEqual(totals.tokens, [desktop + phone, desktop + phone]);
    assert.deepEqual(
      images.map(({ tokens }) => tokens?.[0]),
      [desktop, phone],
    );
    assert.equal(totals.requests, 1);
    assert.deepEqual(totals.images, [2, 2]);
    // $0.75 a million.
    assert.deepEqual(
      totals.costUsd?.map(usd => Number(usd.toFixed(7))),
      [0.0029025, 0.0029025],
    );
  });

  it('is at the tier the call states, and otherwise at that of the settings', async () => {
    const one = `image('mockups/cart.png')`;
    const standard = await pricedCall(asking(one));
    const flex = await pricedCall(asking(one, undefined, '', ` service_tier: 'flex',`));
    const settings = await pricedCall(asking(one), { tier: 'batch' });
    const auto = await pricedCall(asking(one, undefined, '', ` service_tier: 'auto',`), { tier: 'batch' });
    const usd = standard.totals.costUsd?.[0] ?? NaN;
    assert.equal(flex.totals.costUsd?.[0], usd / 2);
    assert.equal(flex.tierOrigin, 'the call');
    assert.equal(settings.totals.costUsd?.[0], usd / 2);
    assert.equal(settings.tierOrigin, 'settings');
    assert.equal(auto.tier, 'batch');
  });

  it('is a request for each round of a loop', async () => {
    const { totals } = await pricedCall(`
import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
const client = new OpenAI();
for (const file of ['mockups/cart.png', 'mockups/mobile-home.png', 'mockups/checkout.png']) {
  await client.responses.create({
    model: 'gpt-5.4-mini',
    input: [{ role: 'user', content: [
      { type: 'input_image', image_url: 'data:image/png;base64,' + readFileSync('mockups/cart.png', 'base64'), detail: 'high' },
      { type: 'input_image', image_url: 'data:image/png;base64,' + readFileSync(file, 'base64'), detail: 'high' },
    ] }],
  });
}`);
    assert.equal(totals.requests, 3);
    assert.deepEqual(totals.images, [6, 6]);
    const all = 3 * desktop + (desktop + phone + desktop);
    assert.deepEqual(totals.tokens, [all, all]);
    assert.equal(totals.requestTokens, desktop + phone);
    assert.equal(totals.requestImages, 2);
  });

  it('is between its branches where one of two pictures is sent', async () => {
    const { totals } = await pricedCall(
      asking(`image(process.argv[2] ? 'mockups/cart.png' : 'mockups/mobile-home.png')`),
    );
    assert.deepEqual(totals.tokens, [desktop, phone]);
    assert.deepEqual(totals.images, [1, 1]);
    assert.equal(totals.requests, 1);
  });

  it('may be without a picture that is sent by a condition', async () => {
    const { totals } = await pricedCall(
      asking(`image('mockups/cart.png'), ...(wanted ? [image('mockups/mobile-home.png')] : [])`),
    );
    assert.deepEqual(totals.tokens, [desktop, desktop + phone]);
    assert.deepEqual(totals.images, [1, 2]);
  });

  it('counts what a glob finds now, and says that it is about that', async () => {
    const { totals, images } = await pricedCall(
      asking(
        `...files.map(file => image(file))`,
        undefined,
        `const files = readdirSync('mockups').map(name => 'mockups/' + name);`,
      ),
    );
    assert.ok(totals.approximate);
    assert.ok(images[0]?.approximate);
    assert.ok(images[0].pictures.length >= 5);
    assert.equal(totals.images[0], images[0].pictures.length);
  });

  it('has no number for a model that is not known, and invents none', async () => {
    const { model, totals } = await pricedCall(asking(`image('mockups/cart.png')`, `'gpt-99'`));
    assert.ok(model.kind === 'unknown-name' && model.lookup.nearest.length > 0);
    assert.equal(totals.tokens, undefined);
    assert.equal(totals.costUsd, undefined);
  });

  it("is for the code's own default where the environment may say otherwise", async () => {
    const { model, totals } = await pricedCall(
      asking(`image('mockups/cart.png')`, `process.env.MODEL ?? 'gpt-5.4-mini'`),
    );
    assert.ok(model.kind === 'fallback');
    assert.equal(model.variable, 'MODEL');
    assert.deepEqual(totals.tokens, [desktop, desktop]);
  });

  it('has no number where nothing says which model', async () => {
    const { model, totals } = await pricedCall(asking(`image('mockups/cart.png')`, `process.env.MODEL`));
    assert.ok(model.kind === 'unstated' && model.reason?.kind === 'environment');
    assert.equal(totals.tokens, undefined);
  });

  it('says nothing of what a model that is not known would refuse', async () => {
    const { totals, images } = await pricedCall(
      asking(`image('print/trail-map-poster.png'), image('photos/bowls.avif')`, `'gpt-99'`),
    );
    assert.deepEqual([totals.refused, totals.unknown], [0, 2]);
    assert.deepEqual(
      images.map(({ why }) => why),
      [undefined, undefined],
    );
  });

  it('is from the cheaper to the dearer of two models', async () => {
    const { model, totals } = await pricedCall(
      asking(`image('mockups/cart.png')`, `fast ? 'gpt-5' : 'gpt-5.4-mini'`),
    );
    assert.ok(model.kind === 'choice');
    assert.deepEqual(model.asked, ['gpt-5', 'gpt-5.4-mini']);
    assert.deepEqual(totals.tokens, [910, desktop]);
  });

  it("is for a deployment's model by the user's own names", async () => {
    const { model, totals } = await pricedCall(asking(`image('mockups/cart.png')`, `'our-vision'`), {
      layers: [{ origin: 'tilescope.json', aliases: { 'our-vision': 'gpt-5' } }],
    });
    assert.ok(model.kind === 'known');
    assert.deepEqual(totals.tokens, [910, 910]);
  });

  it('tells apart what has no number', async () => {
    const { totals, images } = await pricedCall(
      asking(
        [
          `image('mockups/nothing-here.png')`,
          `image('photos/broken-download.jpg')`,
          `image('scans/delivery-note.tiff')`,
          `image(given)`,
          `image('mockups/cart.png')`,
        ].join(', '),
      ),
    );
    assert.deepEqual([totals.missing, totals.unreadable, totals.refused, totals.unknown], [1, 1, 1, 1]);
    assert.deepEqual(totals.tokens, [desktop, desktop]);
    assert.equal(images[0]?.why, 'no such file');
    assert.match(images[2]?.why ?? '', /TIFF/);
    assert.match(images[3]?.why ?? '', /`given`/);
  });

  it('is between all levels where the detail is not known', async () => {
    const { totals } = await pricedCall(
      asking(
        `{ type: 'input_image', image_url: data('photos/IMG_2041.jpg'), detail: process.env.DETAIL }`,
        `'gpt-6-astra'`,
      ),
    );
    assert.ok((totals.tokens?.[0] ?? 0) < 2942);
    assert.equal(totals.tokens?.[1], 14364);
  });

  it('bills long requests at the long rate, all of them', async () => {
    const part = `{ type: 'input_image', image_url: data('photos/IMG_2041.jpg'), detail: 'original' }`;
    const one = await pricedCall(asking(part, `'gpt-6-astra'`));
    const many = await pricedCall(asking(Array.from({ length: 30 }, () => part).join(','), `'gpt-6-astra'`));
    assert.equal(many.totals.tokens?.[0], 30 * 14364);
    assert.ok((many.totals.costUsd?.[0] ?? 0) > 30 * (one.totals.costUsd?.[0] ?? Infinity) * 1.4);
  });

  it('counts the text of the prompt apart, with the tokenizer of the model where there is one', async () => {
    const said = `{ type: 'input_text', text: 'Where will a first-time customer hesitate?' }, image('mockups/cart.png')`;
    const own = await pricedCall(asking(said));
    assert.deepEqual(
      { tokens: own.text?.tokens, exact: own.text?.exact, partial: own.text?.partial },
      { tokens: 8, exact: true, partial: false },
    );
    assert.deepEqual(own.totals.tokens, [desktop, desktop]);
    const other = await pricedCall(asking(said, `'grok-4'`));
    assert.equal(other.text?.exact, false);
    const filled = await pricedCall(
      asking(`{ type: 'input_text', text: \`Hello \${name}\` }, image('mockups/cart.png')`),
    );
    assert.equal(filled.text?.partial, true);
  });

  it('is the price list for pictures that are made', async () => {
    const [made, left] = await pricedCalls(`
import OpenAI from 'openai';
const client = new OpenAI();
await client.images.generate({ model: 'gpt-image-1', prompt: 'A mug', size: '1024x1024', quality: 'high', n: 2 });
await client.images.generate({ model: 'gpt-image-1', prompt: 'A mug' });
`);
    // 4,160 output tokens at $40 a million.
    assert.equal(made?.output?.count, 2);
    assert.equal(made.output.tokens, 2 * 4160);
    assert.ok(Math.abs((made.output.costUsd ?? 0) - 2 * 0.1664) < 0.01);
    assert.equal(left?.output?.costUsd, undefined);
    assert.match(left?.output?.why ?? '', /left to the model/);
  });

  it('does not price a picture that the program changes first', async () => {
    const { images, totals } = await pricedCall(`
import OpenAI from 'openai';
import sharp from 'sharp';
const client = new OpenAI();
const small = await sharp('photos/IMG_2041.jpg').resize(512).toBuffer();
await client.responses.create({
  model: 'gpt-5.4-mini',
  input: [{ role: 'user', content: [
    { type: 'input_image', image_url: \`data:image/jpeg;base64,\${small.toString('base64')}\`, detail: 'high' },
  ] }],
});`);
    assert.equal(images[0]?.tokens, undefined);
    assert.match(images[0]?.why ?? '', /resize/);
    assert.equal(totals.unknown, 1);
  });
});
