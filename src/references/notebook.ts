import { visit } from 'jsonc-parser';
import { referencesIn } from './find';
import { JsonStrings } from './jsonStrings';
import { languageByName } from './language';
import type { Language } from './language';
import type { ImageReference } from './reference';

/**
 * The references of a notebook file (`.ipynb`), at their places in the JSON: code cells as the kernel's language,
 * Markdown cells as Markdown. Outputs are left out.
 */
export function* notebookReferences(text: string): Generator<ImageReference> {
  const { cells, language } = readCells(text);
  for (const cell of cells) {
    const as = cell.type === 'markdown' ? 'markdown' : cell.type === 'code' ? language : undefined;
    if (as === undefined || as === 'notebook') continue;
    const source = cell.pieces.decoded;
    for (const reference of referencesIn(source, as, 0, source.length))
      yield { ...reference, ...cell.pieces.place(reference) };
  }
}

interface Cell {
  type: string;
  readonly pieces: JsonStrings;
}

function readCells(text: string): { cells: readonly Cell[]; language: Language } {
  const cells = new Map<number, Cell>();
  const cell = (index: number): Cell => {
    let known = cells.get(index);
    if (known === undefined) cells.set(index, (known = { type: '', pieces: new JsonStrings() }));
    return known;
  };
  let language: Language = 'python';
  let property = '';
  try {
    visit(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text, {
      onObjectProperty: name => {
        property = name;
      },
      onLiteralValue: (value: unknown, offset, length, _line, _column, path) => {
        if (typeof value !== 'string') return;
        // Only short look-ups for what cannot matter: outputs hold whole pictures.
        if (!relevant.has(property)) return;
        const [first, index, key] = path();
        if (first === 'cells' && typeof index === 'number') {
          if (key === 'cell_type') cell(index).type = value;
          else if (key === 'source') cell(index).pieces.add(offset + 1, inner(text, offset, length));
        } else if (
          first === 'metadata' &&
          ((index === 'kernelspec' && property === 'language') ||
            (index === 'language_info' && property === 'name'))
        ) {
          language = languageByName(value) ?? language;
        }
      },
    });
  } catch (error) {
    // The parser descends once for each bracket: a file of nothing else is no notebook.
    if (!(error instanceof RangeError)) throw error;
  }
  return { cells: [...cells.values()], language };
}

const relevant = new Set(['source', 'cell_type', 'name', 'language']);

/** What stands between the quotes; the closing one is missing from a file that is being written. */
function inner(text: string, offset: number, length: number): string {
  const raw = text.slice(offset, offset + length);
  return isClosed(raw) ? raw.slice(1, -1) : raw.slice(1);
}

function isClosed(raw: string): boolean {
  if (raw.length < 2 || !raw.endsWith('"')) return false;
  let slashes = 0;
  while (raw.charAt(raw.length - 2 - slashes) === '\\') slashes += 1;
  return slashes % 2 === 0;
}
