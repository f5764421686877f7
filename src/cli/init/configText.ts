import { changed, insertedLast, layoutOf, nodeAt } from '../../core/config/insert';
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
  const { unit, lineBreak } = layoutOf(text);
  const value = budgetsText(proposal, unit, lineBreak);
  const there = nodeAt(text, ['budgets']);
  if (there !== undefined) return changed(text, { offset: there.offset, length: there.length, text: value });
  const root = nodeAt(text, []);
  if (root === undefined) throw new RangeError('A configuration without a value');
  return changed(text, insertedLast(text, root, `"budgets": ${value}`, 1));
}

export function isSame(now: unknown, proposal: Proposal): boolean {
  return JSON.stringify(now) === JSON.stringify(budgetsOf(proposal));
}
