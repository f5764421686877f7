import anthropic from './data/anthropic.json';
import google from './data/google.json';
import limitsJson from './data/limits.json';
import meta from './data/meta.json';
import mistral from './data/mistral.json';
import openai from './data/openai.json';
import qwen from './data/qwen.json';
import xai from './data/xai.json';
import type { Limits, Model, ProviderFile } from './model';

// The files are checked against registry.schema.json by a test, which is what makes these casts safe.
const files = [openai, anthropic, google, xai, mistral, qwen, meta] as unknown as readonly ProviderFile[];
const { $schema: _, ...limits } = limitsJson;
const limitsByName = limits as unknown as Readonly<Record<string, Limits>>;

export const providerNames: Readonly<Record<string, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  google: 'Google',
  xai: 'xAI',
  mistral: 'Mistral',
  qwen: 'Qwen',
  meta: 'Meta',
};

/** Every model Tilescope knows by itself, newest of each provider first. */
export const builtInModels: readonly Model[] = files.flatMap(file =>
  file.models.map(data => ({
    ...data,
    provider: file.provider,
    providerName: providerNames[file.provider] ?? file.provider,
    asOf: file.asOf,
    limitsData: data.limits === undefined ? undefined : limitsByName[data.limits],
    origin: 'built-in',
  })),
);
