import assert from 'node:assert/strict';
import { discoverServers, usualPorts } from '../../../src/vision/discover';
import type { UsualPort } from '../../../src/vision/discover';
import { startOpenAiServer } from '../../openai-server/server';
import { ask, json, question, rawServer } from './asking';
import type { RawServer } from './asking';

const at = (port: number, id = 'own', path = '/v1'): UsualPort => ({ port, id, name: id, path });
const listing = (...models: readonly object[]): Promise<RawServer> =>
  rawServer(response => json(response, 200, { object: 'list', data: models }));

describe('model servers on this machine', () => {
  it('are found with their models, and can be asked at once', async () => {
    const server = await startOpenAiServer({ chunkDelayMs: 0, keys: [] });
    const { port } = new URL(server.origin);
    const [found, ...more] = await discoverServers({ ports: [at(Number(port), 'ollama')] });
    assert.ok(found !== undefined && more.length === 0);
    assert.deepEqual(found.endpoint, {
      id: 'ollama',
      name: 'ollama',
      api: 'chat',
      baseUrl: server.baseUrl,
      needsKey: false,
    });
    assert.ok(found.models.includes('gpt-4o'));
    const { error } = await ask(found.endpoint, { key: undefined, request: question({ model: 'gpt-4o' }) });
    await server.stop();
    assert.equal(error, undefined);
  });

  it('are not what only listens there', async () => {
    const strangers = await Promise.all([
      rawServer(response => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Jenkins</h1>')),
      rawServer(response => json(response, 404, { error: 'no' })),
      rawServer(response => json(response, 200, { data: 'none' })),
      rawServer(response => json(response, 200, { data: [{ name: 'not a model' }] })),
      rawServer(response => json(response, 200, null)),
      rawServer(response => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()),
      rawServer(response => response.destroy()),
      rawServer(response => response.end('x'.repeat(3_000_000))),
    ]);
    const found = await discoverServers({ ports: strangers.map(({ port }) => at(port)) });
    await Promise.all(strangers.map(stranger => stranger.stop()));
    assert.deepEqual(found, []);
  });

  it('are not waited for when they say nothing', async () => {
    const silent = await rawServer(() => undefined);
    const busy = await listing({ id: 'm' });
    const found = await discoverServers({ ports: [at(silent.port, 'a'), at(busy.port, 'b')], timeout: 1000 });
    await Promise.all([silent.stop(), busy.stop()]);
    assert.deepEqual(
      found.map(({ endpoint }) => endpoint.id),
      ['b'],
    );
  });

  it('say who they are, whoever is usual at the port, and are told apart', async () => {
    const servers = await Promise.all([
      listing({ id: 'a', owned_by: 'llamacpp' }),
      listing({ id: 'b', owned_by: 'vllm' }),
      listing({ id: 'c', owned_by: 'vllm' }),
      listing({ id: 'd', owned_by: 'constructor' }),
    ]);
    const found = await discoverServers({ ports: servers.map(({ port }) => at(port)) });
    await Promise.all(servers.map(server => server.stop()));
    assert.deepEqual(
      found.map(({ endpoint: { id, name } }) => [id, name]),
      [
        ['llamacpp', 'llama.cpp'],
        ['vllm', 'vLLM'],
        [`vllm-${servers[2].port}`, `vLLM (${servers[2].port})`],
        ['own', 'own'],
      ],
    );
  });

  it('may have no model yet', async () => {
    const ollama = await rawServer(response => json(response, 200, { object: 'list', data: null }));
    const [found] = await discoverServers({ ports: [at(ollama.port)] });
    await ollama.stop();
    assert.deepEqual(found?.models, []);
  });

  it('are sent no key, and only a question for their models', async () => {
    const server = await listing({ id: 'm' });
    await discoverServers({ ports: [at(server.port, 'docker', '/engines/v1')] });
    await server.stop();
    assert.deepEqual(
      server.requests.map(({ method, url, headers }) => [method, url, headers.authorization]),
      [['GET', '/engines/v1/models', undefined]],
    );
  });

  it('are looked for until the user has had enough', async () => {
    const abort = new AbortController();
    const silent = await rawServer(() => abort.abort());
    await assert.rejects(
      discoverServers({ ports: [at(silent.port)], timeout: 60_000, signal: abort.signal }),
      { name: 'AbortError' },
    );
    await silent.stop();
  });

  it('are looked for where they usually are', () => {
    const ports = new Map(usualPorts.map(({ name, port }) => [name, port]));
    assert.equal(ports.get('Ollama'), 11434);
    assert.equal(ports.get('LM Studio'), 1234);
    assert.equal(ports.get('vLLM'), 8000);
    assert.equal(ports.get('llama.cpp'), 8080);
    assert.equal(ports.size, new Set(ports.values()).size);
  });
});
