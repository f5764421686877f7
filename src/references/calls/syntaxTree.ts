import type { Tree } from '@vscode/tree-sitter-wasm';
import { cutsOf } from './blocks';
import type { LoadedGrammar, Node } from './parser';

/** Shorter texts are parsed whole: it costs less than to think about it. */
const longText = 3000;

interface Block {
  readonly start: number;
  readonly end: number;
  tree: Tree | undefined;
}

/**
 * A parsed text, as the readers of the languages see it: they ask for the node at an offset and for the places of a
 * word, and walk up from there. Of a long text only those top-level statements are parsed that are asked about; after
 * an edit, only those it touched are parsed again.
 */
export class SyntaxTree {
  readonly #blocks: Block[];
  readonly #words = new Map<string, readonly number[]>();
  #standIn: SyntaxTree | undefined;

  /** @param previous an earlier version of the same text; it is used up */
  constructor(
    readonly text: string,
    private readonly grammar: LoadedGrammar,
    previous?: SyntaxTree,
  ) {
    const cuts = text.length < longText ? [] : cutsOf(text, grammar.name);
    const starts = [0, ...cuts];
    this.#blocks = starts.map((start, i) => ({ start, end: starts[i + 1] ?? text.length, tree: undefined }));
    if (previous !== undefined) this.#takeOver(previous);
  }

  /** The trees of what did not change, moved to where it stands now. */
  #takeOver(previous: SyntaxTree): void {
    const before = previous.text;
    const prefix = commonPrefix(before, this.text);
    const suffix = commonSuffix(before, this.text, prefix);
    const delta = this.text.length - before.length;
    const old = new Map(previous.#blocks.map(block => [block.start, block]));
    const changedAt = { start: prefix, oldEnd: before.length - suffix, newEnd: this.text.length - suffix };
    for (const block of this.#blocks) {
      const same = block.end <= prefix ? old.get(block.start) : undefined;
      const moved = block.start >= changedAt.newEnd ? old.get(block.start - delta) : undefined;
      if (same?.end === block.end && same.tree !== undefined) {
        [block.tree, same.tree] = [same.tree, undefined];
        retext(block.tree, this.text);
      } else if (moved?.end === block.end - delta && moved.tree !== undefined) {
        [block.tree, moved.tree] = [moved.tree, undefined];
        shift(block.tree, delta);
        retext(block.tree, this.text);
      } else {
        const edited = old.get(block.start);
        if (edited?.tree === undefined || block.start > prefix || edited.end !== block.end - delta) continue;
        // The one that was typed in: what of it is as it was need not be read again.
        const tree = edited.tree;
        edited.tree = undefined;
        tree.edit({
          startIndex: changedAt.start,
          oldEndIndex: changedAt.oldEnd,
          newEndIndex: changedAt.newEnd,
          startPosition: pointAt(before, block.start, changedAt.start),
          oldEndPosition: pointAt(before, block.start, changedAt.oldEnd),
          newEndPosition: pointAt(this.text, block.start, changedAt.newEnd),
        });
        block.tree = this.grammar.parse(this.text, block, tree);
        tree.delete();
      }
    }
    for (const [word, places] of previous.#words)
      this.#words.set(word, movedPlaces(this.text, word, places, changedAt, delta));
    previous.dispose();
  }

  /** The smallest named node that holds the characters from `start` to `end`. */
  nodeAt(start: number, end = start): Node {
    const block = this.#blockAt(start);
    block.tree ??= this.grammar.parse(this.text, block);
    const { rootNode } = block.tree;
    return rootNode.namedDescendantForIndex(start, end) ?? rootNode;
  }

  /** Whether the piece at an offset holds anything that could not be read. */
  isBrokenAt(offset: number): boolean {
    const block = this.#blockAt(offset);
    block.tree ??= this.grammar.parse(this.text, block);
    return block.tree.rootNode.hasError;
  }

  #blockAt(offset: number): Block {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#blocks[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const block = this.#blocks[low];
    if (block === undefined) throw new RangeError('A text without blocks');
    return block;
  }

  /** The text is long: what need not be parsed should not be asked about. */
  get inPieces(): boolean {
    return this.#blocks.length > 1;
  }

  /** The piece an offset stands in: a few statements at the top of the text. */
  pieceAt(offset: number): { readonly start: number; readonly end: number } {
    return this.#blockAt(offset);
  }

