import assert from 'node:assert/strict';
import { environment, made, module, parameter, read, text, type Raw } from './shapesValues';

const openai = made('openai.OpenAI');
const image = (value: string): object => ({ type: 'input_image', image_url: value });
const responses = (parts: readonly unknown[], more: object, root: Raw): ReturnType<typeof read> =>
  read('client.responses.create', {
    args: [{ model: 'gpt-5.2', input: [{ role: 'user', content: parts }], ...more }],
    root,
  });

describe('clients', () => {
  const provider = (root: Raw): string | undefined =>
    responses([image('https://x.example/a')], {}, root).call.provider;
  const based = (url: unknown): Raw => made('openai.OpenAI', [{ baseURL: url }]);
  const cases: readonly (readonly [string, Raw, string | undefined])[] = [
    ['OpenAI', openai, 'openai'],
    ['the default export', made('openai.default'), 'openai'],
    ['the module', module('openai'), 'openai'],
    ['AsyncOpenAI', made('openai.AsyncOpenAI', [], { api_key: parameter() }), 'openai'],
    ['Azure', made('openai.AzureOpenAI', [], { azure_endpoint: environment('ENDPOINT') }), 'azure'],
    ['Azure by its address', based('https://mine.openai.azure.com/openai/v1/'), 'azure'],
    ['OpenRouter', based('https://openrouter.ai/api/v1'), 'openrouter'],
    ['Together', made('openai.OpenAI', [], { base_url: 'https://api.together.xyz/v1' }), 'together'],
    ['Google', based('https://generativelanguage.googleapis.com/v1beta/openai/'), 'google'],
    ['a machine', based('http://localhost:8000/v1'), 'compatible'],
    ['the environment', based(environment('BASE_URL')), 'compatible'],
    ['an unknown part of an address', based(text('https://', parameter(), '/v1')), 'compatible'],
    ['none stated', based(null), 'openai'],
    ['a wrapper', made('langsmith.wrappers.wrap_openai', [made('openai.OpenAI')]), 'openai'],
    ['options', made('openai.OpenAI.with_options', [], { timeout: 3 }, based('https://api.x.ai/v1')), 'xai'],
    ['a parameter', parameter('client'), undefined],
  ];
  for (const [what, root, expected] of cases)
    it(`of ${what}`, () => {
      assert.equal(provider(root), expected);
    });

  it('have a deployment in place of a model', () => {
    const root = made('openai.AzureOpenAI', [], { azure_deployment: 'my-gpt' });
    const messages = [{ content: [{ type: 'image_url', image_url: { url: 'https://x.example/a' } }] }];
    const { call } = read('client.chat.completions.create', { named: { messages }, root });
    assert.equal(call.model.kind === 'stated' && call.model.value, 'my-gpt');
  });
});
