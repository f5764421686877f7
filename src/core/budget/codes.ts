/** What a verdict is about: the same word in exceptions, ignore comments, the docs and every format of the command line. */
export const budgetCodes = [
  'image-over-budget',
  'call-over-budget',
  'file-over-budget',
  'project-over-budget',
  'cost-rise',
  'model-not-allowed',
  'model-not-known',
  'detail-not-stated',
  'remote-image',
  'budget-unknown',
  'expired-exception',
] as const;

export type BudgetCode = (typeof budgetCodes)[number];

export function isBudgetCode(text: string): text is BudgetCode {
  return (budgetCodes as readonly string[]).includes(text);
}

/** What nobody can make an exception of: an exception that has run out, and a budget that could not be looked at. */
export const lastingCodes: readonly BudgetCode[] = ['expired-exception'];
