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
   * A tree for any text: errors are nodes of it. Must be disposed of.
   * @param previous the tree of an earlier version, told of its edits; it is not used up
   */
  parse(text: string, previous?: TreeSitter.Tree): TreeSitter.Tree {
    const tree = this.parser.parse(text, previous ?? null);
    // Only a progress callback of ours could stop it.
    if (tree === null) throw new Error(`The ${this.name} parser gave no tree`);
    return tree;
  }
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
