import { createScanner, findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';

/** Replaces a stretch of a text. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** How a text is laid out: its step of indentation, and its line breaks. */
export interface Layout {
  readonly unit: string;
  readonly lineBreak: string;
}

export function layoutOf(text: string): Layout {
  const [, unit = '  '] = /^([ \t]+)\S/m.exec(text) ?? [];
  return { unit, lineBreak: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** The value at a path of a text with comments, where there is one. */
export function nodeAt(text: string, path: (string | number)[]): Node | undefined {
  // A byte order mark is no JSON; a space in its place keeps every offset.
  const tree = parseTree(text.replace(/^\uFEFF/, ' '), [], { allowTrailingComma: true });
  return tree === undefined ? undefined : findNodeAtLocation(tree, path);
}

/**
 * Adds an entry at the end of an object or a list, on a line of its own. Not a character of anything else changes, which
 * an edit that formats would not promise.
 *
 * @param entry without a comma: `"key": value`
 * @param depth how many steps the entry is indented by
 */
export function insertedLast(text: string, container: Node, entry: string, depth: number): TextChange {
  const { unit, lineBreak } = layoutOf(text);
  const line = `${lineBreak}${unit.repeat(depth)}${entry}`;
  const closing = /^[ \t]*[}\]]/;
  const outer = `${lineBreak}${unit.repeat(depth - 1)}`;
  const last = container.children?.at(-1);
  if (last === undefined) {
    const open = container.offset + 1;
    const isEmpty = text.slice(open, container.offset + container.length - 1).trim() === '';
    return isEmpty
      ? { offset: open, length: container.length - 2, text: line + outer }
      : { offset: open, length: 0, text: line };
  }
  const end = last.offset + last.length;
  const comma = commaAfter(text, end);
  const tail = comma === undefined ? end : comma + 1;
  // A comment at the end of the line is about what stands before it.
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)?(?=\r?\n)/.exec(text.slice(tail));
  const at = tail + (rest?.[0].length ?? 0);
  const blank = closing.test(text.slice(at)) ? (/^[ \t]*/.exec(text.slice(at))?.[0].length ?? 0) : undefined;
  return {
    offset: end,
    length: at - end + (blank ?? 0),
    text: `${comma === undefined ? ',' : ''}${text.slice(end, at)}${line}${comma === undefined ? '' : ','}${blank === undefined ? '' : outer}`,
  };
}

/** Where a comma follows, comments and blanks left aside. */
function commaAfter(text: string, offset: number): number | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  return text[scanner.getTokenOffset()] === ',' ? scanner.getTokenOffset() : undefined;
}

export function changed(text: string, { offset, length, text: inserted }: TextChange): string {
  return text.slice(0, offset) + inserted + text.slice(offset + length);
}

/**
 * The change that adds an entry to `exceptions`, which is made where it is missing.
 * @param text valid, and an object
 */
export function addedException(text: string, entry: string): TextChange | undefined {
  const list = nodeAt(text, ['exceptions']);
  if (list?.type === 'array') return insertedLast(text, list, entry, 2);
  const root = nodeAt(text, []);
  if (list !== undefined || root?.type !== 'object') return undefined;
  const { unit, lineBreak } = layoutOf(text);
  return insertedLast(
    text,
    root,
    `"exceptions": [${lineBreak}${unit.repeat(2)}${entry}${lineBreak}${unit}]`,
    1,
  );
}
