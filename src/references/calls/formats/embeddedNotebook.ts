import { visit } from 'jsonc-parser';
import { JsonStrings } from '../../jsonStrings';
import type { CodeText } from './embedded';

/** The code cells of a notebook file, one below the other: what one defines, the next ones know. */
export function notebookCode(text: string): CodeText | undefined {
  const { cells, language } = readCells(text);
  const kernel = kernels.get(language.toLowerCase());
  if (kernel === undefined) return undefined;
  const strings = new JsonStrings();
  const sources: string[] = [];
  for (const cell of cells) {
    if (cell.type !== 'code' || cell.pieces.length === 0) continue;
    if (cell.language !== undefined && kernels.get(cell.language.toLowerCase()) !== kernel) continue;
    const start = strings.decoded.length;
    for (const { offset, raw } of cell.pieces) strings.add(offset, raw);
    sources.push(strings.decoded.slice(start));
    const last = cell.pieces.at(-1);
    // The end of the line that joins it to the next one stands for its closing quote.
    if (last) strings.add(last.offset + last.raw.length, '\n');
  }
  if (sources.length === 0) return undefined;
  return { language: kernel, text: joinCells(sources).text, place: span => strings.place(span) };
}

/**
 * Cells as one text, a line's end between them. What is the notebook's own (`%pip`, `!ls`) is spaces, so that offsets
 * within a cell stay as they are.
 */
export function joinCells(cells: readonly string[]): {
  readonly text: string;
  readonly cellStarts: readonly number[];
} {
  const cellStarts: number[] = [];
  let text = '';
  for (const cell of cells) {
    cellStarts.push(text.length);
    text += `${withoutMagic(cell)}\n`;
  }
  return { text, cellStarts };
}

/** Cells that something else than the kernel runs or keeps. */
const foreign =
  /^%%(?:!|(?:bash|sh|zsh|script|cmd|powershell|pwsh|javascript|js|html|svg|latex|markdown|writefile|file|perl|ruby|R|julia|sql|bigquery|cython|ai|mermaid)\b)/;
/** `%pip install`, `!ls`, each with the lines it goes on for. */
const magic = /^([ \t]*)(?:%{1,2}[A-Za-z]\w*(?![^\s])|![^=\n])(?:[^\n]*\\\r?\n)*[^\n]*/gm;
/** `files = !ls`, `t = %timeit -o f()`. */
const assigned = /^([ \t]*[A-Za-z_][\w, \t]*=[ \t]*)([!%][A-Za-z][^\n]*)/gm;

function withoutMagic(cell: string): string {
  if (!/[%!]/.test(cell)) return cell;
  if (foreign.test(cell.trimStart())) return blank(cell);
  return cell
    .replace(magic, blank)
    .replace(
      assigned,
      (_, before: string, command: string) =>
        before + (command.length < 4 ? '0' : 'None').padEnd(command.length),
    );
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

const kernels: ReadonlyMap<string, CodeText['language']> = new Map([
  ['python', 'python'],
  ['python3', 'python'],
  ['ipython', 'python'],
  ['typescript', 'typescript'],
  ['javascript', 'javascript'],
]);

interface Cell {
  type: string;
  language: string | undefined;
  readonly pieces: { readonly offset: number; readonly raw: string }[];
}

const relevant = new Set(['source', 'cell_type', 'name', 'language', 'languageId']);

function readCells(text: string): { readonly cells: Iterable<Cell>; readonly language: string } {
  const cells = new Map<number, Cell>();
  const cell = (index: number): Cell => {
    let known = cells.get(index);
    if (known === undefined) cells.set(index, (known = { type: '', language: undefined, pieces: [] }));
    return known;
  };
  let language: string | undefined;
  let property = '';
  try {
    visit(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text, {
      onObjectProperty: name => {
        property = name;
      },
      onLiteralValue: (value: unknown, offset, length, _line, _column, path) => {
        // Outputs hold whole pictures: of most of them nothing is asked.
        if (typeof value !== 'string' || !relevant.has(property)) return;
        const [first, index, key, inner, innermost] = path();
        if (first === 'cells' && typeof index === 'number') {
          if (key === 'cell_type') cell(index).type = value;
          else if (key === 'source')
            cell(index).pieces.push({ offset: offset + 1, raw: inside(text, offset, length) });
          else if (key === 'metadata' && inner === 'vscode' && innermost === 'languageId')
            cell(index).language = value;
        } else if (first === 'metadata' && index === 'kernelspec' && key === 'language') {
          language = value;
        } else if (first === 'metadata' && index === 'language_info' && key === 'name') {
          language ??= value;
        }
      },
    });
  } catch (error) {
    // The parser descends once for each bracket: a file of nothing else is no notebook.
    if (!(error instanceof RangeError)) throw error;
  }
  return { cells: cells.values(), language: language ?? 'python' };
}

/** What stands between the quotes; the closing one is missing from a file that is being written. */
function inside(text: string, offset: number, length: number): string {
  const raw = text.slice(offset, offset + length);
  return /^"(?:\\[\s\S]|[^"\\])*"$/.test(raw) ? raw.slice(1, -1) : raw.slice(1);
}
