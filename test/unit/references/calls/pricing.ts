import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Registry } from '../../../../src/core/models/registry';
import type { RegistryLayer } from '../../../../src/core/models/registry';
import type { Tier } from '../../../../src/core/money';
import { neverCancelled } from '../../../../src/host/host';
import { NodeFileHost } from '../../../../src/host/nodeFiles';
import { FactsCache } from '../../../../src/images/factsCache';
import { findCalls } from '../../../../src/references/calls/findCalls';
import { priceCall } from '../../../../src/references/calls/price/priceCall';
import type { PricedCall } from '../../../../src/references/calls/price/pricedCall';
import { countTextTokens } from '../../../../src/references/calls/textTokens';

const examples = path.join(__dirname, '../../../../examples');
const files = new NodeFileHost();
const facts = new FactsCache(files);

/** The calls of a text that stands in `examples/src`, priced as the editor prices them. */
export async function pricedCalls(
  text: string,
  options: {
    readonly fileName?: string;
    readonly layers?: readonly RegistryLayer[];
    readonly tier?: Tier;
  } = {},
): Promise<readonly PricedCall[]> {
  const { fileName = 'unnamed.ts', layers = [], tier = 'standard' } = options;
  const place = {
    document: pathToFileURL(`${examples}/src/${fileName}`).toString(),
    folder: pathToFileURL(examples).toString(),
    roots: [],
  };
  const services = {
    files,
    facts,
    registry: new Registry(layers),
    today: () => '2026-11-24',
    countText: (content: string) => Promise.resolve(countTextTokens(content)),
  };
  const pricing = {
    model: 'gpt-5.4-mini',
    detail: undefined,
    tier,
    origins: { model: 'default', detail: 'default', tier: 'settings' },
  };
  const calls = await findCalls(text, '', { fileName });
  const priced: PricedCall[] = [];
  for (const call of calls) priced.push(await priceCall(call, place, pricing, services, neverCancelled));
  return priced;
}

/** The only call of a text. */
export async function pricedCall(
  text: string,
  options: Parameters<typeof pricedCalls>[1] = {},
): Promise<PricedCall> {
  const all = await pricedCalls(text, options);
  const [only] = all;
  if (only === undefined || all.length > 1) throw new Error(`${String(all.length)} calls`);
  return only;
}

/** Two helpers, then a call of the Responses API with these parts. */
export function asking(parts: string, model = `'gpt-5.4-mini'`, before = '', after = ''): string {
  return `
import { readFileSync, readdirSync } from 'node:fs';
import OpenAI from 'openai';
const client = new OpenAI();
const data = (file: string) => 'data:image/png;base64,' + readFileSync(file, 'base64');
const image = (file: string, detail: 'low' | 'high' | 'auto' = 'high') =>
  ({ type: 'input_image', image_url: data(file), detail });
${before}
const answer = await client.responses.create({
  model: ${model},
  input: [{ role: 'user', content: [${parts}] }],${after}
});
`;
}
