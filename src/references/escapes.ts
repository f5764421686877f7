import type { Escapes } from './lexicon';

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
};

/** `\x41`, `\u0041`, `\u{41}`, `\U00000041`, a line's end, or any one character. */
const escape =
  /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|(\r\n|[\s\S]))/g;

/** A literal's text as the program sees it: escapes undone, line continuations joined. */
export function unescapeLiteral(text: string, escapes: Escapes): string {
  switch (escapes) {
    case 'none':
      return text;
    case 'doubled-single':
      return text.replaceAll("''", "'");
    case 'doubled-double':
      return text.replaceAll('""', '"');
    case 'backtick':
      return text.replace(/`(\r\n|[\s\S])|""/g, (_, char?: string) =>
        char === undefined ? '"' : /^\r?\n$/.test(char) ? '' : (simple[char] ?? char),
      );
    case 'quote':
      return text.replace(/\\([\\'"`])/g, '$1');
    case 'shell':
      return text.replace(/\\(?:\r?\n|([\\"$`]))/g, (_, char?: string) => char ?? '');
    case 'css':
      return text.replace(
        /\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\n\f])?|(\r\n|[\s\S]))/g,
        (_, code?: string, char?: string) =>
          code !== undefined ? codePoint(code, '\uFFFD') : /^[\r\n\f]/.test(char ?? '') ? '' : (char ?? ''),
      );
    case 'c':
    case 'python':
      if (!text.includes('\\')) return text;
      return text.replace(
        escape,
        (whole: string, braced?: string, u?: string, x?: string, long?: string, char?: string) => {
          const code = braced ?? u ?? x ?? long;
          if (code !== undefined) return codePoint(code, whole);
          if (char === undefined) return whole;
          if (char === '\n' || char === '\r\n') return '';
          return simple[char] ?? (escapes === 'python' && !/['"\\]/.test(char) ? whole : char);
        },
      );
  }
}

function codePoint(hexadecimal: string, otherwise: string): string {
  const point = Number.parseInt(hexadecimal, 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : otherwise;
}
