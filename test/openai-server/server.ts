// A server on this machine that speaks the wire format of OpenAI's API, so that the real client can talk to it in
// tests and demos. It refuses what the API refuses, reports usage from fixtures, and misbehaves when it is asked to.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { answerTo } from './answers';
import { Behaviours, errorFor, readBehaviour, type Behaviour } from './behaviour';
import { readBody, shownBody, type Body } from './body';
import { readChatRequest } from './chat';
import { ChatAnswer } from './chatChunks';
import { Files } from './files';
import { editImage, generateImage } from './images';
import { isObject } from './json';
import { listModels, modelObject } from './models';
import { newId, ResponseAnswer } from './responseEvents';
import { countInputTokens, readResponsesRequest } from './responses';
import { EventStream, StreamEnded } from './sse';
import { inputUsage, type Content } from './usage';
import { noKey, notFound, WireError, wrongKey } from './wireError';

/** The key that is taken where no others are named. */
export const testKey = 'sk-test-tilescope-0123456789';

export interface OpenAiServerOptions {
  /** A free one by default. */
  readonly port?: number;
  /** The keys that are taken. `[]`: nobody is asked for one. */
  readonly keys?: readonly string[];
  /** Milliseconds between two pieces of a streamed answer; 10 by default. */
  readonly chunkDelayMs?: number;
  /** Whether misbehaviour can be asked for over HTTP, and requests are kept; true by default. */
  readonly control?: boolean;
  /** Hears a line for each request, and where a number of its usage stands for nothing. */
  readonly log?: (line: string) => void;
}

export interface RecordedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; of a form, the names and what is known of the files. */
  readonly body: unknown;
  /** How it went: `left` when the client closed the connection before the end. */
  outcome: 'pending' | 'answered' | 'left';
  /** The status of the answer, as soon as there is one. */
  status?: number;
}

export interface OpenAiServer {
  /** Such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  /** What a client is given: `…/v1`. */
  readonly baseUrl: string;
  readonly requests: readonly Readonly<RecordedRequest>[];
  /** What was said to the log. */
  readonly lines: readonly string[];
  /** For the next question, unless the behaviour names another path. */
  next(behaviour: Behaviour): void;
  /** Forgets requests, files and behaviours that have not come yet. */
  reset(): void;
  stop(): Promise<void>;
}

