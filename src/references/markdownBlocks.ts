/** A stretch of a Markdown text, whole lines. */
export type MarkdownBlock =
  | { readonly kind: 'prose'; readonly start: number; readonly end: number }
  /** The lines between fences; `info` is the language's name, perhaps empty. */
  | { readonly kind: 'fence'; readonly start: number; readonly end: number; readonly info: string }
  /** A line of MDX that is JavaScript. */
  | { readonly kind: 'module'; readonly start: number; readonly end: number };

const fence = /^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(`{3,}|~{3,})/;
const listItem = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const indented = /^(?: {4}| {0,3}\t)/;
const moduleLine = /^(?:import|export)\s.*["']/;

/** Prose, fenced code and lines of modules; indented code and comments that begin a line are left out. */
export function* markdownBlocks(text: string, from: number, to: number): Generator<MarkdownBlock> {
  let prose = from;
  let at = from;
  // Code is indented behind a blank line and outside of lists, whose paragraphs are indented too.
  let blankBefore = true;
  let inList = false;
  while (at < to) {
    const end = endOfLine(text, at, to);
    // Enough of a line to tell what it is; some lines are whole files.
    const line = text.slice(at, Math.min(end, at + 300));
    if (/^[ \t>]*\r?$/.test(line)) {
      blankBefore = true;
      at = end + 1;
      continue;
    }
    const blank = blankBefore;
    blankBefore = false;
    const mark = fence.exec(line);
    const length = mark?.[1]?.length ?? 0;
    const info = mark === null ? '' : text.slice(at + mark[0].length, end);
    const opened = mark !== null && (mark[1]?.startsWith('~') === true || !info.includes('`'));
    const code = blank && !inList && indented.test(line);
    if (!code && !opened && !/^ {0,3}<!--/.test(line) && !(blank && moduleLine.test(line))) {
      if (listItem.test(line)) inList = true;
      else if (blank && !/^[ \t>]/.test(line)) inList = false;
      at = end + 1;
      continue;
    }
    if (prose < at) yield { kind: 'prose', start: prose, end: at };
    if (code) {
      // Goes on while lines are blank or indented.
      at = end + 1;
      blankBefore = true;
    } else if (opened) {
      const start = Math.min(end + 1, to);
      at = closingFence(text, start, to, mark[1]?.charAt(0) ?? '`', length);
      yield { kind: 'fence', start, end: at, info: /^[ \t]*\{?\.?([\w+#-]*)/.exec(info)?.[1] ?? '' };
      if (at < to) at = endOfLine(text, at, to) + 1;
    } else if (line.startsWith('import') || line.startsWith('export')) {
      yield { kind: 'module', start: at, end };
      at = end + 1;
      blankBefore = true;
    } else {
      const close = text.indexOf('-->', at);
      at = close < 0 || close >= to ? to : close + 3;
    }
    prose = at;
  }
  if (prose < to) yield { kind: 'prose', start: prose, end: to };
}

/** Where the line of the closing fence begins; the end where there is none. */
function closingFence(text: string, from: number, to: number, mark: string, length: number): number {
  const close = new RegExp(`^[ \\t>]*${mark}{${String(length)},}[ \\t\\r]*$`);
  for (let at = from; at < to; at = endOfLine(text, at, to) + 1) {
    const end = endOfLine(text, at, to);
    if (close.test(text.slice(at, Math.min(end, at + 300)))) return at;
  }
  return to;
}

function endOfLine(text: string, at: number, to: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 || end > to ? to : end;
}
