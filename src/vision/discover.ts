import type { Endpoint } from './endpoint';

/** A port that a model server listens at when nobody has told it otherwise. */
export interface UsualPort {
  readonly port: number;
  /** Who is usual there. */
  readonly id: string;
  readonly name: string;
  /** `/v1`. */
  readonly path: string;
}

/** The servers' own documentation, as of 2026-11. */
export const usualPorts: readonly UsualPort[] = [
  { port: 11434, id: 'ollama', name: 'Ollama', path: '/v1' },
  { port: 1234, id: 'lmstudio', name: 'LM Studio', path: '/v1' },
  { port: 8000, id: 'vllm', name: 'vLLM', path: '/v1' },
  { port: 8080, id: 'llamacpp', name: 'llama.cpp', path: '/v1' },
  { port: 1337, id: 'jan', name: 'Jan', path: '/v1' },
  { port: 30000, id: 'sglang', name: 'SGLang', path: '/v1' },
  { port: 12434, id: 'docker', name: 'Docker Model Runner', path: '/engines/v1' },
];

/** Ports are shared; some servers say in the list of models who they are. */
const owners: Readonly<Record<string, Pick<UsualPort, 'id' | 'name'>>> = {
  library: { id: 'ollama', name: 'Ollama' },
  vllm: { id: 'vllm', name: 'vLLM' },
  llamacpp: { id: 'llamacpp', name: 'llama.cpp' },
  sglang: { id: 'sglang', name: 'SGLang' },
};

export interface FoundServer {
  readonly endpoint: Endpoint;
  /** As it names them; empty where none is loaded. */
  readonly models: readonly string[];
}

export interface DiscoverOptions {
  readonly ports?: readonly UsualPort[];
  /** Milliseconds for a port; 1,500. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** A list of models is read so far: whoever sends more is no model server. */
const longestList = 1024 * 1024;

/**
 * The servers on this machine that speak the API, in the order of the ports. Only for when the user asks: it connects
 * to every port. No key is sent, nothing is followed, and a server counts only if it lists models as the API does.
 * Rejects only when `signal` is aborted.
 */
export async function discoverServers(options: DiscoverOptions = {}): Promise<readonly FoundServer[]> {
  const { ports = usualPorts, timeout = 1500, signal } = options;
  const found = await Promise.all(ports.map(port => serverAt(port, timeout, signal)));
  signal?.throwIfAborted();
  return withOwnIds(found.filter(server => server !== undefined));
}

async function serverAt(
  usual: UsualPort,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<FoundServer | undefined> {
  // Most listen at IPv4's loopback alone, whatever `localhost` leads to first.
  const baseUrl = `http://127.0.0.1:${usual.port}${usual.path}`;
  const list = await modelsAt(
    `${baseUrl}/models`,
    AbortSignal.any([AbortSignal.timeout(timeout), ...(signal === undefined ? [] : [signal])]),
  );
  if (list === undefined) return undefined;
  const { id, name } = list.map(({ owner }) => ownerOf(owner)).find(owner => owner !== undefined) ?? usual;
  return {
    endpoint: { id, name, api: 'chat', baseUrl, needsKey: false },
    models: list.map(model => model.id),
  };
}

function ownerOf(owner: string | undefined): Pick<UsualPort, 'id' | 'name'> | undefined {
  return owner !== undefined && Object.hasOwn(owners, owner) ? owners[owner] : undefined;
}

interface ListedModel {
  readonly id: string;
  readonly owner: string | undefined;
}

/** `undefined` for whoever is not there, is too slow, or answers with something else: none of it is an error here. */
async function modelsAt(url: string, signal: AbortSignal): Promise<readonly ListedModel[] | undefined> {
  try {
    const response = await globalThis.fetch(url, {
      redirect: 'manual',
      headers: { accept: 'application/json' },
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      return undefined;
    }
    const text = await start(response.body);
    return text === undefined ? undefined : listed(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function start(body: AsyncIterable<Uint8Array> | null): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > longestList) return undefined;
  }
  return text;
}

function listed(body: unknown): readonly ListedModel[] | undefined {
  if (typeof body !== 'object' || body === null || !('data' in body)) return undefined;
  // Ollama without a model says `null`.
  const { data } = body;
  const entries: unknown = 'object' in body && body.object === 'list' && data === null ? [] : data;
  if (!Array.isArray(entries)) return undefined;
  const models = entries.map(modelOf);
  return models.every(model => model !== undefined) ? models : undefined;
}

function modelOf(entry: unknown): ListedModel | undefined {
  if (typeof entry !== 'object' || entry === null || !('id' in entry) || typeof entry.id !== 'string') {
    return undefined;
  }
  const owner = 'owned_by' in entry && typeof entry.owned_by === 'string' ? entry.owned_by : undefined;
  return { id: entry.id, owner };
}

/** Two of a kind are told apart by their ports. */
function withOwnIds(servers: readonly FoundServer[]): readonly FoundServer[] {
  return servers.map(server => {
    const { endpoint } = server;
    const first = servers.find(other => other.endpoint.id === endpoint.id);
    if (first === server) return server;
    const { port } = new URL(endpoint.baseUrl);
    return {
      ...server,
      endpoint: { ...endpoint, id: `${endpoint.id}-${port}`, name: `${endpoint.name} (${port})` },
    };
  });
}
