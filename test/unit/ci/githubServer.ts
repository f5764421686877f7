import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: 'Bot' | 'User' };
}

export const bot = { login: 'github-actions[bot]', type: 'Bot' } as const;

/** What a token may do, and what goes wrong. */
export interface Behaviour {
  /** Of a workflow's token: nobody is its user. */
  readonly user?: string;
  readonly readOnly?: boolean;
  /** Answers to give before the first real one. */
  readonly failures?: number[];
}

/** The part of GitHub's API that comments on issues, over HTTP. It refuses what GitHub refuses. */
export class GithubServer {
  readonly comments: Comment[] = [];
  /** `POST /repos/o/r/issues/7/comments`, in order. */
  readonly requests: string[] = [];
  behaviour: Behaviour = {};
  #next = 1000;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<GithubServer> {
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const github = new GithubServer(
      server,
      `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    );
    server.on('request', (request, response) => {
      void github.answer(request).then(({ status, value }) => {
        response.writeHead(status, {
          'content-type': 'application/json',
          ...(status === 503 && { 'retry-after': '0' }),
        });
        response.end(JSON.stringify(value));
      });
    });
    return github;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  add(body: string, user: Comment['user'] = bot): Comment {
    const comment = { id: (this.#next += 1), body, user };
    this.comments.push(comment);
    return comment;
  }

  private async answer(
    request: IncomingMessage,
  ): Promise<{ readonly status: number; readonly value: unknown }> {
    const { method = '', url = '', headers } = request;
    const text = await textOf(request);
    this.requests.push(`${method} ${url}`);
    if (headers.authorization !== 'Bearer a-token')
      return { status: 401, value: { message: 'Bad credentials' } };
    if (headers['user-agent'] === undefined)
      return { status: 403, value: { message: 'A user agent is needed' } };
    const failure = this.behaviour.failures?.shift();
    if (failure !== undefined) return { status: failure, value: { message: 'Out of order' } };
    const { pathname, searchParams } = new URL(url, this.url);
    if (method === 'GET' && pathname === '/user') {
      const { user } = this.behaviour;
      return user === undefined
        ? { status: 403, value: { message: 'Resource not accessible by integration' } }
        : { status: 200, value: { login: user } };
    }
    if (method === 'GET' && pathname === '/repos/owner/name/issues/7/comments') {
      const size = Number(searchParams.get('per_page') ?? 30);
      const page = Number(searchParams.get('page') ?? 1);
      return { status: 200, value: this.comments.slice((page - 1) * size, page * size) };
    }
    if (this.behaviour.readOnly === true)
      return { status: 403, value: { message: 'Resource not accessible by integration' } };
    const body = (JSON.parse(text || '{}') as { body?: unknown }).body;
    if (typeof body !== 'string' || body === '' || body.length > 65_536)
      return { status: 422, value: { message: 'Validation Failed' } };
    if (method === 'POST' && pathname === '/repos/owner/name/issues/7/comments')
      return { status: 201, value: this.add(body) };
    const id = /^\/repos\/owner\/name\/issues\/comments\/(\d+)$/.exec(pathname)?.[1];
    const comment = this.comments.find(one => String(one.id) === id);
    if (method !== 'PATCH' || comment === undefined) return { status: 404, value: { message: 'Not Found' } };
    comment.body = body;
    return { status: 200, value: comment };
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
