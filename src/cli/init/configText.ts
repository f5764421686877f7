import { createScanner, findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Proposal } from '../../core/budget/proposal';
import { budgetsOf, budgetsText } from './budgetText';

/** A new `tilescope.json`. */
export function newConfig(proposal: Proposal, date: string, headroom: string): string {
  return `{
  // What pictures may cost here, from what they cost on ${date} with ${headroom} headroom.
  // Written by \`tilescope init\`; \`tilescope check\` holds the project to it. Change what you like.
  "budgets": ${budgetsText(proposal, '  ', '\n')}
}
`;
}

/**
 * One that is there, with `budgets` added at its end or written anew. Not a character of anything else changes, which an
 * edit that formats would not promise.
 * @param text valid
 */
export function withBudgets(text: string, proposal: Proposal): string {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const [, unit = '  '] = /^([ \t]+)\S/m.exec(text) ?? [];
  const value = budgetsText(proposal, unit, lineBreak);
  // A byte order mark is no JSON; a space in its place keeps every offset.
  const tree = parseTree(text.replace(/^\uFEFF/, ' '), [], { allowTrailingComma: true });
  if (tree === undefined) throw new RangeError('A configuration without a value');
  const there = findNodeAtLocation(tree, ['budgets']);
  if (there !== undefined)
    return text.slice(0, there.offset) + value + text.slice(there.offset + there.length);
  const property = `${lineBreak}${unit}"budgets": ${value}`;
  const last = tree.children?.at(-1);
  if (last === undefined) {
    const open = tree.offset + 1;
    const rest = text.slice(open);
    return text.slice(0, open) + property + (/^\s*\}/.test(rest) ? lineBreak + rest.trimStart() : rest);
  }
  const end = last.offset + last.length;
  const comma = commaAfter(text, end);
  const tail = comma === undefined ? end : comma + 1;
  // A comment at the end of the line is about what stands before it.
  const line = /^[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)?(?=\r?\n)/.exec(text.slice(tail));
  const at = tail + (line?.[0].length ?? 0);
  const after = text.slice(at);
  return (
    text.slice(0, end) +
    (comma === undefined ? ',' : '') +
    text.slice(end, at) +
    property +
    (comma === undefined ? '' : ',') +
    (/^[ \t]*\}/.test(after) ? lineBreak + after.trimStart() : after)
  );
}

/** Where a comma follows, comments and blanks left aside. */
function commaAfter(text: string, offset: number): number | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  return text[scanner.getTokenOffset()] === ',' ? scanner.getTokenOffset() : undefined;
}

export function isSame(now: unknown, proposal: Proposal): boolean {
  return JSON.stringify(now) === JSON.stringify(budgetsOf(proposal));
}
