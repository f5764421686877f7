// Server-sent events, one after the other, with a pause between, for as long as somebody listens.
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** Thrown in the middle of an answer, when it ends here: because it was to, or because the client has gone. */
export class StreamEnded extends Error {
  override readonly name = 'StreamEnded';
}

export class EventStream {
  private readonly gone = new AbortController();

  constructor(
    private readonly response: ServerResponse,
    private readonly pauseMs: number,
  ) {
    response.once('close', () => this.gone.abort());
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
    });
  }

  /** @param event its name, where the API gives events one */
  send(data: string, event?: string): void {
    if (this.gone.signal.aborted) throw new StreamEnded();
    this.response.write(`${event === undefined ? '' : `event: ${event}\n`}data: ${data}\n\n`);
  }

  async pause(): Promise<void> {
    await this.sleep(this.pauseMs);
  }

  /** Until the client goes, or the server stops. */
  async silence(): Promise<never> {
    await this.sleep(2 ** 31 - 1);
    throw new StreamEnded();
  }

  /** Breaks the connection, as a lost network does. What was sent before has left. */
  async cut(): Promise<never> {
    await this.sleep(50);
    this.response.destroy();
    throw new StreamEnded();
  }

  end(): void {
    this.response.end();
  }

  private async sleep(ms: number): Promise<void> {
    try {
      await delay(ms, undefined, { signal: this.gone.signal });
    } catch {
      throw new StreamEnded();
    }
  }
}
