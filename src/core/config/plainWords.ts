import { closest, distance } from 'fastest-levenshtein';
import { list } from '../text';
import { isRecord, pathOfPointer, showPath } from './paths';
import type { SchemaError } from './schema';
import type { ConfigPath, ConfigProblem } from './tilescopeConfig';

/** A problem, and what has to go so that the rest is valid. */
export interface Finding extends ConfigProblem {
  readonly drop: ConfigPath;
  /** It is the key that is wrong, not its value. */
  readonly onKey?: true;
}

/**
 * The validator's errors as a person would put them. A value of the wrong kind is complained about once: that it is also
 * none of the allowed ones goes without saying.
 */
export function findings(
  errors: readonly SchemaError[],
  root: unknown,
  base: ConfigPath = [],
): readonly Finding[] {
  const wrongKind = new Set(errors.filter(({ keyword }) => keyword === 'type').map(e => e.instancePath));
  const found = new Map<string, Finding>();
  for (const error of errors) {
    // What is wrong with a name is said by the `propertyNames` error that follows.
    if (error.propertyName !== undefined && error.keyword !== 'propertyNames') continue;
    if (error.keyword !== 'type' && wrongKind.has(error.instancePath)) continue;
    const finding = inWords(error, root, base);
    found.set(`${showPath(finding.path)} ${finding.message}`, finding);
  }
  return [...found.values()];
}

function inWords(error: SchemaError, root: unknown, base: ConfigPath): Finding {
  const at = [...base, ...pathOfPointer(error.instancePath, root)];
  const here = at.length === 0 ? 'the configuration' : showPath(at);
  const whole = { path: at, drop: at };
  const { params } = error;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(
        String(params.additionalProperty),
        at,
        Object.keys(asRecord(error.parentSchema?.properties)),
      );
    case 'propertyNames':
      return badName(String(params.propertyName), at, error.schema);
    case 'required':
      return { ...whole, message: `${here} lacks ${quoted(String(params.missingProperty))}.` };
    case 'type':
      return { ...whole, message: `${here} must be ${kinds(params.type)}, not ${shown(error.data)}.` };
    case 'enum':
      return { ...whole, message: notAllowed(here, error.data, asList(params.allowedValues)) };
    case 'const':
      return {
        ...whole,
        message: `${here} must be ${quoted(params.allowedValue)}, not ${shown(error.data)}.`,
      };
    case 'minimum':
      return {
        ...whole,
        message: `${here} must be ${String(params.limit)} or more, not ${shown(error.data)}.`,
      };
    case 'exclusiveMinimum':
      return {
        ...whole,
        message: `${here} must be more than ${String(params.limit)}, not ${shown(error.data)}.`,
      };
    case 'maximum':
      return {
        ...whole,
        message: `${here} must be ${String(params.limit)} or less, not ${shown(error.data)}.`,
      };
    case 'minLength':
      return { ...whole, message: `${here} must not be empty.` };
    case 'minProperties':
    case 'minItems':
      return { ...whole, message: `${here} must have an entry.` };
    case 'maxItems':
      return { ...whole, message: `${here} may have ${String(params.limit)} entries at most.` };
    case 'uniqueItems': {
      const [first, second] = [Number(params.j), Number(params.i)].sort((a, b) => a - b);
      const path = [...at, second ?? 0];
      return {
        path,
        drop: path,
        message: `${showPath(path)} repeats ${here}[${String(first)}]: one is enough.`,
      };
    }
    case 'pattern':
      if (params.pattern === '^off$')
        return {
          ...whole,
          message: `${here} must be a number, "off", or an object with "warn" and "fail", not ${shown(error.data)}.`,
        };
      return { ...whole, message: `${here} must be a date like 2026-12-31, not ${shown(error.data)}.` };
    default:
      return { ...whole, message: `${here} ${error.message ?? 'is not valid'}.` };
  }
}

/** `unknown key "modle": did you mean "model"?` */
function unknownKey(key: string, at: ConfigPath, known: readonly string[]): Finding {
  const path = [...at, key];
  const where = at.length === 0 ? '' : ` in ${showPath(at)}`;
  const near = nearest(key, known);
  const way =
    near === undefined ? `: known are ${list(known.map(quoted))}.` : `: did you mean ${quoted(near)}?`;
  return { path, drop: path, onKey: true, message: `unknown key ${quoted(key)}${where}${way}` };
}

function badName(key: string, at: ConfigPath, schema: unknown): Finding {
  const path = [...at, key];
  const allowed = asList(asRecord(schema).enum);
  if (allowed.length > 0) return unknownKey(key, at, allowed.map(String));
  const why = key === '' ? 'must not be empty' : 'must have no slash: code names it before the slash';
  return {
    path,
    drop: path,
    onKey: true,
    message: `a name in ${showPath(at)} ${why}${key === '' ? '' : `, not ${quoted(key)}`}.`,
  };
}

function notAllowed(here: string, value: unknown, allowed: readonly unknown[]): string {
  const near = typeof value === 'string' ? nearest(value, allowed.map(String)) : undefined;
  const hint = near === undefined ? '' : ` Did you mean ${quoted(near)}?`;
  return `${here} must be ${list(allowed.map(quoted), 'or')}, not ${shown(value)}.${hint}`;
}

/** The known word that a mistyped one is close to. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word === '' || known.length === 0) return undefined;
  const lower = word.toLowerCase();
  const near = closest(lower, known);
  const plain = known.find(candidate => candidate.toLowerCase() === lower) ?? near;
  // Two neighbouring letters swapped are two changes.
  const most = Math.min(word.length - 1, Math.max(2, Math.floor(word.length / 3)));
  return distance(lower, plain.toLowerCase()) <= most ? plain : undefined;
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

function kinds(type: unknown): string {
  const types = (Array.isArray(type) ? asList(type) : [type]).map(String);
  return list(
    types.map(name => kindNames[name] ?? name),
    'or',
  );
}

/** A value as a message shows it: short ones as they are, others by their kind. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'an object';
  if (typeof value === 'string') return quoted(value.length > 40 ? `${value.slice(0, 39)}…` : value);
  return String(value);
}

function quoted(value: unknown): string {
  return JSON.stringify(value);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
