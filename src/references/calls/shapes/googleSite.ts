import type { RequestBody } from '../request';
import type { Site } from '../site';
import type { ObjectEntry, Value } from '../value';
import { chain, clientOf, providerOfCallee } from './client';
import { argument, get, objectOf, optionsOf } from './look';

const modelNames = ['model', 'model_name', 'modelName'] as const;
const configNames = ['config', 'generationConfig', 'generation_config'] as const;
const systemNames = ['systemInstruction', 'system_instruction'] as const;

/**
 * `ai.models.generateContent({model, contents})`, `client.models.generate_content(model=…)`; of the older SDKs
 * `model.generateContent([…])`, where the model is what was made before; and what is said in a chat.
 */
export function googleRequests(site: Site): readonly (RequestBody | undefined)[] {
  const options = optionsOf(site.args, site.span);
  const [first] = site.args.positional;
  const contents = get(options, 'contents', 'message', 'content') ?? first;
  if (!contents) return [];
  const links = chain(site.root);
  const before = (names: readonly string[], position?: number): Value | undefined => {
    for (const link of links) {
      const found = argument(link, link.callee.endsWith('Model') ? position : undefined, ...names);
      if (found) return found;
    }
    return undefined;
  };
  const model = get(options, 'model') ?? before(modelNames, 0);
  const config = get(options, ...configNames) ?? before(configNames);
  const system = get(options, ...systemNames) ?? before(systemNames);
  const client = clientOf(site.root, site.fullName);
  const open = objectOf(options)?.open;
  const body: Value = {
    kind: 'object',
    span: options?.span ?? site.span,
    entries: [
      entry('contents', contents),
      ...(model ? [entry('model', model)] : []),
      ...(config ? [entry('config', config)] : []),
      ...(system ? [entry('systemInstruction', system)] : []),
    ],
    ...(open && { open }),
  };
  const root = site.root;
  // The older SDKs' model, where it comes from somewhere else.
  const isElsewhere = !model && !open && site.members.length === 1 && links.length === 0;
  return [
    {
      api: 'google.generate',
      body,
      callee: site.callee,
      span: site.span,
      statement: site.statement,
      provider: client.provider,
      ...(client.baseUrl !== undefined && { baseUrl: client.baseUrl }),
      ...(isElsewhere && { model: root }),
      spelling: site.language,
    },
  ];
}

function entry(key: string, value: Value): ObjectEntry {
  return { key, keySpan: value.span, value };
}

/** Messages are sent by many: a chat is one that Google's SDK made. */
export function isGoogleChat(root: Value): boolean {
  return chain(root).some(link => /^(?:google|vertex)$/.test(providerOfCallee(link.callee) ?? ''));
}
