import assert from 'node:assert/strict';
import { Registry } from '../../../../src/core/models/registry';
import type { ImageFacts } from '../../../../src/images/facts';
import { estimateFacts } from '../../../../src/references/assess';
import { countTextTokens } from '../../../../src/references/calls/textTokens';
import type { Endpoint } from '../../../../src/vision/endpoint';
import { priceQuestion } from '../../../../src/vision/price/question';
import type { Question, QuestionPrice } from '../../../../src/vision/price/question';
import { sellerOf } from '../../../../src/vision/price/seller';

const today = '2026-11-27';

const openai: Endpoint = {
  id: 'openai',
  name: 'OpenAI',
  api: 'responses',
  baseUrl: 'https://api.openai.com/v1',
  needsKey: true,
};
const proto: Endpoint = { ...openai, id: 'proto', name: 'GPT Proto', baseUrl: 'https://gptproto.example/v1' };
const ollama: Endpoint = {
  ...openai,
  id: 'ollama',
  name: 'Ollama',
  api: 'chat',
  baseUrl: 'http://127.0.0.1:11434/v1',
  needsKey: false,
};

const registry = new Registry([
  {
    origin: 'settings',
    providers: {
      gptproto: {
        name: 'GPT Proto',
        models: { 'gpt-5.2': { input: 1, cachedInput: 0.1, output: 8 } },
      },
    },
  },
]);

const screen: ImageFacts = {
  format: 'png',
  width: 1440,
  height: 900,
  orientation: 1,
  animated: false,
  bytes: 100_000,
  warnings: [],
};

function ask(
  model: string,
  endpoint: Endpoint,
  more: Partial<Question> = {},
  facts: readonly (ImageFacts | undefined)[] = [screen],
): Promise<QuestionPrice> {
  const question: Question = {
    seller: sellerOf(model, endpoint, registry),
    tier: 'standard',
    pictures: facts.map((one, i) => ({ name: `${String(i + 1)}.png`, facts: one, detail: 'high' })),
    texts: ['Describe this mockup.'],
    output: [100, 1000],
    maxOutputTokens: undefined,
    today,
    ...more,
  };
  return priceQuestion(question, text => Promise.resolve(countTextTokens(text)));
}

/** `priceQuestion` on a model whose prices are round numbers: input 2, output 10 a million. */
const round = new Registry([
  {
    origin: 'settings',
    models: {
      'test-model': {
        extends: 'gpt-5.2',
        prices: { input: 2, output: 10, longContext: { aboveInputTokens: 2000, input: 4, output: 30 } },
      },
    },
  },
]);

describe('the price of a question', () => {
  it('has the very image tokens every other face shows', async () => {
    const lookup = registry.find('gpt-5.2');
    assert.ok(lookup.found);
    const face = estimateFacts(screen, lookup.model, 'high', 'standard', today);
    assert.equal(face.outcome, 'counted');
    const { imageTokens, textTokens, textExact, unknown } = await ask('gpt-5.2', openai, {}, [
      screen,
      screen,
    ]);
    assert.equal(imageTokens, 2 * face.tokens);
    assert.equal(textTokens, countTextTokens('Describe this mockup.'));
    assert.equal(textExact, true);
    assert.equal(unknown, undefined);
  });

  it('goes from the shortest answer to the longest, and no further than its limit', async () => {
    const seller = { model: foundIn(round, 'test-model') };
    const price = await ask('gpt-5.2', openai, { seller });
    const input = ((price.imageTokens ?? 0) + price.textTokens) * 2;
    assert.ok(price.usd);
    assert.deepEqual(
      price.usd.map(usd => Math.round(usd * 1e6)),
      [input + 1000, input + 10_000],
    );
    assert.equal(Math.round((price.inputUsd ?? 0) * 1e6), input);
    const limited = await ask('gpt-5.2', openai, { seller, maxOutputTokens: 300 });
    assert.deepEqual(limited.output, [100, 300]);
  });

  it('is the long-context one where the request is so long, for all of it', async () => {
    const seller = { model: foundIn(round, 'test-model') };
    const price = await ask('gpt-5.2', openai, { seller }, [screen, screen]);
    const input = ((price.imageTokens ?? 0) + price.textTokens) * 4;
    assert.deepEqual(
      price.usd?.map(usd => Math.round(usd * 1e6)),
      [input + 3000, input + 30_000],
    );
  });

  it('is the reseller’s where the endpoint says so', async () => {
    const price = await ask('gpt-5.2', { ...proto, priceAs: 'gptproto' });
    const input = (price.imageTokens ?? 0) + price.textTokens;
    assert.deepEqual(
      price.usd?.map(usd => Math.round(usd * 1e6)),
      [input + 800, input + 8000],
    );
    assert.deepEqual(price.remarks, []);
  });

  it('is the vendor’s list price elsewhere, and says so', async () => {
    const price = await ask('gpt-5.2', proto);
    assert.ok(price.usd);
    assert.match(price.remarks.join(), /OpenAI's list price; GPT Proto may charge another/);
    assert.deepEqual((await ask('gpt-5.2', openai)).remarks, []);
  });

  it('is none where the reseller is not known', async () => {
    const price = await ask('gpt-5.2', { ...proto, priceAs: 'elsewhere' });
    assert.equal(price.usd, null);
    assert.match([...price.remarks, price.unknown].join(), /elsewhere/);
  });

  it('is none on this machine, and the tokens are known all the same where the model is', async () => {
    const price = await ask('gpt-5.2', ollama);
    assert.ok(price.imageTokens);
    assert.equal(price.usd, null);
    assert.equal(price.inputUsd, null);
    assert.deepEqual(price.remarks, ['Ollama runs on this machine: no price.']);
    assert.deepEqual(
      price.warnings.filter(({ code }) => code === 'price-unknown'),
      [],
    );
  });

  it('is not guessed for a model nobody knows: the nearest are named', async () => {
    const price = await ask('gpt-5.22', openai);
    assert.equal(price.imageTokens, null);
    assert.equal(price.usd, null);
    assert.match(price.unknown ?? '', /"gpt-5\.22" is not a known model\. Nearest: .*gpt-5\.2/);
    assert.equal(price.textExact, false);
  });

  it('is not known while a picture is not', async () => {
    const price = await ask('gpt-5.2', openai, {}, [screen, undefined]);
    assert.equal(price.imageTokens, null);
    assert.equal(price.usd, null);
    assert.match(price.unknown ?? '', /^2\.png was not read/);
  });

  it('says which picture the provider would refuse', async () => {
    const price = await ask('gpt-5.2', openai, {}, [screen, { ...screen, format: 'tiff' }]);
    assert.equal(price.refused.length, 1);
    assert.match(price.refused[0] ?? '', /^2\.png: OpenAI does not take TIFF/);
  });

  it('counts text by another tokenizer only about', async () => {
    assert.equal((await ask('claude-sonnet-5-5', proto)).textExact, false);
  });
});

function foundIn(
  models: Registry,
  name: string,
): Extract<ReturnType<Registry['find']>, { found: true }>['model'] {
  const lookup = models.find(name);
  assert.ok(lookup.found);
  return lookup.model;
}
