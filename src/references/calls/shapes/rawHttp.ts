import type { VisionCall } from '../call';
import type { RequestBody } from '../request';
import type { Site } from '../site';
import type { Value } from '../value';
import { apiOfUrl, guessApi, readBody } from './body';
import { chain, textWithStars } from './client';
import { formOf } from './multipart';
import { argument, get, isGiven, lastName, stringOf, type ValueOf } from './look';

/** A request that is sent with `fetch`, `axios`, `requests`, `httpx`, `got`, `ky` and their like. */
export function readHttp(site: Site): VisionCall | undefined {
  const url = urlOf(site);
  const body = bodyOf(site);
  if (!body) return undefined;
  const address = addressOf(site, url);
  const endpoint = address === undefined ? undefined : apiOfUrl(address);
  const api = endpoint?.api ?? guessed(body, address);
  if (!api) return undefined;
  const isOne = endpoint?.model !== undefined && url?.kind !== 'choice';
  const model = isOne ? undefined : modelIn(url);
  const named = isOne ? endpoint.model : undefined;
  const request: RequestBody = {
    api,
    body,
    callee: site.callee,
    span: site.span,
    statement: site.statement,
    provider: endpoint?.provider,
    ...(address !== undefined && /^https?:/.test(address) && { baseUrl: address }),
    ...(named !== undefined && url && { model: { kind: 'string', text: named, span: url.span } }),
    ...(model && { model }),
    spelling: site.language,
  };
  return readBody(request);
}

/** Node's own: `const req = https.request({hostname, path}, …); req.write(body)`. */
export function readNodeHttp(site: Site): VisionCall | undefined {
  const { root } = site;
  if (root.kind !== 'made' || !/^https?\.request$/.test(root.callee)) return undefined;
  const [first] = root.args.positional;
  const [written] = site.args.positional;
  const body = written && decoded(written);
  if (!first || !body) return undefined;
  const path = textWithStars(get(first, 'path'));
  const url = first.kind === 'object' ? `https://${nameOf(first)}${path ?? ''}` : textWithStars(first);
  const endpoint = url === undefined ? undefined : apiOfUrl(url);
  if (!endpoint) return undefined;
  return readBody({
    api: endpoint.api,
    body,
    callee: site.callee,
    span: site.span,
    statement: site.statement,
    provider: endpoint.provider,
    ...(url !== undefined && { baseUrl: url }),
    ...(endpoint.model !== undefined && {
      model: { kind: 'string', text: endpoint.model, span: first.span },
    }),
    spelling: site.language,
  });
}

function nameOf(options: Value): string {
  return textWithStars(get(options, 'hostname', 'host')) ?? '*';
}

/** Of a host that is not known, only what says all that a model is asked. */
function guessed(body: Value, address: string | undefined): RequestBody['api'] | undefined {
  const api = guessApi(body);
  if (api === 'vercel.ai') return undefined;
  const isOpen = address === undefined || /^\**$/.test(address);
  return isOpen || (api && isGiven(get(body, 'model'))) ? api : undefined;
}

function urlOf(site: Site): Value | undefined {
  const { args } = site;
  const named = args.named.get('url') ?? args.named.get('endpoint');
  if (named) return named;
  const [first, second] = args.positional;
  if (first?.kind === 'object') return get(first, 'url', 'uri');
  // `requests.request("POST", url)`.
  const isMethod = first?.kind === 'string' && /^(?:POST|PUT|PATCH|GET)$/i.test(first.text);
  return isMethod ? second : first;
}

/** With the base of a client that has one: `axios.create({baseURL})`, `httpx.Client(base_url=…)`. */
function addressOf(site: Site, url: Value | undefined): string | undefined {
  const text = textWithStars(url);
  if (text === undefined || /^[a-z]+:\/\//i.test(text)) return text;
  const [client] = chain(site.root);
  const given = client && argument(client, undefined, 'baseURL', 'base_url', 'baseUrl', 'prefixUrl');
  const base = textWithStars(given);
  return base === undefined ? text : `${base.replace(/\/$/, '')}/${text.replace(/^\//, '')}`;
}

const bodyKeys = ['json', 'body', 'data', 'payload', 'content'] as const;

function bodyOf(site: Site): Value | undefined {
  const { args } = site;
  const form = formOf(site);
  if (form) return form;
  for (const key of bodyKeys) {
    const named = args.named.get(key);
    const body = named && decoded(named);
    if (body) return body;
  }
  const [first, second] = args.positional;
  const options = first?.kind === 'object' ? first : second;
  if (!options) return undefined;
  for (const key of bodyKeys) {
    const value = get(options, key);
    const body = value && decoded(value);
    if (body) return body;
  }
  // `axios.post(url, body)`.
  return options === second ? decoded(options) : undefined;
}

/** What was written as JSON, if it was; `undefined` for what is no request. */
export function decoded(value: Value, depth = 0): Value | undefined {
  if (value.kind === 'object') return value;
  if (value.kind === 'choice') {
    const options = value.options.map(option => decoded(option, depth) ?? option);
    return options.some(option => option.kind === 'object') ? { ...value, options } : undefined;
  }
  if (value.kind !== 'made' || depth > 4) return undefined;
  if (/^(?:stringify|dumps|serialize|Request|json|encode)$/.test(lastName(value.callee))) {
    const inner = value.args.positional[0] ?? value.of;
    return inner && decoded(inner, depth + 1);
  }
  return undefined;
}

/** `…/models/${model}:generateContent`. */
function modelIn(url: Value | undefined): Value | undefined {
  if (url?.kind === 'choice') return choiceOf(url);
  if (url?.kind !== 'text') return undefined;
  const before = url.parts.findIndex(
    part => part.kind === 'string' && /\/(?:models|deployments)\/$/.test(stringOf(part) ?? ''),
  );
  return before < 0 ? undefined : url.parts[before + 1];
}

/** The models of several addresses, where each has one: a loop over names. */
function choiceOf(url: ValueOf<'choice'>): Value | undefined {
  const options = url.options.map(option => modelIn(option) ?? namedBy(option));
  return options.every(option => option !== undefined) ? { ...url, options } : undefined;
}

function namedBy(url: Value): Value | undefined {
  const address = textWithStars(url);
  const model = address === undefined ? undefined : apiOfUrl(address)?.model;
  return model === undefined ? undefined : { kind: 'string', text: model, span: url.span };
}
