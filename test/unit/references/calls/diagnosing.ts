import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Registry } from '../../../../src/core/models/registry';
import type { RegistryLayer } from '../../../../src/core/models/registry';
import { neverCancelled } from '../../../../src/host/host';
import { NodeFileHost } from '../../../../src/host/nodeFiles';
import { FactsCache } from '../../../../src/images/factsCache';
import { assess } from '../../../../src/references/assess';
import type { VisionCall } from '../../../../src/references/calls/call';
import type { Code } from '../../../../src/references/calls/diagnose/codes';
import { diagnose } from '../../../../src/references/calls/diagnose/diagnose';
import type { Finding } from '../../../../src/references/calls/diagnose/finding';
import { withIgnores } from '../../../../src/references/calls/diagnose/ignoreComments';
import { lookUp } from '../../../../src/references/calls/diagnose/lookUp';
import { findCalls } from '../../../../src/references/calls/findCalls';
import { priceCall } from '../../../../src/references/calls/price/priceCall';

export type LanguageId = 'typescript' | 'python' | 'json' | 'javascript' | 'yaml';

const extensions: Readonly<Record<LanguageId, string>> = {
  typescript: 'ts',
  javascript: 'js',
  python: 'py',
  json: 'json',
  yaml: 'yaml',
};

const examples = path.join(__dirname, '../../../../examples');
const folder = pathToFileURL(examples).toString();
const files = new NodeFileHost();
const facts = new FactsCache(files);
const today = '2026-11-24';
const pricing = {
  model: 'gpt-5.4-mini',
  detail: undefined,
  tier: 'standard',
  origins: { model: 'default', detail: 'default', tier: 'default' },
} as const;

export interface Diagnosed {
  readonly calls: readonly VisionCall[];
  readonly findings: readonly Finding[];
}

/** What is found in a text that stands in `examples/src`, by the same road as in the editor. */
export async function diagnosed(
  text: string,
  languageId: LanguageId = 'typescript',
  layers: readonly RegistryLayer[] = [],
): Promise<Diagnosed> {
  const fileName = `${examples}/src/unnamed.${extensions[languageId]}`;
  const place = { document: pathToFileURL(fileName).toString(), folder, roots: [] };
  const services = { files, facts, registry: new Registry(layers), today: () => today };
  const calls = await findCalls(text, languageId, { fileName });
  const priced = [];
  for (const call of calls) priced.push(await priceCall(call, place, pricing, services, neverCancelled));
  const seen = await lookUp(priced, {
    assess: reference => assess(reference, place, pricing, services, neverCancelled),
    list: uri => files.list(uri),
  });
  const found = priced.flatMap(one =>
    diagnose(one, text, { registry: services.registry, today, languageId, folder, seen }),
  );
  return { calls, findings: withIgnores(found, text, today) };
}

export async function findingsOf(
  code: Code,
  text: string,
  languageId: LanguageId = 'typescript',
): Promise<readonly Finding[]> {
  return (await diagnosed(text, languageId)).findings.filter(finding => finding.code === code);
}

/** A TypeScript file with one request of OpenAI's Responses API. */
export function responses(options: {
  readonly model?: string;
  readonly parts: readonly string[];
  readonly before?: string;
}): string {
  const { model = `'gpt-6-astra'`, parts, before = '' } = options;
  return [
    `import { readFileSync } from 'node:fs';`,
    `import OpenAI from 'openai';`,
    ``,
    `const client = new OpenAI();`,
    `const encoded = (path: string) => \`data:image/png;base64,\${readFileSync(path).toString('base64')}\`;`,
    before,
    `const answer = await client.responses.create({`,
    `  model: ${model},`,
    `  input: [`,
    `    {`,
    `      role: 'user',`,
    `      content: [`,
    `        { type: 'input_text', text: 'What is this?' },`,
    ...parts.map(part => `        ${part},`),
    `      ],`,
    `    },`,
    `  ],`,
    `});`,
    ``,
  ].join('\n');
}

/** A Python file with one request of Chat Completions. */
export function chat(options: {
  readonly model?: string;
  readonly parts: readonly string[];
  readonly client?: string;
  readonly imports?: string;
}): string {
  const { model = '"gpt-6-astra"', parts, client = 'OpenAI()', imports = 'import base64' } = options;
  return [
    imports,
    `from openai import AzureOpenAI, OpenAI`,
    ``,
    `client = ${client}`,
    ``,
    ``,
    `def encoded(path):`,
    `    with open(path, "rb") as file:`,
    `        return "data:image/png;base64," + base64.b64encode(file.read()).decode()`,
    ``,
    ``,
    `answer = client.chat.completions.create(`,
    `    model=${model},`,
    `    messages=[`,
    `        {`,
    `            "role": "user",`,
    `            "content": [`,
    `                {"type": "text", "text": "What is this?"},`,
    ...parts.map(part => `                ${part},`),
    `            ],`,
    `        }`,
    `    ],`,
    `)`,
    ``,
  ].join('\n');
}

/** A Python file with one request of Anthropic's. */
export function messages(options: { readonly model?: string; readonly sources: readonly string[] }): string {
  const { model = 'claude-sonnet-5-5', sources } = options;
  return [
    `import base64`,
    `import anthropic`,
    ``,
    `client = anthropic.Anthropic()`,
    `def encoded(path):`,
    `    return base64.b64encode(open(path, "rb").read()).decode()`,
    `answer = client.messages.create(`,
    `    model="${model}",`,
    `    max_tokens=1024,`,
    `    messages=[{"role": "user", "content": [`,
    ...sources.map(source => `        {"type": "image", "source": ${source}},`),
    `    ]}],`,
    `)`,
    ``,
  ].join('\n');
}
