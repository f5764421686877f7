import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createProvider } from '../../../src/vision/createProvider';
import type { ProviderOptions } from '../../../src/vision/createProvider';
import type { Endpoint } from '../../../src/vision/endpoint';
import type { RunEvent } from '../../../src/vision/provider';
import type { RequestPicture, VisionRequest } from '../../../src/vision/request';
import { VisionError } from '../../../src/vision/visionError';
import { testKey } from '../../openai-server/server';

export const examples = path.join(__dirname, '../../../examples');

/** A picture of `examples/`. */
export function picture(name = 'banners/email-header.png', detail?: string): RequestPicture {
  const bytes = readFileSync(path.join(examples, name));
  return {
    name: path.basename(name),
    source: { kind: 'bytes', bytes, mediaType: 'image/png', path: name },
    detail,
  };
}

export function question(change: Partial<VisionRequest> = {}): VisionRequest {
  return {
    model: 'gpt-5.2',
    tier: 'standard',
    turns: [{ role: 'user', text: 'What is on it?', pictures: [picture()] }],
    ...change,
  };
}

export function endpointAt(
  baseUrl: string,
  api: Endpoint['api'] = 'responses',
  more: Partial<Endpoint> = {},
): Endpoint {
  return { id: 'demo', name: 'Demo', api, baseUrl, needsKey: true, ...more };
}

export interface Run {
  readonly events: readonly RunEvent[];
  /** All the text that came. */
  readonly text: string;
  readonly error?: VisionError;
}

export interface Asking {
  readonly request?: VisionRequest;
  readonly key?: string | undefined;
  readonly options?: ProviderOptions;
  readonly signal?: AbortSignal;
  /** Hears of every event as it comes. */
  readonly hear?: (event: RunEvent) => void;
}

/** One run to its end, whatever that is. */
export async function ask(endpoint: Endpoint, asking: Asking = {}): Promise<Run> {
  const key = 'key' in asking ? asking.key : testKey;
  const provider = createProvider(endpoint, { key: () => Promise.resolve(key) }, asking.options);
  const events: RunEvent[] = [];
  let error: VisionError | undefined;
  try {
    const signal = asking.signal ?? new AbortController().signal;
    for await (const event of provider.run(asking.request ?? question(), signal)) {
      events.push(event);
      asking.hear?.(event);
    }
  } catch (thrown) {
    if (!VisionError.is(thrown)) throw thrown;
    error = thrown;
  }
  const text = events.map(event => (event.kind === 'text' ? event.delta : '')).join('');
  return { events, text, ...(error === undefined ? {} : { error }) };
}

export interface RawServer {
  readonly baseUrl: string;
  readonly origin: string;
  readonly port: number;
  readonly requests: readonly IncomingMessage[];
  stop(): Promise<void>;
}

/** A server that answers as it likes: what compatible servers, proxies and strangers send. */
export async function rawServer(
  answer: (response: ServerResponse, request: IncomingMessage) => void,
): Promise<RawServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    request.resume();
    request.once('end', () => answer(response, request));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  // A test that fails before it stops the server ends all the same.
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with JSON. */
export function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Answers with server-sent events, each a line of data. */
export function stream(response: ServerResponse, events: readonly unknown[], headers = {}): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
  for (const event of events)
    response.write(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`);
  response.end();
}
