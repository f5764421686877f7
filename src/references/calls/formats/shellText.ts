import type { Span } from '../expression';
import type { Node } from '../parser';
import { literalsOf } from '../shapes/concrete';
import type { SyntaxTree } from '../syntaxTree';
import type { Value } from '../value';
import { shellOutput } from './shellOutput';
import { Template, joined } from './template';

/** A word of a shell, piece by piece: what is written, and what is only known when it runs. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly span: Span }
  | { readonly kind: 'hole'; readonly value: Value; readonly span: Span };

const deepest = 30;
/** Variables of variables multiply. */
const mostWords = 5000;

/** Works out words: quotes and escapes undone, variables of the script followed. */
export class Shell {
  #depth = 0;
  #left = mostWords;

  constructor(readonly tree: SyntaxTree) {}

  /** What a word stands for. */
  value(node: Node): Value {
    return valueOf(this.pieces(node), spanOf(node));
  }

  pieces(node: Node): readonly Piece[] {
    const span = spanOf(node);
    if (this.#depth === 0) this.#left = mostWords;
    if (this.#depth > deepest || this.#left <= 0) return [hole({ kind: 'limit' }, span)];
    this.#depth += 1;
    this.#left -= 1;
    try {
      return this.#piecesOf(node, span);
    } finally {
      this.#depth -= 1;
    }
  }

  #piecesOf(node: Node, span: Span): readonly Piece[] {
    switch (node.type) {
      case 'word':
      case 'number':
      case 'variable_name':
      case 'regex':
        return escaped(node.text, span.start, /\\([\s\S])/g);
      case 'raw_string':
        return [text(node.text.slice(1, -1), { start: span.start + 1, end: span.end - 1 })];
      case 'ansi_c_string':
        return escaped(node.text.slice(2, -1), span.start + 2, /\\([\s\S])/g);
      case 'string':
        return this.between(
          node,
          { start: span.start + 1, end: span.end - (node.text.length > 1 ? 1 : 0) },
          /\\([$`"\\\n])/g,
        );
      case 'translated_string':
      case 'concatenation':
      case 'command_name':
        return children(node).flatMap(child => this.pieces(child));
      case 'simple_expansion':
        return this.#variable(node.text.slice(1), node, undefined);
      case 'expansion':
        return this.#expansion(node, span);
      case 'command_substitution':
        return shellOutput(this, node);
      default:
        return [hole({ kind: 'syntax', what: node.type }, span)];
    }
  }

  /** The text from one offset to another, with the expansions that a node has there. */
  between(node: Node, { start, end }: Span, escapes: RegExp): readonly Piece[] {
    const pieces: Piece[] = [];
    let done = start;
    for (const child of children(node)) {
      if (!/expansion$|substitution$/.test(child.type) || child.startIndex < done || child.endIndex > end)
        continue;
      pieces.push(
        ...escaped(this.tree.text.slice(done, child.startIndex), done, escapes),
        ...this.pieces(child),
      );
      done = child.endIndex;
    }
    pieces.push(...escaped(this.tree.text.slice(done, Math.max(done, end)), done, escapes));
    return pieces;
  }

  /** What a heredoc holds; its name in quotes leaves everything as it is. */
  heredoc(redirect: Node): readonly Piece[] {
    const body = children(redirect).find(child => child.type === 'heredoc_body');
    if (!body) return [];
    const name = children(redirect).find(child => child.type === 'heredoc_start')?.text ?? '';
    const span = spanOf(body);
    return /['"\\]/.test(name)
      ? [text(this.tree.text.slice(span.start, span.end), span)]
      : this.between(body, span, /\\([$`\\\n])/g);
  }

  #expansion(node: Node, span: Span): readonly Piece[] {
    const [name, otherwise] = children(node);
    if (!name) return [hole({ kind: 'syntax', what: node.text }, span)];
    const operator = /^\$\{[\w@*]+(:?[-=])/.exec(node.text)?.[1];
    const plain = /^\$\{[\w@*]+\}$/.test(node.text);
    if (operator === undefined && !plain) return [hole({ kind: 'syntax', what: node.text }, span)];
    return this.#variable(name.text, node, otherwise && operator !== undefined ? otherwise : undefined);
  }

  #variable(name: string, at: Node, otherwise: Node | undefined): readonly Piece[] {
    const span = spanOf(at);
    const assigned = this.#assigned(name, at.startIndex);
    if (assigned) return assigned;
    const fallback = otherwise && this.value(otherwise);
    if (/^\d|^[@*]$/.test(name) && fallback === undefined)
      return [hole({ kind: 'input', what: `argument ${name}` }, span)];
    return [hole({ kind: 'environment', name, ...(fallback && { fallback }) }, span)];
  }

  /** What the script gives a variable: the last time before its use, else the first time after it. */
  #assigned(name: string, before: number): readonly Piece[] | undefined {
    if (!/^[A-Za-z_]\w*$/.test(name)) return undefined;
    let found: (() => readonly Piece[]) | undefined;
    for (const at of this.tree.occurrences(name)) {
      const binding = this.#bindingAt(at, at + name.length, before);
      if (binding === undefined) continue;
      if (at > before && found !== undefined) break;
      found = binding;
      if (at > before) break;
    }
    return found?.();
  }