export async function startOpenAiServer(options: OpenAiServerOptions = {}): Promise<OpenAiServer> {
  const service = new Service(options);
  const server = createServer((request, response) => void service.handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    baseUrl: `${origin}/v1`,
    requests: service.requests,
    lines: service.lines,
    next: behaviour => service.behaviours.add(behaviour),
    reset: () => service.reset(),
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

class Service {
  readonly behaviours = new Behaviours();
  readonly requests: RecordedRequest[] = [];
  readonly lines: string[] = [];
  private readonly files = new Files();

  constructor(private readonly options: OpenAiServerOptions) {}

  reset(): void {
    this.behaviours.clear();
    this.files.clear();
    this.requests.length = 0;
    this.lines.length = 0;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    response.setHeader('x-request-id', newId('req'));
    try {
      const body = await readBody(request);
      if (path.startsWith('/_')) this.control(request.method ?? '', path, body, response);
      else await this.api(request, path, body, response);
    } catch (error) {
      this.fail(error, response);
    }
  }

  private fail(error: unknown, response: ServerResponse): void {
    if (error instanceof StreamEnded || response.headersSent) response.end();
    else if (error instanceof WireError)
      sendJson(response, error.status, { error: error.body }, error.headers);
    else {
      this.say(`A mistake of this server: ${error instanceof Error ? String(error.stack) : String(error)}`);
      sendJson(response, 500, {
        error: {
          message: `The test server failed: ${String(error)}`,
          type: 'server_error',
          param: null,
          code: null,
        },
      });
    }
  }

  private say(line: string): void {
    if (this.options.control !== false) this.lines.push(line);
    this.options.log?.(line);
  }

  private async api(
    request: IncomingMessage,
    path: string,
    body: Body,
    response: ServerResponse,
  ): Promise<void> {
    this.record(request, body, response);
    this.authorize(request.headers.authorization);
    const behaviour = this.behaviours.take(path);
    if (behaviour !== undefined && (await this.misbehave(behaviour, body, response))) return;
    const reply = await this.route(request.method ?? '', path, body, behaviour, response);
    if (reply !== undefined) sendJson(response, 200, reply);
  }

  private record(request: IncomingMessage, body: Body, response: ServerResponse): void {
    const record: RecordedRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: shownBody(body),
      outcome: 'pending',
    };
    if (this.options.control !== false) this.requests.push(record);
    response.once('close', () => {
      record.outcome = response.writableFinished ? 'answered' : 'left';
      if (response.headersSent) record.status = response.statusCode;
      this.say(
        `${record.method} ${record.path} ${record.outcome === 'left' ? 'broken off' : String(record.status)}`,
      );
    });
  }

  private authorize(header: string | undefined): void {
    const keys = this.options.keys ?? [testKey];
    if (keys.length === 0) return;
    const key = /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];
    if (key === undefined) throw noKey();
    if (!keys.includes(key)) throw wrongKey(key);
  }

  /** @returns whether there is nothing more to answer */
  private async misbehave(behaviour: Behaviour, body: Body, response: ServerResponse): Promise<boolean> {
    const asked = body.kind === 'json' && isObject(body.value) ? body.value.model : undefined;
    const error = errorFor(behaviour, typeof asked === 'string' ? asked : '');
    if (error !== undefined) throw error;
    switch (behaviour.kind) {
      case 'slow':
        await delay(behaviour.ms);
        return response.destroyed;
      case 'html':
        response.writeHead(behaviour.status ?? 200, { 'content-type': 'text/html; charset=utf-8' });
        response.end('<!doctype html><title>Sign in</title><h1>Sign in to the network</h1>');
        return true;
      case 'redirect':
        response.writeHead(307, { location: behaviour.to });
        response.end();
        return true;
      default:
        return false;
    }
  }

  /** @returns what is sent as JSON; `undefined` where everything is sent already */
  private async route(
    method: string,
    path: string,
    body: Body,
    behaviour: Behaviour | undefined,
    response: ServerResponse,
  ): Promise<object | undefined> {
    const value = body.kind === 'json' ? body.value : undefined;
    switch (`${method} ${path}`) {
      case 'POST /v1/responses':
        return this.responses(value, behaviour, response);
      case 'POST /v1/responses/input_tokens':
        return countInputTokens(value, this.files.bytes);
      case 'POST /v1/chat/completions':
        return this.chat(value, behaviour, response);
      case 'POST /v1/files':
        return this.files.add(body);
      case 'POST /v1/images/generations':
        return generateImage(body);
      case 'POST /v1/images/edits':
        return editImage(body);
      case 'GET /v1/models':
        return { object: 'list', data: listModels() };
    }
    const [, collection, id = ''] = /^\/v1\/(models|files)\/([^/]+)$/.exec(path) ?? [];
    if (collection === 'models' && method === 'GET') return modelObject(id);
    if (collection === 'files' && method === 'GET') return this.files.get(id);
    if (collection === 'files' && method === 'DELETE') return this.files.delete(id);
    throw notFound(method, path);
  }

  private async responses(
    value: unknown,
    behaviour: Behaviour | undefined,
    response: ServerResponse,
  ): Promise<object | undefined> {
    const request = await readResponsesRequest(value, this.files.bytes);
    const { model, texts, pictures, schema, maxOutputTokens } = request;
    const inputTokens = this.billed(model.id, { texts, pictures });
    const question = {
      texts,
      pictures,
      ...(schema && { schema: schema.schema }),
      ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    };
    const answer = new ResponseAnswer(request, answerTo(question, behaviour), inputTokens, behaviour);
    return this.send(answer, request.stream, behaviour, response);
  }

  private async chat(
    value: unknown,
    behaviour: Behaviour | undefined,
    response: ServerResponse,
  ): Promise<object | undefined> {
    const request = await readChatRequest(value);
    const { model, texts, pictures, schema, maxOutputTokens } = request;
    const inputTokens = this.billed(model.id, { texts, pictures });
    const question = {
      texts,
      pictures,
      ...(schema && { schema }),
      ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    };
    const answer = new ChatAnswer(request, answerTo(question, behaviour), inputTokens, behaviour);
    return this.send(answer, request.stream, behaviour, response);
  }

  private billed(model: string, content: Content): number {
    const { inputTokens, flat } = inputUsage(model, content);
    for (const line of flat) this.say(line);
    return inputTokens;
  }

  private async send(
    answer: ResponseAnswer | ChatAnswer,
    stream: boolean,
    behaviour: Behaviour | undefined,
    response: ServerResponse,
  ): Promise<object | undefined> {
    if (!stream) {
      if (behaviour?.kind === 'cut') response.destroy();
      return behaviour?.kind === 'cut' || behaviour?.kind === 'stall' ? undefined : answer.whole();
    }
    const events = new EventStream(response, this.options.chunkDelayMs ?? 10);
    await answer.stream(events);
    events.end();
    return undefined;
  }

  private control(method: string, path: string, body: Body, response: ServerResponse): void {
    if (this.options.control === false) throw notFound(method, path);
    const value = body.kind === 'json' ? body.value : undefined;
    switch (`${method} ${path}`) {
      case 'POST /_behave':
        this.behaviours.add(readBehaviour(value));
        sendJson(response, 200, {});
        return;
      case 'POST /_reset':
        this.reset();
        sendJson(response, 200, {});
        return;
      case 'GET /_requests':
        sendJson(response, 200, { requests: this.requests, lines: this.lines });
        return;
      default:
        throw notFound(method, path);
    }
  }
}

function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}
