import path from 'node:path';
import type { VisionCall } from '../calls/call';
import { importCandidates } from '../calls/importCandidates';

/** The text of a file of the project that another imports, by its absolute path; `undefined` where there is none. */
export type ImportReader = (file: string) => string | undefined | Promise<string | undefined>;

interface KeptCalls {
  readonly text: string;
  readonly calls: readonly VisionCall[];
  /** Files that were looked for as imports, absolute. */
  readonly sought: readonly string[];
}

/** Reads the calls of a project's files. The parser is loaded with the first file that needs it. */
export class ProjectCalls {
  /** Files that were read for calls. */
  parsed = 0;
  /** For another state of the project, which is read afterwards. */
  keeps = false;
  readonly #imports = new Map<string, ReturnType<ImportReader>>();
  readonly #kept = new Map<string, KeptCalls>();

  /**
   * @param root absolute
   * @param read is asked once for each file, and for nothing outside of the root
   * @param other another state of the same project, and whether a file is the same in it: what was read there of the
   * same text, with the same imports, is not read again
   */
  constructor(
    private readonly root: string,
    private readonly read: ImportReader,
    private readonly other?: { readonly calls: ProjectCalls; readonly isSame: (file: string) => boolean },
  ) {}

  /**
   * Rejects where the parser cannot be loaded.
   * @param file relative to the project, with forward slashes
   * @param sought is told of each file that is looked for, by its absolute path, whether or not it is there
   */
  async of(text: string, file: string, sought?: (file: string) => void): Promise<readonly VisionCall[]> {
    const kept = this.other?.calls.kept(file);
    if (kept?.text === text && kept.sought.every(one => this.other?.isSame(one) === true)) {
      for (const one of kept.sought) sought?.(one);
      return kept.calls;
    }
    const { findCalls } = await import('../calls/findCalls');
    this.parsed += 1;
    const fileName = `${this.root}/${file}`;
    const language = /\.(?:py[wi]?|ipynb)$/i.test(file) ? 'python' : 'javascript';
    const all: string[] = [];
    const calls = await findCalls(text, '', {
      fileName,
      module: async specifier => {
        for (const candidate of importCandidates(specifier, language)) {
          const from = candidate.from === 'document' ? path.dirname(fileName) : this.root;
          const imported = path.join(from, candidate.path);
          if (!isWithin(this.root, imported)) continue;
          all.push(imported);
          sought?.(imported);
          const found = await this.#imported(imported);
          if (found !== undefined) return { text: found, fileName: imported };
        }
        return undefined;
      },
    });
    if (this.keeps) this.#kept.set(file, { text, calls, sought: all });
    return calls;
  }

  /** What was read of a file, if it is kept. */
  kept(file: string): KeptCalls | undefined {
    return this.#kept.get(file);
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
