import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { decodeSource, readSource } from '../host/readSource';
import type { VisionCall } from '../references/calls/call';
import { importCandidates } from '../references/calls/importCandidates';

/** A file of constants and helpers is smaller than this, in bytes. */
const largestImport = 1_000_000;

/** Reads the calls of a project's files. The parser is loaded with the first file that needs it. */
export class ProjectCalls {
  /** Files that were read for calls. */
  parsed = 0;
  #root: string | undefined;
  readonly #imports = new Map<string, { readonly text: string; readonly fileName: string } | undefined>();

  /** @param root absolute */
  constructor(private readonly root: string) {}

  /** Rejects where the parser cannot be loaded. @param file relative to the project, with forward slashes */
  async of(text: string, file: string): Promise<readonly VisionCall[]> {
    const { findCalls } = await import('../references/calls/findCalls');
    this.parsed += 1;
    const fileName = `${this.root}/${file}`;
    const language = /\.(?:py[wi]?|ipynb)$/i.test(file) ? 'python' : 'javascript';
    return findCalls(text, '', {
      fileName,
      module: specifier => {
        for (const candidate of importCandidates(specifier, language)) {
          const from = candidate.from === 'document' ? path.dirname(fileName) : this.root;
          const found = this.#imported(path.join(from, candidate.path));
          if (found !== undefined) return Promise.resolve(found);
        }
        return Promise.resolve(undefined);
      },
    });
  }

  #imported(file: string): { readonly text: string; readonly fileName: string } | undefined {
    if (!this.#imports.has(file)) this.#imports.set(file, this.#read(file));
    return this.#imports.get(file);
  }

  /** Nothing from outside of the project, not by a link either. */
  #read(file: string): { readonly text: string; readonly fileName: string } | undefined {
    if (!isWithin(this.root, file)) return undefined;
    try {
      const stat = statSync(file, { throwIfNoEntry: false });
      if (stat?.isFile() !== true || stat.size > largestImport) return undefined;
      this.#root ??= realpathSync(this.root);
      if (!isWithin(this.#root, realpathSync(file))) return undefined;
      return { text: decodeSource(readSource(file)), fileName: file };
    } catch {
      // Nothing that may be read: the next name is tried.
      return undefined;
    }
  }
}

function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** Tokens of a prompt's text; the tokenizer's tables are loaded with the first text. */
export async function countText(text: string): Promise<number> {
  return (await import('../references/calls/textTokens')).countTextTokens(text);
}
