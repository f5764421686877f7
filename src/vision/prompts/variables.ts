/** What a prompt may hold between double braces, and what it stands for. */
export const variableNames = [
  'picture.name',
  'pictures',
  'selection',
  'clipboard',
  'file',
  'file.name',
] as const;

export type VariableName = (typeof variableNames)[number];

/** `{{selection}}`, or `{{input:Question}}`, which asks. */
export type Variable =
  | { readonly kind: 'named'; readonly name: VariableName; readonly start: number; readonly end: number }
  | { readonly kind: 'input'; readonly question: string; readonly start: number; readonly end: number };

const pattern = /\{\{\s*(?:input\s*:\s*([^{}\n]{1,200}?)|([a-z]+(?:\.[a-z]+)?))\s*\}\}/gi;

/** In the order of the text. Other words in double braces are text: a prompt may be about templates. */
export function variablesIn(text: string): readonly Variable[] {
  const found: Variable[] = [];
  for (const match of text.matchAll(pattern)) {
    const place = { start: match.index, end: match.index + match[0].length };
    const [, question, word] = match;
    if (question !== undefined) {
      found.push({ kind: 'input', question, ...place });
      continue;
    }
    const name = variableNames.find(known => known === word?.toLowerCase());
    if (name !== undefined) found.push({ kind: 'named', name, ...place });
  }
  return found;
}

/** Words in double braces that are nearly a variable are likely meant as one. */
export function unknownVariables(
  text: string,
): readonly { readonly word: string; readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/\{\{\s*([\w.]{1,60})\s*\}\}/g)].flatMap(match => {
    const word = match[1] ?? '';
    return variableNames.some(name => name === word.toLowerCase())
      ? []
      : [{ word, start: match.index, end: match.index + match[0].length }];
  });
}

/**
 * The text with its variables filled in: what `valueOf` gives for one stands in its place, once (a value's own braces
 * are text). `undefined` leaves it as it is written.
 */
export function filled(text: string, valueOf: (variable: Variable) => string | undefined): string {
  let out = '';
  let done = 0;
  for (const variable of variablesIn(text)) {
    const value = valueOf(variable);
    if (value === undefined) continue;
    out += text.slice(done, variable.start) + value;
    done = variable.end;
  }
  return out + text.slice(done);
}
