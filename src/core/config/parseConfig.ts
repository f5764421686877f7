import { getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { RegistryLayer } from '../models/registry';
import { checkModels, layerOf } from './modelNames';
import { isRecord, without } from './paths';
import { findings } from './plainWords';
import type { Finding } from './plainWords';
import { lineMap, repeatedKeys, spanOf } from './positions';
import type { Span } from './positions';
import { configErrors } from './schema';
import type { CheckedConfig, ConfigPath, LocatedConfigProblem, TilescopeConfig } from './tilescopeConfig';

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
): CheckedConfig<LocatedConfigProblem> {
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
  if (tree === undefined) return { config: {}, layer: { origin }, problems };

  for (const { key, path } of repeatedKeys(tree))
    report(`${JSON.stringify(key.value)} is written twice: only the last one counts.`, path, key);
  const checked = check(value, origin, below);
  for (const { message, path, onKey } of checked.findings)
    report(message, path, spanOf(tree, path, onKey === true));
  problems.sort((a, b) => a.offset - b.offset);
  return { config: checked.config, layer: layerOf(checked.config, origin), problems };
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

interface Checked {
  readonly config: TilescopeConfig;
  readonly findings: readonly Finding[];
}

function check(value: unknown, origin: string, below: readonly RegistryLayer[]): Checked {
  const found = findings(configErrors(value), value);
  let rest = without(
    value,
    found.map(({ drop }) => drop),
  );
  // What is left may lack something now (a promotion its date); that follows from what has been said already.
  for (let errors = configErrors(rest); isRecord(rest) && errors.length > 0; errors = configErrors(rest))
    rest = without(
      rest,
      findings(errors, rest).map(({ drop }) => drop),
    );
  if (!isRecord(rest)) return { config: {}, findings: found };
  const compared: readonly unknown[] =
    isRecord(value) && Array.isArray(value.compareModels) ? value.compareModels : [];
  const models = checkModels(rest, compared, origin, below);
  return { config: models.config, findings: [...found, ...models.findings] };
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
