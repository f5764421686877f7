import { literalReferences, referencesIn } from './find';
import { htmlReferences } from './html';
import { languageByName } from './language';
import { markdownBlocks } from './markdownBlocks';
import { markdownLinks } from './markdownLinks';
import type { ImageReference } from './reference';

/**
 * `![alt](path)`, links to images, `[name]: path`, HTML; code blocks are read as their language; front matter as YAML.
 * What is quoted as code — spans and indented blocks — names nothing, and neither do comments.
 */
export function* markdownReferences(text: string, from: number, to: number): Generator<ImageReference> {
  let at = from;
  const front = /^---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(
    text.slice(from, Math.min(to, from + 20_000)),
  );
  if (front?.[1] !== undefined && from === 0) {
    yield* referencesIn(text, 'yaml', from + 3, from + front[0].length);
    at = from + front[0].length;
  }
  for (const block of markdownBlocks(text, at, to)) {
    switch (block.kind) {
      case 'prose':
        yield* proseReferences(text, block.start, block.end);
        break;
      case 'fence':
        yield* referencesIn(text, languageByName(block.info) ?? 'plain', block.start, block.end);
        break;
      case 'module':
        yield* literalReferences(text, 'javascript', block.start, block.end);
    }
  }
}

/** Links and HTML of running text. */
export function* proseReferences(text: string, from: number, to: number): Generator<ImageReference> {
  if (from >= to) return;
  // Code and comments are blanked; offsets stay.
  const part = blanked(text.slice(from, to));
  yield* markdownLinks(part, from);
  if (!part.includes('<')) return;
  for (const reference of htmlReferences(part, 0, part.length))
    yield { ...reference, start: reference.start + from, end: reference.end + from };
}

/** A run of backticks, a comment, what a backslash escapes, or the end of a paragraph. */
const marks = /`+|<!--|\\[\s\S]|\n(?=[ \t]*\r?\n)/g;

/** With spaces in place of code spans and comments. */
function blanked(part: string): string {
  if (!part.includes('`') && !part.includes('<!--')) return part;
  const found = [...part.matchAll(marks)];
  // The next run of the same length in the same paragraph closes a span: for each run, where that is.
  const closing = new Map<number, number>();
  const open = new Map<number, number>();
  found.forEach((mark, i) => {
    if (mark[0] === '\n') open.clear();
    // Within a span a backslash escapes nothing, so that a run behind one can close it.
    const run = /^\\?(`+)$/.exec(mark[0])?.[1];
    if (run === undefined) return;
    const begun = open.get(run.length);
    if (begun !== undefined) closing.set(begun, i);
    open.set(run.length, i);
  });
  const pieces: string[] = [];
  let done = 0;
  for (let i = 0; i < found.length; i += 1) {
    const mark = found[i];
    if (mark === undefined || mark.index < done) continue;
    let end: number | undefined;
    if (mark[0].startsWith('`')) {
      const close = closing.get(i);
      const closer = close === undefined ? undefined : found[close];
      if (close === undefined || closer === undefined) continue;
      end = closer.index + closer[0].length;
      i = close;
    } else if (mark[0] === '<!--') {
      const close = part.indexOf('-->', mark.index + 4);
      end = close < 0 ? part.length : close + 3;
    } else {
      continue;
    }
    pieces.push(part.slice(done, mark.index), part.slice(mark.index, end).replace(/[^\n]/g, ' '));
    done = end;
  }
  pieces.push(part.slice(done));
  return pieces.join('');
}
