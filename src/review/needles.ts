import { imageExtensions } from '../references/reference';
import type { ChangedPaths } from './changedPaths';
import { isPicture } from './sources';

/** Files whose constants and functions others import. */
const importable = /\.(?:[cm]?[jt]sx?|py)$/i;
/** Files that are imported by their folder's name. */
const ofFolder = /^(?:index|__init__)$/;

const extensions = imageExtensions.join('|');
/** A picture's name that is put together: `${name}.png`, `"page-%d.png"`, `+ '-dark.png'`. */
const puttogether = `(?:\\}|%\\w{0,8}|["'\`][-_.])[\\w-]{0,60}\\.?(?:${extensions})\\b`;
/** Pictures that are found when the program runs. */
const listed = 'glob|readdir|listdir|iterdir|scandir|walk|\\*\\.\\w|/\\*["\'`]';
/** `from '.'`, `from . import`: by no name at all. */
const byFolder = '["\'`]\\.{1,2}/?["\'`]|from\\s+\\.+\\s+import';
/** A picture's name with letters that are written as something else: `%20`, `\u00e4`, `&amp;`. */
const encoded = new RegExp(
  `(?:%[\\da-f]{2}|\\\\[ux][\\da-f{]|&#?\\w{1,10};)[^\\s"'<>)]{0,200}\\.(?:${extensions})\\b`,
  'i',
);
const composed = new RegExp(`${puttogether}|${listed}`, 'i');
const composedOrFolder = new RegExp(`${puttogether}|${listed}|${byFolder}`, 'i');
const folderAlone = new RegExp(byFolder, 'i');

/**
 * Words of which one stands in every source that what changed may matter to, whatever else it takes to find out. So a
 * source that is not known yet is parsed only if it has one: a look at its bytes is a hundredth of the work.
 *
 * Who names a changed file may be a file that others import, so that its own name is another word to look for.
 */
export class Needles {
  readonly #pictures = new Words();
  readonly #modules = new Words();
  #byFolder = false;
  readonly #hasPictures: boolean;
  /** Something changed that has no word. */
  #anything: boolean;

  /** @param everywhere where paths lead has changed: every source may name something else now */
  constructor(changed: ChangedPaths, everywhere: boolean) {
    this.#anything = everywhere;
    let hasPictures = false;
    for (const path of changed.all()) {
      if (!isPicture(path)) this.addModule(path);
      else {
        hasPictures = true;
        if (this.#pictures.add(nameOf(path)) === 'no word') this.#anything = true;
      }
    }
    this.#hasPictures = hasPictures;
  }

  /** Whoever imports this file is looked for too; whether that is news. */
  addModule(path: string): boolean {
    if (!importable.test(path)) return false;
    const name = nameOf(path);
    let isNews = false;
    if (ofFolder.test(name)) {
      isNews = !this.#byFolder;
      this.#byFolder = true;
      if (this.#modules.add(path.split('/').at(-2) ?? name) === 'new') isNews = true;
    }
    const added = this.#modules.add(name);
    if (added === 'no word') this.#anything = true;
    return isNews || added === 'new';
  }

  /**
   * @param look a text, or bytes taken for Latin-1
   * @param calls whether it may hold calls: only they follow imports, and names that are put together
   */
  areIn(look: string, calls: boolean): boolean {
    if (this.#anything) return true;
    if (this.#pictures.areIn(look)) return true;
    if (this.#hasPictures && encoded.test(look)) return true;
    if (!calls) return false;
    const pattern = this.#hasPictures
      ? this.#byFolder
        ? composedOrFolder
        : composed
      : this.#byFolder
        ? folderAlone
        : undefined;
    return pattern?.test(look) === true || this.#modules.areIn(look);
  }
}

/** Many words that are looked for at once: an alternation of hundreds is a hundred times slower. */
class Words {
  readonly #all = new Set<string>();
  /** By what they begin with, up to the first dash or dot. */
  readonly #byFirst = new Map<string, readonly string[]>();

  /** @param name `no word` for one that has nothing that stands in any text as it is: no escape, no encoding, no accent */
  add(name: string): 'new' | 'known' | 'no word' {
    const runs = name.toLowerCase().match(/[a-z\d_][a-z\d_.-]*/g) ?? [];
    const word = runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
    if (word.length < 2) return 'no word';
    if (this.#all.has(word)) return 'known';
    this.#all.add(word);
    const first = /^[a-z\d_]+/.exec(word)?.[0] ?? '';
    this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), word]);
    return 'new';
  }

  areIn(look: string): boolean {
    if (this.#all.size === 0) return false;
    const text = look.toLowerCase();
    if (this.#all.size <= few) return [...this.#all].some(word => isIn(text, word));
    for (let at = 0; at < text.length; at += 1) {
      if (!isLetter(text.charCodeAt(at))) continue;
      const start = at;
      while (isLetter(text.charCodeAt(at))) at += 1;
      const words = this.#byFirst.get(text.slice(start, at));
      if (
        words?.some(word => text.startsWith(word, start) && !isLetter(text.charCodeAt(start + word.length)))
      )
        return true;
    }
    return false;
  }
}

/** So many searches are quicker than looking up every word of a text. */
const few = 24;

function isIn(text: string, word: string): boolean {
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
