import { getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { RegistryLayer } from '../models/registry';
import { checkBudgets } from './checkBudgets';
import { checkModels, layerOf } from './modelNames';
import { isRecord, remaining, without } from './paths';
import { findings } from './plainWords';
import type { Finding } from './plainWords';
import { lineMap, repeatedKeys, spanOf } from './positions';
import type { Span } from './positions';
import { configErrors } from './schema';
import type {
  CheckedConfig,
  ConfigPath,
  LocatedConfig,
  LocatedConfigProblem,
  TilescopeConfig,
} from './tilescopeConfig';

export type { CheckedConfig, ConfigProblem, LocatedConfigProblem, TilescopeConfig } from './tilescopeConfig';

/** A file that is no JSON at all would otherwise be complained about word by word. */
const mostSyntaxErrors = 5;

/**
 * Reads a `tilescope.json`: JSON with comments and trailing commas. Never throws: what is wrong is a problem with its
 * place in the text, and what a problem names is left out of the configuration.
 *
 * @param text the file's content
 * @param origin what messages and models call it: `tilescope.json`
 * @param below layers in force without it (settings): their names are known to it too
 */
export function parseConfig(
  text: string,
  origin: string,
  below: readonly RegistryLayer[] = [],
): LocatedConfig {
  const lineAt = lineMap(text);
  const problems: LocatedConfigProblem[] = [];
  const report = (message: string, path: ConfigPath, { offset, length }: Span): void => {
    problems.push({ message, path, offset, length, ...lineAt(offset) });
  };
  const { tree, errors, value } = parse(text);
  if (errors === 'too-deep') {
    report('the file is nested too deeply to be read.', [], { offset: 0, length: 1 });
  } else if (
    tree === undefined &&
    errors.every(({ error }) => printParseErrorCode(error) === 'ValueExpected')
  ) {
    report('the file is empty: write {} for a configuration that says nothing.', [], {
      offset: 0,
      length: 0,
    });
  } else {
    for (const error of errors.slice(0, mostSyntaxErrors)) report(syntaxMessage(error), [], error);
  }
  if (tree === undefined)
    return {
      config: {},
      layer: { origin },
      problems,
      place: () => ({ offset: 0, length: 0, line: 1, column: 1 }),
    };

  for (const { key, path } of repeatedKeys(tree))
    report(`${JSON.stringify(key.value)} is written twice: only the last one counts.`, path, key);
  const checked = check(value, origin, below);
  for (const { message, path, onKey } of checked.findings)
    report(message, path, spanOf(tree, path, onKey === true));
  problems.sort((a, b) => a.offset - b.offset);
  return {
    config: checked.config,
    layer: layerOf(checked.config, origin),
    problems,
    place: path => {
      const [key, index, ...rest] = path;
      const written =
        isCounted(key) && typeof index === 'number'
          ? [key, checked.written[key][index] ?? index, ...rest]
          : path;
      const span = spanOf(tree, written, false);
      return { ...span, ...lineAt(span.offset) };
    },
  };
}

/**
 * The same for a value that has no text, as settings have none. Keys whose value is `undefined` count as absent.
 *
 * @param value an object with the keys of `tilescope.json`
 */
export function checkConfig(
  value: unknown,
  origin: string,
  below: readonly RegistryLayer[] = [],
): CheckedConfig {
  const { config, findings: found } = check(value, origin, below);
  return {
    config,
    layer: layerOf(config, origin),
    problems: found.map(({ message, path }) => ({ message, path })),
  };
}

/** Lists of objects, of which some may be left out: what is left counts from 0 and stands elsewhere in the text. */
const counted = ['budgets', 'exceptions'] as const;
type Counted = (typeof counted)[number];

/** By index in the configuration, the index in the text. */
export type Written = Readonly<Record<Counted, readonly number[]>>;

function isCounted(key: unknown): key is Counted {
  return (counted as readonly unknown[]).includes(key);
}

interface Checked {
  readonly config: TilescopeConfig;
  readonly written: Written;
  readonly findings: readonly Finding[];
}

function check(value: unknown, origin: string, below: readonly RegistryLayer[]): Checked {
  const found = findings(configErrors(value), value);
  let rest = value;
  let written: Written = { budgets: indices(value, 'budgets'), exceptions: indices(value, 'exceptions') };
  const drop = (paths: readonly ConfigPath[]): void => {
    const left = (key: Counted): readonly number[] => {
      const items = isRecord(rest) && Array.isArray(rest[key]) ? rest[key] : [];
      const inner = paths.filter(path => path[0] === key).map(path => path.slice(1));
      return remaining(items, inner).flatMap(index => written[key][index] ?? []);
    };
    written = { budgets: left('budgets'), exceptions: left('exceptions') };
    rest = without(rest, paths);
  };
  drop(found.map(one => one.drop));
  // What is left may lack something now (a promotion its date); that follows from what has been said already.
  for (let errors = configErrors(rest); isRecord(rest) && errors.length > 0; errors = configErrors(rest))
    drop(findings(errors, rest).map(one => one.drop));
  if (!isRecord(rest)) return { config: {}, written, findings: found };
  const compared: readonly unknown[] =
    isRecord(value) && Array.isArray(value.compareModels) ? value.compareModels : [];
  const models = checkModels(rest, compared, origin, below);
  rest = models.config;
  const budgets = checkBudgets(models.config, written, [...below, layerOf(models.config, origin)]);
  drop(budgets.map(one => one.drop));
  return {
    // Valid by the schema, and every key of it may be missing: what is left is one too.
    config: isRecord(rest) ? rest : {},
    written,
    findings: [...found, ...models.findings, ...budgets],
  };
}

function indices(value: unknown, key: Counted): readonly number[] {
  const list = isRecord(value) ? value[key] : undefined;
  return Array.isArray(list) ? list.map((_, index) => index) : [];
}

interface Parsed {
  readonly tree: Node | undefined;
  readonly errors: readonly ParseError[] | 'too-deep';
  readonly value: unknown;
}

function parse(text: string): Parsed {
  // A byte order mark is no mistake; a space in its place keeps every offset.
  const clean = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const errors: ParseError[] = [];
  try {
    const tree = parseTree(clean, errors, { allowTrailingComma: true });
    return {
      tree,
      errors, // The copy has the prototypes that the validator takes for granted.
      value: tree === undefined ? undefined : without(getNodeValue(tree), []),
    };
  } catch (error) {
    // The parser descends once for each bracket.
    if (error instanceof RangeError) return { tree: undefined, errors: 'too-deep', value: undefined };
    throw error;
  }
}

const syntaxWords: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no JSON: words and names stand in double quotes.',
  InvalidNumberFormat: 'this is no number as JSON writes them.',
  PropertyNameExpected: 'a key in double quotes is missing here.',
  ValueExpected: 'a value is missing here.',
  ColonExpected: 'a colon is missing between the key and its value.',
  CommaExpected: 'a comma is missing before this.',
  CloseBraceExpected: 'a } is missing here.',
  CloseBracketExpected: 'a ] is missing here.',
  EndOfFileExpected: 'the configuration has ended before this: take it out.',
  UnexpectedEndOfComment: 'the comment has no end: close it with */.',
  UnexpectedEndOfString: 'the string has no end: close it with a double quote.',
  UnexpectedEndOfNumber: 'the number stops short.',
  InvalidUnicode: 'the \\u escape is not four hexadecimal digits.',
  InvalidEscapeCharacter: 'this escape does not exist in JSON: a backslash itself is \\\\.',
  InvalidCharacter: 'this character must be escaped in a string.',
};

function syntaxMessage({ error }: ParseError): string {
  return syntaxWords[printParseErrorCode(error)] ?? 'this is no JSON.';
}
