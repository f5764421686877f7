/**
 * Whether a name, by the characters around it, may be declared or changed where it stands, and is not only read. In a
 * long text this spares the parsing of everything that only reads it; what may go either way is `true`.
 */
export function mayBind(text: string, at: number, length: number): boolean {
  const end = at + length;
  if (text.charAt(at - 1) === '.' && text.charAt(at - 2) !== '.') return false;
  const before = text.slice(Math.max(0, at - 24), at);
  if (declares.test(before)) return true;
  const after = text.slice(end, end + 240);
  const next = /\S/.exec(after)?.[0] ?? '';
  switch (next) {
    case '.':
    case '[':
    case '!':
      return changes.test(after);
    case '?':
      // `name?.x` and `name ? a : b` read it; `name ??= x` and an optional parameter do not.
      return /^\s*\?(?:\?=|\s*[:,)])/.test(after);
    case '(':
    case ';':
    case '*':
    case '/':
    case '%':
    case '<':
    case '>':
    case '`':
      return /^\s*[*/%<>]{1,3}=(?!=)/.test(after);
    case '+':
    case '-':
      return /^\s*(?:\+\+|--|[+-]=)/.test(after);
    case '&':
    case '|':
      return /^\s*(?:&&|\|\|)=/.test(after);
    case '=':
      return !/^\s*===?/.test(after);
    case ')':
      return parametersFollow(text, end);
    default:
      return true;
  }
}

const declares = /(?:^|[^\w$.])(?:const|let|var|function\*?|class|enum|import|as|catch\s*\()\s*$/;
const changes =
  /^(?:\s*[?!]?\.\s*[\w$]+|\s*!?\[[^\]\n]*\])+\s*(?:=(?![=>])|\+=|\?\?=)|^(?:\s*[?!]?\.\s*[\w$]+|\s*!?\[[^\]\n]*\])*\s*[?!]?\.\s*(?:push|unshift|splice)\s*\(/;

/** `(a, name) =>`, `(name) {`, `(name): T {`: the bracket that closes here closes parameters. */
function parametersFollow(text: string, at: number): boolean {
  return /^\s*\)\s*(?:=>|\{|:)/.test(text.slice(at, at + 80));
}

/**
 * The same for a name of the module, in a statement at its top that begins at `from`: what functions in there declare
 * for themselves is of no interest elsewhere.
 */
export function mayBindAtTop(text: string, from: number, at: number, length: number): boolean {
  if (text.charAt(at - 1) === '.' && text.charAt(at - 2) !== '.') return false;
  const after = text.slice(at + length, at + length + 240);
  if (changes.test(after) || /^\s*(?:=(?![=>])|[+?|&]{1,2}=)/.test(after)) return true;
  // Names that are taken apart, or imported: before the `=`.
  const head = text.slice(from, Math.min(at, from + 4000)).replace(leading, '');
  return at - from < 4000 && declaration.test(head);
}

const leading = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/|@[\w.]+(?:\([^)]*\))?\s)*/;
const declaration =
  /^(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:(?:const|let|var|import)\b[^=;]*|(?:async\s+)?(?:function\s*\*?|(?:abstract\s+)?class|(?:const\s+)?enum)\s*)$/;
