import type { Language } from './language';

/** What a backslash (or its like) means inside a literal. */
export type Escapes =
  /** Nothing: what is written is meant. */
  | 'none'
  /** As in C and most others; of an escape nobody knows, the character is meant. */
  | 'c'
  /** As in C, but an unknown escape keeps its backslash: `"mockups\cart.png"`. */
  | 'python'
  /** Only the backslash and the quotes can be escaped: single quotes of PHP, Ruby and Perl, and prose. */
  | 'quote'
  /** Double quotes of a shell: only `$`, a backtick, the quote, the backslash and a line's end. */
  | 'shell'
  /** PowerShell's backtick. */
  | 'backtick'
  /** A quote is written twice: SQL, YAML's single quotes, C#'s verbatim strings. */
  | 'doubled-single'
  | 'doubled-double'
  /** Hexadecimal code points, as in style sheets. */
  | 'css';

/** How a family of languages writes comments and strings. */
export interface Lexicon {
  readonly line: readonly string[];
  readonly block: readonly (readonly [open: string, close: string])[];
  /** What its quotes make of a backslash. */
  readonly quotes: Readonly<Record<string, Escapes>>;
  /** Quotes that may run over lines. */
  readonly multiline: string;
  readonly triple: boolean;
  /** `/…/` can be a regular expression. */
  readonly regexes: boolean;
  /** A `#` inside a word is none: `a#b`. */
  readonly hashInWords: boolean;
  /** A quote right behind a word is an apostrophe; a word before a string has a space there. */
  readonly apostrophes: boolean;
}

const slashes = { line: ['//'], block: [['/*', '*/']] } as const;
const none = {
  line: [],
  block: [],
  multiline: '',
  triple: false,
  regexes: false,
  hashInWords: false,
  apostrophes: false,
} as const;

const lexicons: Readonly<Partial<Record<Language, Lexicon>>> = {
  javascript: {
    ...none,
    ...slashes,
    quotes: { "'": 'c', '"': 'c', '`': 'c' },
    multiline: '`',
    regexes: true,
  },
  c: { ...none, ...slashes, quotes: { "'": 'c', '"': 'c', '`': 'none' }, multiline: '`', triple: true },
  php: {
    ...none,
    line: ['//', '#'],
    block: slashes.block,
    quotes: { "'": 'quote', '"': 'c' },
    multiline: `'"`,
  },
  python: { ...none, line: ['#'], quotes: { "'": 'python', '"': 'python' }, triple: true },
  hash: {
    ...none,
    line: ['#'],
    quotes: { "'": 'quote', '"': 'c' },
    multiline: `'"`,
    triple: true,
    hashInWords: true,
  },
  shell: {
    ...none,
    line: ['#'],
    quotes: { "'": 'none', '"': 'shell' },
    multiline: `'"`,
    hashInWords: true,
  },
  powershell: {
    ...none,
    line: ['#'],
    block: [['<#', '#>']],
    quotes: { "'": 'doubled-single', '"': 'backtick' },
    multiline: `'"`,
    hashInWords: true,
  },
  config: {
    ...none,
    line: ['#'],
    quotes: { "'": 'none', '"': 'quote' },
    triple: true,
    hashInWords: true,
    apostrophes: true,
  },
  sql: {
    ...none,
    line: ['--'],
    block: slashes.block,
    quotes: { "'": 'doubled-single', '"': 'doubled-double' },
  },
  lua: {
    ...none,
    line: ['--'],
    block: [
      ['--[[', ']]'],
      ['{-', '-}'],
    ],
    quotes: { "'": 'c', '"': 'c' },
    apostrophes: true,
  },
  json: { ...none, ...slashes, quotes: { '"': 'c', "'": 'c' } },
  yaml: {
    ...none,
    line: ['#'],
    quotes: { "'": 'doubled-single', '"': 'c' },
    hashInWords: true,
    apostrophes: true,
  },
};

/** Nothing is known but quotes. */
const plain: Lexicon = { ...none, quotes: { "'": 'quote', '"': 'quote', '`': 'quote' }, apostrophes: true };

/** The lexicon of a language; of one that has none of its own, nothing but quotes. */
export function lexiconOf(language: Language): Lexicon {
  return lexicons[language] ?? plain;
}

const openings = new Map<Lexicon, RegExp>();

/** Finds the next character that may begin a comment, a string or a regular expression, or that nests. */
export function openingOf(lexicon: Lexicon): RegExp {
  let pattern = openings.get(lexicon);
  if (pattern === undefined) {
    const marks = [...lexicon.line, ...lexicon.block.map(([open]) => open)].map(mark =>
      mark.replace(/[*/[{]/g, '\\$&'),
    );
    const quotes = `[${Object.keys(lexicon.quotes).join('')}${lexicon.regexes ? '{}/' : ''}]`;
    pattern = new RegExp([quotes, ...marks].join('|'), 'g');
    openings.set(lexicon, pattern);
  }
  return pattern;
}
