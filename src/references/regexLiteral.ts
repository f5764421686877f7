/** Words that a regular expression may follow; any other word is a value that is divided. */
const beforeRegex = /\b(?:return|typeof|case|in|of|do|else|void|delete|throw|new|yield|await)$/;

/** Reads over regular expressions: quotes in `/["']/` open no string. */
export class RegexReader {
  /** Up to here a slash that looks like the beginning of one is known to have no end. */
  #unclosed = -1;

  constructor(
    private readonly text: string,
    private readonly to: number,
  ) {}

  /** Behind a regular expression if one stands at `at`, else behind the slash. */
  skip(at: number): number {
    const { text } = this;
    if (at <= this.#unclosed || !isRegexPlace(text, at)) return at + 1;
    const end = Math.min(this.to, at + longest);
    let inClass = false;
    let i = at + 1;
    for (; i < end; i += 1) {
      const code = text.charCodeAt(i);
      if (code === 10) break;
      if (code === 92) i += 1;
      else if (code === 91) inClass = true;
      else if (code === 93) inClass = false;
      else if (code === 47 && !inClass) return i + 1;
    }
    this.#unclosed = i;
    return at + 1;
  }
}

/** Longer ones are not written, and a stray slash must not be looked after to the end of a minified file. */
const longest = 2000;

/** Behind a value a slash divides. */
function isRegexPlace(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && isSpace(text.charCodeAt(before))) before -= 1;
  const char = text.charAt(before);
  // `</div>` is no regular expression either.
  if (char === '<') return false;
  return !/[\w$)\]}'"`]/.test(char) || beforeRegex.test(text.slice(Math.max(0, before - 9), before + 1));
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
}