  /** How many of the pieces were parsed, and of how many. */
  get parsed(): readonly [number, number] {
    return [this.#blocks.filter(({ tree }) => tree !== undefined).length, this.#blocks.length];
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

  /**
   * The offsets of these names where something that looks like arguments follows: `create(`, `post<Reply>(`,
   * `stream?.(`. Ascending.
   */
  called(names: ReadonlySet<string>): readonly number[] {
    const { text } = this;
    const found: number[] = [];
    for (let open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
      let end = open;
      while (end > 0 && isSpace(text.charCodeAt(end - 1))) end -= 1;
      if (text.charCodeAt(end - 1) === 62) end = beforeTypeArguments(text, end);
      if (text.startsWith('?.', end - 2)) end -= 2;
      // `(0, ai.generateText)(`, `create!(`.
      while (text.charCodeAt(end - 1) === 41 || text.charCodeAt(end - 1) === 33) end -= 1;
      let start = end;
      while (start > 0 && isWordPart(text, start - 1)) start -= 1;
      if (start < end && end - start < 40 && names.has(text.slice(start, end))) found.push(start);
    }
    return found;
  }

  /** A tree of another text of the same length, which stands in for this one; it is disposed with it. */
  standIn(text: string): SyntaxTree {
    this.#standIn?.dispose();
    this.#standIn = new SyntaxTree(text, this.grammar);
    return this.#standIn;
  }

  dispose(): void {
    this.#standIn?.dispose();
    this.#standIn = undefined;
    for (const block of this.#blocks) {
      block.tree?.delete();
      block.tree = undefined;
    }
  }
}

/** A tree reads the words of its nodes from the text it was made of: now that is another one. */
function retext(tree: Tree, text: string): void {
  (tree as unknown as { textCallback: (index: number) => string }).textCallback = index => text.slice(index);
}

/** Blocks begin at the left of the page: for their trees that is row 0. */
function pointAt(text: string, from: number, to: number): { row: number; column: number } {
  let row = 0;
  let line = from;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
    row += 1;
    line = at + 1;
  }
  return { row, column: to - line };
}

function shift(tree: Tree, delta: number): void {
  if (delta === 0) return;
  const origin = { row: 0, column: 0 };
  tree.edit({
    startIndex: 0,
    oldEndIndex: Math.max(0, -delta),
    newEndIndex: Math.max(0, delta),
    startPosition: origin,
    oldEndPosition: origin,
    newEndPosition: origin,
  });
}

function commonPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  // Long stretches at a time: comparing strings is the engine's own work.
  for (let step = 4096; step >= 1; step = step > 1 ? step >> 3 || 1 : 0) {
    while (at + step <= most && a.slice(at, at + step) === b.slice(at, at + step)) at += step;
  }
  return at;
}

function commonSuffix(a: string, b: string, prefix: number): number {
  const most = Math.min(a.length, b.length) - prefix;
  let count = 0;
  for (let step = 4096; step >= 1; step = step > 1 ? step >> 3 || 1 : 0) {
    while (
      count + step <= most &&
      a.slice(a.length - count - step, a.length - count) ===
        b.slice(b.length - count - step, b.length - count)
    )
      count += step;
  }
  return count;
}

function occurrencesOf(text: string, word: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
    if (!isWordPart(text, at - 1) && !isWordPart(text, at + word.length)) found.push(at);
  return found;
}

/** The places of a word after an edit: looked for again only around what changed. */
function movedPlaces(
  text: string,
  word: string,
  places: readonly number[],
  edit: { readonly start: number; readonly oldEnd: number; readonly newEnd: number },
  delta: number,
): readonly number[] {
  const { length } = word;
  // A place stays as long as the characters on both sides of it do.
  const before = places.filter(at => at + length < edit.start);
  const behind = places.filter(at => at > edit.oldEnd).map(at => at + delta);
  const from = Math.max(0, edit.start - length - 1);
  const between = occurrencesOf(text.slice(from, edit.newEnd + length + 2), word)
    .map(at => from + at)
    .filter(at => at + length >= edit.start && at <= edit.newEnd)
    .filter(at => !isWordPart(text, at - 1) && !isWordPart(text, at + length));
  return [...before, ...between, ...behind];
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Before the `<` that belongs to the `>` in front of `end`; `end` itself where there is none near. */
function beforeTypeArguments(text: string, end: number): number {
  let depth = 0;
  for (let at = end - 1; at >= Math.max(0, end - 300); at -= 1) {
    const code = text.charCodeAt(at);
    if (code === 62) depth += 1;
    else if (code === 60 && (depth -= 1) === 0) return at;
  }
  return end;
}

function isWordPart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  // Digits, letters, `$`, `_`; beyond ASCII the slow way.
  if (code < 128)
    return (
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      (code >= 48 && code <= 57) ||
      code === 95 ||
      code === 36
    );
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}
