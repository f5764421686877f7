import { formatUsd } from '../../core/money';
import { amountText } from '../../core/budget/words';
import type { Proposal, ProposedLimit, ProposedScope } from '../../core/budget/proposal';
import type { Budget } from '../../core/budget/budgets';

const what: Readonly<Record<ProposedScope['scope'], string>> = {
  image: 'A picture that a call sends; the dearest is',
  call: 'A call; the dearest is',
  file: 'All calls of a file; the dearest is',
  project: 'All calls, each made once; today',
};

/** The value of `budgets`. */
export function budgetsOf({ scopes }: Proposal): readonly Budget[] {
  return [
    Object.fromEntries(
      scopes.map(({ scope, limits }) => [
        scope,
        Object.fromEntries(limits.map(({ quantity, limit }) => [quantity, limit])),
      ]),
    ),
  ];
}

/** The same as people would write it, with what each limit was taken from. @param indent of the line it begins on, which is one step */
export function budgetsText(proposal: Proposal, indent: string, lineBreak: string): string {
  const lines = ['[', '  {'];
  for (const [i, { scope, limits }] of proposal.scopes.entries()) {
    lines.push(`    // ${what[scope]} ${dearestText(limits)}.`);
    const values = limits.map(({ quantity, limit }) => `"${quantity}": ${numberText(limit)}`).join(', ');
    lines.push(`    "${scope}": { ${values} }${i === proposal.scopes.length - 1 ? '' : ','}`);
  }
  lines.push('  }', ']');
  return lines
    .map(line => line.replace(/^ +/, blanks => indent.repeat(blanks.length / 2)))
    .join(`${lineBreak}${indent}`);
}

/** `src/a.ts:12, 14,364 tokens, and src/b.ts:8, $0.19`: one name where one thing has the most of both. */
function dearestText(limits: readonly ProposedLimit[]): string {
  const names = [...new Set(limits.map(({ dearest }) => dearest))];
  return names
    .map(name =>
      [
        ...(name === undefined ? [] : [plain(name)]),
        ...limits
          .filter(({ dearest }) => dearest === name)
          .map(({ quantity, today }) =>
            quantity === 'usd' ? formatUsd(today) : amountText(today, 'tokens'),
          ),
      ].join(', '),
    )
    .join(', and ');
}

/** JSON has no exponent that people like to read. */
function numberText(value: number): string {
  return value < 1e-6 ? value.toFixed(12).replace(/0+$/, '') : String(value);
}

/** A name must not end the comment it stands in. */
function plain(name: string): string {
  return name.replace(/[\r\n\u2028\u2029]/g, ' ');
}
