/**
 * The attributes of the root element of an SVG document, by their names as written; `other` where the text is no SVG;
 * `incomplete` where it ends before that is known. Linear in the length of the text, whatever the text.
 */
export function rootTag(text: string): ReadonlyMap<string, string> | 'incomplete' | 'other' {
  let at = text.startsWith('\ufeff') ? 1 : 0;
  for (;;) {
    at = skipSpace(text, at);
    if (at >= text.length) return 'incomplete';
    if (text[at] !== '<') return 'other';
    const after = skipMisc(text, at);
    if (after === 'incomplete') return after;
    if (after === at) return element(text, at + 1);
    at = after;
  }
}

/** Past a comment, processing instruction or doctype at `at`; `at` itself where there is none. */
function skipMisc(text: string, at: number): number | 'incomplete' {
  if (text.startsWith('<?', at)) return past(text, '?>', at + 2);
  if (text.startsWith('<!--', at)) return past(text, '-->', at + 4);
  if (!text.startsWith('<!', at))
    return text.length - at < 4 && '<!--'.startsWith(text.slice(at)) ? 'incomplete' : at;
  // A doctype may bring declarations in brackets, with angle brackets of their own.
  let depth = 0;
  let quote = '';
  for (let i = at + 2; i < text.length; i++) {
    const char = text[i] ?? '';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '[') depth++;
    else if (char === ']') depth--;
    else if (char === '>' && depth <= 0) return i + 1;
  }
  return 'incomplete';
}

function past(text: string, mark: string, from: number): number | 'incomplete' {
  const found = text.indexOf(mark, from);
  return found === -1 ? 'incomplete' : found + mark.length;
}

function element(text: string, from: number): ReadonlyMap<string, string> | 'incomplete' | 'other' {
  let at = skipName(text, from);
  const name = text.slice(from, at);
  if (at >= text.length) return 'svg'.startsWith(name.slice(name.indexOf(':') + 1)) ? 'incomplete' : 'other';
  if (name.slice(name.indexOf(':') + 1) !== 'svg') return 'other';
  const attributes = new Map<string, string>();
  for (;;) {
    at = skipSpace(text, at);
    if (at >= text.length) return 'incomplete';
    if (text[at] === '>' || text[at] === '/') return attributes;
    const start = at;
    at = skipName(text, at);
    const attribute = text.slice(start, at);
    at = skipSpace(text, at);
    if (at >= text.length) return 'incomplete';
    // Without a value this is not XML; step over it as a lenient reader would.
    if (text[at] !== '=') {
      if (at === start) at++;
      continue;
    }
    at = skipSpace(text, at + 1);
    if (at >= text.length) return 'incomplete';
    const quote = text[at];
    if (quote !== '"' && quote !== "'") continue;
    const end = text.indexOf(quote, at + 1);
    if (end === -1) return 'incomplete';
    if (!attributes.has(attribute)) attributes.set(attribute, text.slice(at + 1, end));
    at = end + 1;
  }
}

function skipSpace(text: string, at: number): number {
  while (at < text.length && ' \t\r\n\f'.includes(text[at] ?? 'x')) at++;
  return at;
}

/** Past the characters a name may have, judged by those that end one. */
function skipName(text: string, at: number): number {
  while (at < text.length && !' \t\r\n\f=<>/"\''.includes(text[at] ?? ' ')) at++;
  return at;
}
