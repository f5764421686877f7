import * as vscode from 'vscode';
import { nearest } from '../../core/config/plainWords';
import { list } from '../../core/text';
import type { Endpoint } from '../../vision/endpoint';
import { isLoopback } from '../../vision/price/loopback';
import { isRecord } from '../../vision/prompts/strictSchema';
import { section, settings } from '../contributions';

/** VS Code's own language models: no address, no key, no bill that an extension sees. */
export const vscodeEndpoint: Endpoint = {
  id: 'vscode',
  name: 'VS Code’s models',
  api: 'chat',
  baseUrl: 'vscode:lm',
  needsKey: false,
};

export const openAiEndpoint: Endpoint = {
  id: 'openai',
  name: 'OpenAI',
  api: 'responses',
  baseUrl: 'https://api.openai.com/v1',
  keyVariable: 'OPENAI_API_KEY',
  needsKey: true,
};

/** What the settings say of an endpoint, as they say it. */
export interface EndpointSetting {
  readonly name?: string;
  readonly api: 'responses' | 'chat';
  readonly baseUrl: string;
  readonly keyVariable?: string;
  readonly needsKey?: boolean;
  readonly priceAs?: string;
}

const keys: readonly (keyof EndpointSetting)[] = [
  'name',
  'api',
  'baseUrl',
  'keyVariable',
  'needsKey',
  'priceAs',
];

export interface Endpoints {
  readonly all: readonly Endpoint[];
  /** Of the user's settings, a sentence each. */
  readonly problems: readonly string[];
}

/** What the user has set, and nobody else: a workspace's own words are not looked at. */
function ofUser(key: string): unknown {
  return vscode.workspace.getConfiguration(section, null).inspect(key)?.globalValue;
}

/** The endpoints that questions can go to, those that come with Tilescope first. */
export function readEndpoints(): Endpoints {
  const own = ofUser(settings.askEndpoints);
  const all = new Map([openAiEndpoint, vscodeEndpoint].map(endpoint => [endpoint.id, endpoint]));
  const problems: string[] = [];
  if (own !== undefined && own !== null && !isRecord(own))
    problems.push(`${section}.${settings.askEndpoints} must be an object of endpoints by name.`);
  for (const [id, value] of Object.entries(isRecord(own) ? own : {})) {
    const endpoint = endpointOf(id, value);
    if (typeof endpoint === 'string')
      problems.push(`${section}.${settings.askEndpoints}: ${id}: ${endpoint}`);
    else all.set(id, endpoint);
  }
  return { all: [...all.values()], problems };
}

/** The endpoint, or what is wrong with what is said of it. */
function endpointOf(id: string, value: unknown): Endpoint | string {
  if (id === vscodeEndpoint.id) return 'the name stands for VS Code’s own models; choose another.';
  if (!isRecord(value)) return 'must be an object with "baseUrl" and "api".';
  for (const key of Object.keys(value)) {
    if (keys.some(known => known === key)) continue;
    const near = nearest(key, keys);
    return `unknown key "${key}": ${near === undefined ? `known are ${list(keys)}.` : `did you mean "${near}"?`}`;
  }
  const { name, api, baseUrl, keyVariable, needsKey, priceAs } = value;
  if (api !== 'responses' && api !== 'chat') return '"api" must be "responses" or "chat".';
  if (typeof baseUrl !== 'string') return '"baseUrl" must be an address such as https://api.example.com/v1.';
  const wrong = wrongAddress(baseUrl);
  if (wrong !== undefined) return wrong;
  const words = { name, keyVariable, priceAs };
  for (const [key, word] of Object.entries(words))
    if (word !== undefined && (typeof word !== 'string' || word === '')) return `"${key}" must be a text.`;
  if (needsKey !== undefined && typeof needsKey !== 'boolean') return '"needsKey" must be true or false.';
  return {
    id,
    name: typeof name === 'string' ? name : id,
    api,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    ...(typeof keyVariable === 'string' && { keyVariable }),
    needsKey: needsKey ?? !isLoopback(baseUrl),
    ...(typeof priceAs === 'string' && { priceAs }),
  };
}

/** Why no key is sent to an address, in a sentence; `undefined` where nothing is wrong with it. */
export function wrongAddress(baseUrl: string): string | undefined {
  if (!URL.canParse(baseUrl))
    return `"${baseUrl}" is no address: it must be like https://api.example.com/v1.`;
  const { protocol, username, password, search, hash } = new URL(baseUrl);
  if (protocol !== 'https:' && protocol !== 'http:')
    return `"${baseUrl}" must begin with https://, or with http:// on this machine.`;
  if (protocol === 'http:' && !isLoopback(baseUrl))
    return `"${baseUrl}" is not encrypted: keys and pictures go only to https addresses, or to this machine.`;
  if (username !== '' || password !== '')
    return 'the address holds a user name or a password: take it out; keys are set with “Tilescope: Set API Key”.';
  if (search !== '' || hash !== '') return 'the address must end with its path: no "?" and no "#".';
  return undefined;
}

/** The id that the user has chosen. */
export function chosenEndpoint(): string {
  const id = ofUser(settings.askEndpoint);
  return typeof id === 'string' && id !== '' ? id : openAiEndpoint.id;
}

export function findEndpoint(id: string): Endpoint | undefined {
  return readEndpoints().all.find(endpoint => endpoint.id === id);
}

export function originOf(endpoint: Endpoint): string {
  return URL.canParse(endpoint.baseUrl) ? new URL(endpoint.baseUrl).origin : endpoint.baseUrl;
}

/** Adds or replaces one, in the user's own settings. */
export async function saveEndpoint(id: string, setting: EndpointSetting): Promise<void> {
  const own = ofUser(settings.askEndpoints);
  await vscode.workspace
    .getConfiguration(section, null)
    .update(
      settings.askEndpoints,
      { ...(isRecord(own) ? own : {}), [id]: setting },
      vscode.ConfigurationTarget.Global,
    );
}

export async function chooseEndpoint(id: string): Promise<void> {
  await vscode.workspace
    .getConfiguration(section, null)
    .update(settings.askEndpoint, id, vscode.ConfigurationTarget.Global);
}
