import { parse } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';

export type Json = Readonly<Record<string, unknown>>;

/** An object with comments and trailing commas, as far as it can be read; `broken` where it is not what it should be. */
export function parseObject(text: string): { readonly value: Json; readonly broken: boolean } {
  const errors: ParseError[] = [];
  try {
    const value: unknown = parse(text.replace(/^\ufeff/, ''), errors, { allowTrailingComma: true });
    return isObject(value) ? { value, broken: errors.length > 0 } : { value: {}, broken: true };
  } catch {
    // Nested deeper than the stack.
    return { value: {}, broken: true };
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
