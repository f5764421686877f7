import { imageExtensions } from '../references/reference';
import type { ChangedPaths } from './changedPaths';
import { isPicture } from './sources';

/** Files whose constants and functions others import. */
const importable = /\.(?:[cm]?[jt]sx?|py|json)$/i;
/** Files that are imported by their folder's name. */
const ofFolder = /^(?:index|__init__)$/;

const extensions = imageExtensions.join('|');
/** A picture's name that is put together: `${name}.png`, `"page-%d.png"`, `+ '-dark.png'`. */
const puttogether = `(?:\\}|%\\w{0,8}|["'\`][-_.])[\\w-]{0,60}\\.?(?:${extensions})\\b`;
/** Pictures that are found when the program runs. */
const listed = 'glob|readdir|listdir|iterdir|scandir|walk|\\*\\.\\w|/\\*["\'`]';
/** `from '.'`, `from . import`: by no name at all. */
const byFolder = '["\'`]\\.{1,2}/?["\'`]|from\\s+\\.+\\s+import';

/**
 * Words of which one stands in every source that what changed may matter to, whatever else it takes to find out. So a
 * source that is not known yet is parsed only if it has one: a look at its bytes is a hundredth of the work.
 *
 * Who names a changed file may be a file that others import, so that its own name is another word to look for.
 */
export class Needles {
  readonly #words = new Set<string>();
  #byFolder = false;
  readonly #pictures: boolean;
  #anything: boolean;
  #pattern: RegExp | null | undefined;

  /** @param everywhere where paths lead has changed: every source may name something else now */
  constructor(changed: ChangedPaths, everywhere: boolean) {
    this.#anything = everywhere;
    let pictures = false;
    for (const path of changed.all()) {
      if (isPicture(path)) {
        pictures = true;
        this.#addWord(nameOf(path));
      } else this.addModule(path);
    }
    this.#pictures = pictures;
  }

  /** Whoever imports this file is looked for too; whether that is news. */
  addModule(path: string): boolean {
    if (!importable.test(path)) return false;
    const before = this.#words.size;
    const name = nameOf(path);
    const wasByFolder = this.#byFolder;
    if (ofFolder.test(name)) {
      this.#byFolder = true;
      this.#addWord(path.split('/').at(-2) ?? name);
    }
    this.#addWord(name);
    return this.#words.size > before || this.#byFolder !== wasByFolder;
  }

  /** @param look a text, or bytes taken for Latin-1 */
  areIn(look: string): boolean {
    if (this.#anything || (this.#pattern ??= this.#compiled())?.test(look) === true) return true;
    // One search after another: an alternation of hundreds is a hundred times slower.
    const lower = look.toLowerCase();
    for (const word of this.#words) if (hasWord(lower, word)) return true;
    return false;
  }

  #addWord(name: string): void {
    // What stands in the text of any source as it is: no escape, no encoding, no accent.
    const runs = name.match(/[A-Za-z\d_.-]+/g) ?? [];
    const longest = runs.reduce((most, run) => (run.length > most.length ? run : most), '');
    if (longest.length < 2) this.#anything = true;
    else this.#words.add(longest.toLowerCase());
    this.#pattern = undefined;
  }

  #compiled(): RegExp | null {
    const parts = [...(this.#pictures ? [puttogether, listed] : []), ...(this.#byFolder ? [byFolder] : [])];
    return parts.length === 0 ? null : new RegExp(parts.join('|'), 'i');
  }
}

/** Whether a word stands in a text by itself, and not within a longer one. */
function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!isLetter(text.charCodeAt(at - 1)) && !isLetter(text.charCodeAt(at + word.length))) return true;
  return false;
}

/** Of a lower-case text; also a digit or an underscore. NaN beyond its ends is none. */
function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95;
}

/** Without folder and extension. */
function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
