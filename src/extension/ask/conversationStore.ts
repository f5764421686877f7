import { createHash, randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { interrupted, noConversation } from './conversation';
import type { Conversation } from './conversation';

/** Text arrives many times a second; what was kept is never older than this many milliseconds. */
const delay = 400;

/** Conversations on disk, a file a panel: written beside its place and then moved there, so that none is ever half. */
export class ConversationStore {
  readonly #waiting = new Map<string, { timer: NodeJS.Timeout; conversation: Conversation }>();
  /** Writes of one file follow one another. */
  readonly #last = new Map<string, Promise<void>>();

  constructor(
    private readonly folder: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** What was asked before, with what was on its way marked as interrupted. */
  async read(key: string): Promise<Conversation> {
    const file = this.#fileOf(key);
    let bytes: Uint8Array;
    try {
      bytes = await vscode.workspace.fs.readFile(file);
    } catch (error) {
      if (!(error instanceof vscode.FileSystemError && error.code === 'FileNotFound'))
        this.log.warn(`${file.toString(true)} cannot be read: ${String(error)}`);
      return noConversation;
    }
    try {
      const read = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Conversation> | null;
      if (read?.version === 1 && Array.isArray(read.turns)) return interrupted(read as Conversation);
      this.log.warn(`${file.toString(true)} is of another version and is left alone.`);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const kept = vscode.Uri.joinPath(this.folder, `${nameOf(key)}.broken-${String(Date.now())}.json`);
      await vscode.workspace.fs.rename(file, kept, { overwrite: true });
      this.log.warn(
        `A conversation cannot be read (${error.message}); its file is now ${kept.toString(true)}.`,
      );
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
    const beside = vscode.Uri.joinPath(this.folder, `${nameOf(key)}.${randomUUID()}.tmp`);
    try {
      if (conversation.turns.length === 0) {
        await remove(file);
        return;
      }
      await vscode.workspace.fs.createDirectory(this.folder);
      await vscode.workspace.fs.writeFile(beside, new TextEncoder().encode(JSON.stringify(conversation)));
      await vscode.workspace.fs.rename(beside, file, { overwrite: true });
    } catch (error) {
      this.log.error(`A conversation cannot be kept in ${file.toString(true)}: ${String(error)}`);
    }
  }

  #fileOf(key: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, `${nameOf(key)}.json`);
  }
}

function nameOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

async function remove(file: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(file);
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError && error.code === 'FileNotFound')) throw error;
  }
}
