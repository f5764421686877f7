import { budgetCodes, lastingCodes } from '../../../core/budget/codes';
import type { BudgetCode } from '../../../core/budget/codes';

/** What a finding is about: the same word in settings, ignore comments, the docs and the command line. */
export const codes = [
  'omitted-detail',
  'useless-detail',
  'unsupported-detail-value',
  'will-be-refused',
  'downscaled-away',
  'unknown-model',
  'base64-as-text',
  'missing-image',
  'local-path-as-url',
  'ignore-comment',
] as const;

export type Code = (typeof codes)[number];

export function isCode(text: string): text is Code {
  return (codes as readonly string[]).includes(text);
}

/** What a comment can name. */
export const ignorableCodes: readonly (Code | BudgetCode)[] = [
  ...codes.filter(code => code !== 'ignore-comment'),
  ...budgetCodes.filter(code => !lastingCodes.includes(code)),
];

export function isIgnorable(text: string): boolean {
  return (ignorableCodes as readonly string[]).includes(text);
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** How loud a finding is where nobody said otherwise: an error is what the API would refuse. */
export const severities: Readonly<Record<Code, Severity>> = {
  'omitted-detail': 'warning',
  'useless-detail': 'information',
  'unsupported-detail-value': 'error',
  'will-be-refused': 'error',
  'downscaled-away': 'information',
  'unknown-model': 'warning',
  'base64-as-text': 'warning',
  'missing-image': 'warning',
  'local-path-as-url': 'error',
  'ignore-comment': 'warning',
};

export const levels = ['error', 'warning', 'information', 'hint', 'off'] as const;
export type Level = Severity | 'off';

export function isLevel(value: unknown): value is Level {
  return (levels as readonly unknown[]).includes(value);
}

/** `omitted-detail` → `omittedDetail`, as settings are called. */
export function camelCase(code: Code): string {
  return code.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
