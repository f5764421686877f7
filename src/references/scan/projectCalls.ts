import path from 'node:path';
import type { VisionCall } from '../calls/call';
import { importCandidates } from '../calls/importCandidates';

/** The text of a file of the project that another imports, by its absolute path; `undefined` where there is none. */
export type ImportReader = (file: string) => string | undefined | Promise<string | undefined>;

/** Reads the calls of a project's files. The parser is loaded with the first file that needs it. */
export class ProjectCalls {
  /** Files that were read for calls. */
  parsed = 0;
  readonly #imports = new Map<string, ReturnType<ImportReader>>();

  /** @param root absolute @param read is asked once for each file, and for nothing outside of the root */
  constructor(
    private readonly root: string,
    private readonly read: ImportReader,
  ) {}

  /**
   * Rejects where the parser cannot be loaded.
   * @param file relative to the project, with forward slashes
   * @param sought is told of each file that is looked for, by its absolute path, whether or not it is there
   */
  async of(text: string, file: string, sought?: (file: string) => void): Promise<readonly VisionCall[]> {
    const { findCalls } = await import('../calls/findCalls');
    this.parsed += 1;
    const fileName = `${this.root}/${file}`;
    const language = /\.(?:py[wi]?|ipynb)$/i.test(file) ? 'python' : 'javascript';
    return findCalls(text, '', {
      fileName,
      module: async specifier => {
        for (const candidate of importCandidates(specifier, language)) {
          const from = candidate.from === 'document' ? path.dirname(fileName) : this.root;
          const imported = path.join(from, candidate.path);
          if (!isWithin(this.root, imported)) continue;
          sought?.(imported);
          const found = await this.#imported(imported);
          if (found !== undefined) return { text: found, fileName: imported };
        }
        return undefined;
      },
    });
  }

  #imported(file: string): ReturnType<ImportReader> {
    if (!this.#imports.has(file)) this.#imports.set(file, this.read(file));
    return this.#imports.get(file);
  }
}

export function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** Tokens of a prompt's text; the tokenizer's tables are loaded with the first text. */
export async function countText(text: string): Promise<number> {
  return (await import('../calls/textTokens')).countTextTokens(text);
}
