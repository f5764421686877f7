import type { BudgetCode } from '../../../core/budget/codes';
import type { ConfigPlace } from '../../../core/config/source';
import type { Span } from '../expression';
import type { Code, Severity } from './codes';

/** Something about a call that costs money for nothing, would be refused, or cannot be priced. */
export interface Finding {
  /** Those of budgets are made by the editor: from a verdict. */
  readonly code: Code | BudgetCode;
  /** What, with the numbers, and the way out. */
  readonly message: string;
  readonly span: Span;
  /** The code's own, which a setting or the project may change. */
  readonly severity: Severity;
  /** Where the statement of the call begins: a comment before it speaks for all of its findings. */
  readonly statement: number;
  readonly fixes: readonly Fix[];
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** The line of a `tilescope.json` that this is by. */
  readonly place?: ConfigPlace;
}

export type Fix =
  | {
      readonly kind: 'edit';
      readonly title: string;
      /** None touches another. */
      readonly edits: readonly Edit[];
      readonly preferred?: boolean;
    }
  /** The name is given a model in the project's `tilescope.json`. */
  | { readonly kind: 'alias'; readonly title: string; readonly name: string; readonly model: string }
  /** A line of a `tilescope.json` is shown with its value selected. */
  | { readonly kind: 'limit'; readonly title: string; readonly place: ConfigPlace }
  /** An exception is added to a `tilescope.json`, to be filled in. */
  | {
      readonly kind: 'exception';
      readonly title: string;
      readonly config: string;
      readonly glob: string;
      readonly code: BudgetCode;
    };

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The part of the text that one is expected to write over. */
  readonly placeholder?: string;
}

/** In the order of the text; what begins at the same place as it was found. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => a.span.start - b.span.start);
}

/** A part that several calls or several rounds share is spoken of once. */
export function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, span }) => {
    const key = `${code} ${String(span.start)} ${String(span.end)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The same, counted from elsewhere. */
export function moved(finding: Finding, by: number): Finding {
  if (by === 0) return finding;
  const at = <T extends Span>(span: T): T => ({ ...span, start: span.start + by, end: span.end + by });
  return {
    ...finding,
    span: at(finding.span),
    statement: finding.statement + by,
    fixes: finding.fixes.map(fix => (fix.kind === 'edit' ? { ...fix, edits: fix.edits.map(at) } : fix)),
    ...(finding.related === undefined
      ? {}
      : { related: finding.related.map(one => ({ ...one, span: at(one.span) })) }),
  };
}