  #bindingAt(start: number, end: number, use: number): (() => readonly Piece[]) | undefined {
    const node = this.tree.nodeAt(start, end);
    const { parent } = node;
    if (!parent || node.startIndex !== start || node.endIndex !== end) return undefined;
    // `X=${X:-…}` uses what it was before.
    if (use >= parent.startIndex && use < parent.endIndex && parent.type === 'variable_assignment')
      return undefined;
    if (parent.type === 'variable_assignment' && node.type === 'variable_name') {
      const value = parent.childForFieldName('value');
      if (parent.childForFieldName('name')?.startIndex !== start) return undefined;
      return () => (value ? this.pieces(value) : [text('', { start: end + 1, end: end + 1 })]);
    }
    if (parent.type === 'for_statement' && parent.childForFieldName('variable')?.startIndex === start)
      return () => [this.#each(parent)];
    // `read -r -d '' NAME <<EOF`
    const heredoc =
      parent.type === 'command' && parent.childForFieldName('name')?.text === 'read' && parent.parent;
    const redirect = heredoc ? children(heredoc).find(child => child.type === 'heredoc_redirect') : undefined;
    return redirect && (() => this.heredoc(redirect));
  }

  #each(loop: Node): Piece {
    const span = spanOf(loop);
    const options = loop.childrenForFieldName('value').flatMap((value): readonly Value[] => {
      const of = value === null ? undefined : this.value(value);
      if (of === undefined) return [];
      if (of.kind !== 'string' || !/[*?]/.test(of.text)) return [of];
      const literals = literalsOf(of);
      return [
        { kind: 'several', pattern: of.text.replace(/^\.\//, ''), base: 'working', literals, span: of.span },
      ];
    });
    const [only] = options;
    if (only === undefined) return hole({ kind: 'input', what: 'arguments' }, span);
    const value: Value =
      options.length === 1
        ? only
        : { kind: 'choice', by: 'each', group: span.start, options, span: only.span };
    return { kind: 'hole', value, span };
  }
}

export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

export function children(node: Node): readonly Node[] {
  return node.namedChildren.filter(child => child !== null);
}

export function hole(reason: (Value & { readonly kind: 'unknown' })['reason'], span: Span): Piece {
  return { kind: 'hole', value: { kind: 'unknown', reason, span }, span };
}

export function text(said: string, span: Span): Piece {
  return { kind: 'text', text: said, span };
}

function escaped(raw: string, offset: number, escapes: RegExp): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  const upTo = (end: number): void => {
    if (end > done) pieces.push(text(raw.slice(done, end), { start: offset + done, end: offset + end }));
  };
  for (const match of raw.matchAll(escapes)) {
    upTo(match.index);
    done = match.index + match[0].length;
    const char = match[1] ?? '';
    if (char !== '\n') pieces.push(text(char, { start: offset + match.index, end: offset + done }));
  }
  upTo(raw.length);
  return pieces;
}

export function valueOf(pieces: readonly Piece[], span: Span): Value {
  const parts = pieces.map((piece): Value =>
    piece.kind === 'hole'
      ? piece.value
      : { kind: 'string', text: piece.text, content: piece.span, span: piece.span },
  );
  return joined(parts, span);
}

export function templateOf(pieces: readonly Piece[]): Template {
  const template = new Template();
  for (const piece of pieces)
    if (piece.kind === 'text') template.text(piece.text, piece.span);
    else template.hole(piece.value, piece.span);
  return template;
}
