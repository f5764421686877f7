import type { Value } from '../value';
import { optionsAt, type Occasion } from './occasion';

interface When {
  readonly value: Value;
  readonly at: Occasion;
}

/** More texts than this are not told apart. */
const mostTexts = 64;

/** What a value may be, and when, with the choices within texts and files' names made too. */
export function concretely(value: Value, at: Occasion): readonly When[] {
  return optionsAt(value, at).flatMap(option => within(option.value, option.at));
}

function within(value: Value, at: Occasion): readonly When[] {
  if (value.kind === 'content')
    return concretely(value.of, at).map(of => ({ value: { ...value, of: of.value }, at: of.at }));
  if (value.kind === 'text' && value.parts.some(mayVary))
    return joined(value.parts, at).map(({ parts, at }) => ({ value: textOf(value, parts), at }));
  return [{ value, at }];
}

function mayVary(part: Value): boolean {
  return (
    part.kind === 'choice' ||
    (part.kind === 'content' && mayVary(part.of)) ||
    (part.kind === 'text' && part.parts.some(mayVary))
  );
}

function joined(parts: readonly Value[], at: Occasion): readonly { parts: readonly Value[]; at: Occasion }[] {
  return parts.reduce<readonly { parts: readonly Value[]; at: Occasion }[]>(
    (before, part) =>
      before
        .flatMap(sofar =>
          concretely(part, sofar.at).map(next => ({ parts: [...sofar.parts, next.value], at: next.at })),
        )
        .slice(0, mostTexts),
    [{ parts: [], at }],
  );
}

/** A text of these parts: a string where all of them are, strings in a row joined. */
function textOf(value: Value, parts: readonly Value[]): Value {
  const merged: Value[] = [];
  for (const part of parts.flatMap(part => (part.kind === 'text' ? part.parts : [part]))) {
    const last = merged.at(-1);
    if (part.kind === 'string' && last?.kind === 'string')
      merged[merged.length - 1] = {
        kind: 'string',
        text: last.text + part.text,
        span: value.span,
        literals: [...literalsOf(last), ...literalsOf(part)],
      };
    else merged.push(part);
  }
  const [only] = merged;
  const place = { span: value.span, ...(value.elsewhere && { elsewhere: true }) };
  if (only?.kind === 'string' && merged.length === 1) return { ...only, ...place };
  return { kind: 'text', parts: merged, ...place };
}

/** The literals a value is put together from, as far as they stand in this text. */
export function literalsOf(value: Value): readonly { start: number; end: number }[] {
  if (value.elsewhere) return [];
  switch (value.kind) {
    case 'string':
      return value.content ? [value.content] : (value.literals ?? []);
    case 'path':
    case 'several':
      return value.literals;
    case 'content':
      return literalsOf(value.of);
    default:
      return [];
  }
}
