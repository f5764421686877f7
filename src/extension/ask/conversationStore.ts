import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { interrupted, noConversation } from './conversation';
import type { Conversation } from './conversation';

/** Text arrives many times a second; what was kept is never older than this many milliseconds. */
const delay = 400;

/**
 * Conversations on disk, a file a panel: written beside its place and then moved there, so that none is ever half.
 * Through Node: the extension's own storage is always on its machine, and `workspace.fs` was seen to wait for ever in a
 * move over another file while the window was busy.
 */
export class ConversationStore {
  readonly #waiting = new Map<string, { timer: NodeJS.Timeout; conversation: Conversation }>();
  /** Writes of one file follow one another. */
  readonly #last = new Map<string, Promise<void>>();

  constructor(
    /** A path of the extension's own storage. */
    private readonly folder: string,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** What was asked before, with what was on its way marked as interrupted. */
  async read(key: string): Promise<Conversation> {
    const file = this.#fileOf(key);
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if (!isMissing(error)) this.log.warn(`${file} cannot be read: ${String(error)}`);
      return noConversation;
    }
    try {
      const read = JSON.parse(text) as Partial<Conversation> | null;
      if (read?.version === 1 && Array.isArray(read.turns)) return interrupted(read as Conversation);
      this.log.warn(`${file} is of another version and is left alone.`);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const kept = join(this.folder, `${nameOf(key)}.broken-${String(Date.now())}.json`);
      await rename(file, kept);
      this.log.warn(`A conversation cannot be read (${error.message}); its file is now ${kept}.`);
    }
    return noConversation;
  }

  /** Soon. */
  keep(key: string, conversation: Conversation): void {
    const waiting = this.#waiting.get(key);
    if (waiting !== undefined) {
      waiting.conversation = conversation;
      return;
    }
    const timer = setTimeout(() => {
      void this.flush(key);
    }, delay);
    this.#waiting.set(key, { timer, conversation });
  }

  /** Now; resolves when what was given last is on disk. */
  async flush(key: string): Promise<void> {
    const waiting = this.#waiting.get(key);
    if (waiting !== undefined) {
      clearTimeout(waiting.timer);
      this.#waiting.delete(key);
      const { conversation } = waiting;
      const before = this.#last.get(key) ?? Promise.resolve();
      this.#last.set(
        key,
        before.then(() => this.#write(key, conversation)),
      );
    }
    await this.#last.get(key);
  }

  async #write(key: string, conversation: Conversation): Promise<void> {
    const file = this.#fileOf(key);
    const beside = join(this.folder, `${nameOf(key)}.${randomUUID()}.tmp`);
    try {
      if (conversation.turns.length === 0) {
        await rm(file, { force: true });
        return;
      }
      await mkdir(this.folder, { recursive: true });
      await writeFile(beside, JSON.stringify(conversation));
      await rename(beside, file);
    } catch (error) {
      this.log.error(`A conversation cannot be kept in ${file}: ${String(error)}`);
    }
  }

  #fileOf(key: string): string {
    return join(this.folder, `${nameOf(key)}.json`);
  }
}

function nameOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
