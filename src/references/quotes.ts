import type { Language } from './language';
import type { Lexicon } from './lexicon';

/** Words that a string may follow without a space: `return"a.png"` in minified code. */
const beforeString =
  /(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|throw|new|from|import|export|default|yield|await|instanceof|extends|as)$/;

/**
 * Whether the quote at `at` can open a string: not the apostrophe of `<p>Don't</p>`, of a Rust lifetime, of a number
 * written `1'000`.
 */
export function opensString(text: string, at: number, language: Language, lexicon: Lexicon): boolean {
  const before = text.charAt(at - 1);
  if (lexicon.apostrophes) return !/[\p{L}\p{N}_]/u.test(before);
  if (language === 'javascript')
    return !/[\w$)\]}\u00c0-\uffff]/.test(before) || beforeString.test(text.slice(Math.max(0, at - 11), at));
  if (lexicon.multiline.includes("'") && /\p{L}/u.test(before))
    return !/^'(?:s|t|re|ve|ll|d|m)\b/.test(text.slice(at, at + 4));
  if (language === 'c' && text.charAt(at) === "'") {
    if (/\d/.test(before)) return false;
    if (before === '&' || before === '<') return !/^'[a-z_]\w*[\s>,:+)]/.test(text.slice(at, at + 40));
  }
  return true;
}

/** Python's `rb`, C#'s `$@`, Rust's `r`: what stands at the quote and belongs to it. */
export function prefixAt(text: string, at: number, language: Language): string {
  if (language !== 'python' && language !== 'c') return '';
  const before = text.slice(Math.max(0, at - 4), at);
  const match =
    language === 'python'
      ? /(?<![\w])[rbuft]{1,3}$/i.exec(before)
      : /(?:[$@]{1,2}|(?<!\w)(?:br|r|f|s))$/.exec(before);
  return match?.[0] ?? '';
}

/** A string with ends of its own: Rust's `r#"…"#`, C++'s `R"x(…)x"`. `open` begins at the quote. */
export function rawStringAt(
  text: string,
  at: number,
  language: Language,
): { readonly open: string; readonly close: string } | undefined {
  if (language !== 'c' || text.charAt(at) !== '"') return undefined;
  const before = text.slice(Math.max(0, at - 12), at);
  const hashes = /(?<!\w)(?:br|r)?(#{1,10})$/.exec(before)?.[1];
  if (hashes !== undefined) return { open: '"', close: `"${hashes}` };
  if (!/(?<!\w)(?:u8|[uUL])?R$/.test(before)) return undefined;
  const delimiter = /^"([^()\\\s]{0,16})\(/.exec(text.slice(at, at + 18))?.[1];
  return delimiter === undefined ? undefined : { open: `"${delimiter}(`, close: `)${delimiter}"` };
}
