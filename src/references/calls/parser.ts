import type * as TreeSitter from '@vscode/tree-sitter-wasm';
import path from 'node:path';

export type { Node } from '@vscode/tree-sitter-wasm';

/** The grammars that calls are read with. */
export type GrammarName = 'javascript' | 'typescript' | 'tsx' | 'python' | 'bash';

/** Where a bundle finds the parser and its grammars; unset where the sources run as they are. */
declare const TILESCOPE_PARSER: string | undefined;

type Library = typeof TreeSitter;

let library: Promise<Library> | undefined;
const grammars = new Map<GrammarName, Promise<LoadedGrammar>>();

/** A grammar with its parser: loaded once, then parsing is synchronous. */
export class LoadedGrammar {
  constructor(
    readonly name: GrammarName,
    private readonly parser: TreeSitter.Parser,
  ) {}

  /**
   * A tree for a stretch of any text, with the offsets of the whole: errors are nodes of it. Must be deleted.
   * @param previous the tree of an earlier version of the stretch, told of its edits; it is not used up
   */
  parse(
    text: string,
    range: { readonly start: number; readonly end: number },
    previous?: TreeSitter.Tree,
  ): TreeSitter.Tree {
    const whole = range.start === 0 && range.end === text.length;
    const tree = this.parser.parse(
      text,
      previous ?? null,
      whole ? undefined : { includedRanges: [included(range)] },
    );
    // Only a progress callback of ours could stop it.
    if (tree === null) throw new Error(`The ${this.name} parser gave no tree`);
    return tree;
  }
}

/** Rows are counted from where it begins, at the left of the page; nobody asks for them. */
function included({ start, end }: { readonly start: number; readonly end: number }): TreeSitter.Range {
  const startPosition = { row: 0, column: 0 };
  return { startIndex: start, endIndex: end, startPosition, endPosition: { row: 0xffffffff, column: 0 } };
}

/** Rejects where the grammar's file is missing or damaged. */
export function loadGrammar(name: GrammarName): Promise<LoadedGrammar> {
  let grammar = grammars.get(name);
  if (grammar === undefined) {
    grammar = load(name);
    grammars.set(name, grammar);
    grammar.catch(() => grammars.delete(name));
  }
  return grammar;
}

async function load(name: GrammarName): Promise<LoadedGrammar> {
  library ??= initialise();
  const { Parser, Language } = await library;
  const grammar = await Language.load(path.join(directory(), `tree-sitter-${name}.wasm`));
  return new LoadedGrammar(name, new Parser().setLanguage(grammar));
}

async function initialise(): Promise<Library> {
  const imported: Library & { readonly default?: Library } = await import('@vscode/tree-sitter-wasm');
  // A UMD file: Node does not see its names, and gives it as the default export.
  const loaded = imported.default ?? imported;
  await loaded.Parser.init({ locateFile: file => path.join(directory(), file) });
  return loaded;
}

function directory(): string {
  return typeof TILESCOPE_PARSER === 'string'
    ? path.join(__dirname, TILESCOPE_PARSER)
    : path.dirname(require.resolve('@vscode/tree-sitter-wasm'));
}
