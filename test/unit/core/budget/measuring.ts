import type {
  Amount,
  MeasuredCall,
  MeasuredFile,
  MeasuredImage,
  MeasuredModel,
  TextRange,
} from '../../../../src/core/budget/measured';
import { parseConfig } from '../../../../src/core/config/parseConfig';
import { sourceOf } from '../../../../src/core/config/source';
import type { ConfigSource } from '../../../../src/core/config/source';
import type { Verdict } from '../../../../src/core/budget/verdict';

export function at(line: number): TextRange {
  return { line, column: 1, endLine: line, endColumn: 10 };
}

export function exactly(n: number): Amount {
  return { known: [n, n] };
}

export const gpt: MeasuredModel = { names: [{ asked: 'gpt-5.4', id: 'gpt-5.4' }], providers: ['openai'] };
export const nobody: MeasuredModel = { names: [], providers: [], unknown: 'the call states no model' };

export function image(tokens: number, more: Partial<MeasuredImage> = {}): MeasuredImage {
  return {
    range: at(2),
    shown: 'img/a.png',
    path: 'img/a.png',
    detail: 'stated',
    tokens: exactly(tokens),
    usd: exactly(tokens / 1e6),
    bytes: exactly(tokens * 10),
    count: 1,
    ignores: [],
    ...more,
  };
}

export function call(tokens: number, more: Partial<MeasuredCall> = {}): MeasuredCall {
  return {
    range: at(1),
    callee: 'client.responses.create',
    model: gpt,
    tier: 'standard',
    requests: 1,
    images: [],
    tokens: exactly(tokens),
    usd: exactly(tokens / 1e6),
    bytes: exactly(tokens * 10),
    ignores: [],
    ...more,
  };
}

export function file(name: string, ...calls: readonly MeasuredCall[]): MeasuredFile {
  return { file: name, calls, references: [], ignores: [] };
}

/** A `tilescope.json` by its path; what is wrong with it fails the test. */
export function source(path: string, text: string): ConfigSource {
  const located = parseConfig(text, path);
  if (located.problems[0] !== undefined) throw new Error(located.problems[0].message);
  return sourceOf(path, located);
}

export function said(verdicts: readonly Verdict[]): readonly string[] {
  return verdicts.map(
    ({ code, level, subject, exception, message }) =>
      `${subject.file}:${String(subject.range.line)} ${level} ${code}${exception === undefined ? '' : ` (${exception.state})`}: ${message}`,
  );
}

export function codes(verdicts: readonly Verdict[]): readonly string[] {
  return verdicts.map(
    ({ code, level, exception }) => `${level} ${code}${exception === undefined ? '' : ` ${exception.state}`}`,
  );
}
