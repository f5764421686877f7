import { applyEdits, modify } from 'jsonc-parser';
import type { Proposal } from '../../core/budget/proposal';
import { budgetsOf, budgetsText } from './budgetText';

const placeholder = '\u0001budgets\u0001';

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
 * One that is there, with `budgets` added or written anew; everything else, comments too, stays as it is.
 * @param text valid
 */
export function withBudgets(text: string, proposal: Proposal): string {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const [, unit = '  '] = /^([ \t]+)\S/m.exec(text) ?? [];
  const edits = modify(text, ['budgets'], placeholder, {
    formattingOptions: { insertSpaces: !unit.startsWith('\t'), tabSize: unit.length, eol: lineBreak },
  });
  const value = budgetsText(proposal, unit, lineBreak);
  // A function, since a replacement text has signs of its own.
  return applyEdits(text, edits).replace(JSON.stringify(placeholder), () => value);
}

export function isSame(now: unknown, proposal: Proposal): boolean {
  return JSON.stringify(now) === JSON.stringify(budgetsOf(proposal));
}
