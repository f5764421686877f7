import assert from 'node:assert/strict';
import { createProvider } from '../../../src/vision/createProvider';
import type { Endpoint } from '../../../src/vision/endpoint';
import { VisionError } from '../../../src/vision/visionError';
import { startOpenAiServer, testKey } from '../../openai-server/server';
import type { OpenAiServer } from '../../openai-server/server';
import { endpointAt, json, rawServer } from './asking';

const modelsOf = (endpoint: Endpoint, key?: string): Promise<readonly string[]> =>
  createProvider(endpoint, { key: () => Promise.resolve(key) }).models(new AbortController().signal);

describe('the models an endpoint offers', () => {
  let server: OpenAiServer;
  before(async () => (server = await startOpenAiServer()));
  after(() => server.stop());

  it('are listed', async () => {
    for (const api of ['responses', 'chat'] as const) {
      const models = await modelsOf(endpointAt(server.baseUrl, api), testKey);
      assert.ok(models.includes('gpt-5.2') && models.includes('gpt-4o'));
    }
  });

  it('are asked for with a key where one is needed', async () => {
    await assert.rejects(modelsOf(endpointAt(server.baseUrl)), error => VisionError.is(error, 'no-key'));
    await assert.rejects(modelsOf(endpointAt(server.baseUrl), 'sk-other'), error =>
      VisionError.is(error, 'wrong-key'),
    );
  });

  it('are not taken from something that is not the API', async () => {
    for (const body of [{ models: [] }, [], 'hello', null]) {
      const raw = await rawServer(response => json(response, 200, body));
      await assert.rejects(modelsOf(endpointAt(raw.baseUrl, 'chat', { needsKey: false })), error =>
        VisionError.is(error, 'not-the-api'),
      );
      await raw.stop();
    }
  });

  it('may be none', async () => {
    const raw = await rawServer(response => json(response, 200, { object: 'list', data: [] }));
    assert.deepEqual(await modelsOf(endpointAt(raw.baseUrl, 'chat', { needsKey: false })), []);
    await raw.stop();
  });
});
