// One server for the tests of a file, and the real client that talks to it.
import OpenAI from 'openai';
import { startOpenAiServer, testKey, type OpenAiServer } from '../../../openai-server/server';

export interface ServerInUse {
  readonly server: () => OpenAiServer;
  /** Tries nothing again by itself. */
  readonly client: () => OpenAI;
}

/** Starts it before the first test, forgets everything after each. */
export function useServer(): ServerInUse {
  let server: OpenAiServer | undefined;
  let client: OpenAI | undefined;
  before(async () => {
    server = await startOpenAiServer({ chunkDelayMs: 1 });
    client = new OpenAI({ apiKey: testKey, baseURL: server.baseUrl, maxRetries: 0 });
  });
  afterEach(() => server?.reset());
  after(() => server?.stop());
  return { server: () => started(server), client: () => started(client) };
}

function started<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The server starts before the first test: ask for it inside one.');
  return value;
}
