import { literalReferences } from './find';
import { proseReferences } from './markdown';
import { formOfTemplate } from './reference';
import type { ImageReference } from './reference';

/**
 * Quoted strings, plain scalars that are a path (after `key:`, after `- `, in a flow list), and the links in a block of
 * text, as prompts are kept.
 */
export function* yamlReferences(text: string, from: number, to: number): Generator<ImageReference> {
  yield* literalReferences(text, 'yaml', from, to);
  /** Brackets that are open: in them commas part what stands there. */
  let depth = 0;
  for (let at = from; at < to;) {
    const end = endOfLine(text, at, to);
    const stop = commentStart(text, at, end);
    const header = depth === 0 ? blockHeader(text.slice(Math.max(at, stop - 8), stop)) : false;
    if (header) {
      const after = blockEnd(text, end + 1, to, indentation(text, at));
      yield* proseReferences(text, Math.min(end + 1, to), after);
      at = after;
      continue;
    }
    depth = yield* scalars(text, at, stop, depth);
    at = end + 1;
  }
}

/** The plain scalars of a line; answers how many brackets are open behind it. */
function* scalars(text: string, from: number, to: number, open: number): Generator<ImageReference, number> {
  let depth = open;
  let start = from;
  for (let i = from; i < to; i += 1) {
    const code = text.charCodeAt(i);
    const flow = code === 91 || code === 123;
    if (flow && (depth > 0 || /(?:^|[:?-])\s*$/.test(text.slice(Math.max(start, i - 20), i)))) {
      // `{{ base }}/a.png` is filled in before YAML is read.
      if (code === 123 && text.startsWith('{{', i)) {
        const close = text.indexOf('}}', i);
        i = close < 0 || close >= to ? to : close + 1;
        continue;
      }
      depth += 1;
      start = i + 1;
    } else if (depth > 0 && (code === 34 || code === 39) && /[\s,[{:]/.test(text.charAt(i - 1))) {
      // What is quoted has been read; its commas and brackets are its own.
      const close = text.indexOf(text.charAt(i), i + 1);
      if (close > 0 && close < to) i = close;
    } else if (depth > 0 && (code === 44 || code === 93 || code === 125)) {
      yield* scalar(text, start, i);
      start = i + 1;
      if (code !== 44) depth -= 1;
    }
  }
  yield* scalar(text, start, to);
  return depth;
}

function* scalar(text: string, from: number, to: number): Generator<ImageReference> {
  // The longest path and its key; more on a line is prose or data.
  if (to - from < 5 || to - from > 2000) return;
  const piece = text.slice(from, to);
  const lead = /^\s*(?:[-?]\s+)*/.exec(piece)?.[0].length ?? 0;
  const key = /:\s+/.exec(piece.slice(lead));
  let begin = key === null ? lead : lead + key.index + key[0].length;
  // Tags and anchors: `!image &hero a.png`.
  begin += /^(?:[!&]\S*\s+)*/.exec(piece.slice(begin))?.[0].length ?? 0;
  const source = piece.slice(begin).trim();
  if (source === '' || /^["'|>*%@`#[\]]/.test(source)) return;
  const form = formOfTemplate(source);
  const start = from + begin;
  if (form !== undefined) yield { start, end: start + source.length, target: source, form, syntax: 'yaml' };
}

/** Where a comment begins in a line, or the line's end: a `#` behind a space and outside of quotes. */
function commentStart(text: string, from: number, to: number): number {
  let quote = '';
  for (let i = from; i < to; i += 1) {
    const char = text.charAt(i);
    if (quote !== '') {
      if (char === quote) quote = '';
      else if (char === '\\' && quote === '"') i += 1;
    } else if ((char === '"' || char === "'") && (i === from || /[\s,[{:(]/.test(text.charAt(i - 1)))) {
      quote = char;
    } else if (char === '#' && (i === from || /\s/.test(text.charAt(i - 1)))) {
      return i;
    }
  }
  return to;
}

/** `key: |`, `- >-`: the lines below, as far as they are indented further, are one text. */
function blockHeader(endOfHead: string): boolean {
  return /(?:^|[\s:-])[|>][+\-\d]{0,2}\s*$/.test(endOfHead);
}

function blockEnd(text: string, from: number, to: number, above: number): number {
  let at = from;
  while (at < to) {
    const end = endOfLine(text, at, to);
    const indent = indentation(text, at);
    if (at + indent < end && !/^\s*$/.test(text.slice(at, Math.min(end, at + 300))) && indent <= above)
      return at;
    at = end + 1;
  }
  return to;
}

function indentation(text: string, at: number): number {
  let i = at;
  while (text.charCodeAt(i) === 32) i += 1;
  return i - at;
}

function endOfLine(text: string, at: number, to: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 || end > to ? to : end;
}
