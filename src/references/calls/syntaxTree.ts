import type { Tree } from '@vscode/tree-sitter-wasm';
import type { LoadedGrammar, Node } from './parser';

/**
 * A parsed text, as the readers of the languages see it: they ask for the node at an offset and for the places of a
 * word, and walk up from there. None of them walks over the whole text: of a long file most is never looked at.
 */
export class SyntaxTree {
  readonly #tree: Tree;
  readonly #words = new Map<string, readonly number[]>();

  constructor(
    readonly text: string,
    grammar: LoadedGrammar,
  ) {
    this.#tree = grammar.parse(text);
  }

  /** The smallest named node that holds the characters from `start` to `end`. */
  nodeAt(start: number, end = start): Node {
    return this.#tree.rootNode.namedDescendantForIndex(start, end) ?? this.#tree.rootNode;
  }

  /** The offsets at which a word stands by itself (also within strings and comments), ascending. */
  occurrences(word: string): readonly number[] {
    let found = this.#words.get(word);
    if (found === undefined) {
      found = occurrencesOf(this.text, word);
      this.#words.set(word, found);
    }
    return found;
  }

  dispose(): void {
    this.#tree.delete();
  }
}

function occurrencesOf(text: string, word: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
    if (!isWordPart(text, at - 1) && !isWordPart(text, at + word.length)) found.push(at);
  return found;
}

function isWordPart(text: string, at: number): boolean {
  return /[\p{L}\p{N}_$]/u.test(text.charAt(at));
}
