import { isMap, isNode, isScalar, parseDocument } from 'yaml';
import type { Node } from 'yaml';
import { lineMap } from '../../core/config/positions';
import { nearest } from '../../core/config/plainWords';
import { list } from '../../core/text';
import type { RequestTier } from '../request';
import { freeOutput } from './prompt';
import type { Prompt } from './prompt';
import { isRecord, strictProblems } from './strictSchema';
import { unknownVariables, variableNames } from './variables';

/** Something in a prompt file that does not count, with its place in the text. */
export interface PromptProblem {
  /** What, where and what to do, in a sentence. */
  readonly message: string;
  /** In UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** False: the prompt is used all the same, and what is wrong is taken for text. */
  readonly serious: boolean;
}

export interface PromptFile {
  /** `undefined` where it asks nothing. */
  readonly prompt: Prompt | undefined;
  /** A schema in a file of its own: relative to the prompt's. Read it, and give it to {@link withSchema}. */
  readonly schemaPath:
    { readonly path: string; readonly offset: number; readonly length: number } | undefined;
  readonly problems: readonly PromptProblem[];
}

const known = ['title', 'model', 'detail', 'tier', 'schema', 'pictures'] as const;
type Key = (typeof known)[number];

const tiers: readonly RequestTier[] = ['standard', 'flex', 'fast'];
/** As many as anyone can tell apart; the providers' limits are above it. */
const mostPictures = 100;

/**
 * Reads a prompt of the user's own: Markdown with front matter that says what it is asked with. Never throws: what is
 * wrong is a problem with its place, and what a problem names is left out.
 *
 * @param id its path within the workspace folder, with `/`: `.tilescope/prompts/review.md`
 */
export function readPromptFile(text: string, id: string): PromptFile {
  const lineAt = lineMap(text);
  const problems: PromptProblem[] = [];
  const report = (message: string, offset: number, length: number, serious = true): void => {
    problems.push({ message, offset, length, serious, ...lineAt(offset) });
  };
  const { settings, body, bodyAt } = split(text);
  const read =
    settings === undefined
      ? new Map<Key, Entry>()
      : entriesOf(settings.text, settings.at, (message, offset, length) => {
          report(message, offset, length);
        });
  if (settings?.open === true)
    report('the front matter has no end: close it with a line of three dashes.', 0, 3);

  const take = <T>(key: Key, check: (value: unknown) => T | string): T | undefined => {
    const entry = read.get(key);
    if (entry === undefined) return undefined;
    const checked = check(entry.value);
    if (typeof checked === 'object' || typeof checked === 'number') return checked;
    report(`"${key}" ${String(checked)}`, entry.offset, entry.length);
    return undefined;
  };
  const word = (key: Key): string | undefined =>
    take(key, value =>
      typeof value === 'string' && value.trim() !== ''
        ? { text: value.trim() }
        : `must be a text, not ${shown(value)}.`,
    )?.text;

  const title = word('title');
  const model = word('model');
  const detail = word('detail');
  const tier = take('tier', value => {
    const found = tiers.find(one => one === value);
    return found === undefined
      ? `must be ${list(tiers, 'or')}, not ${shown(value)}.${typeof value === 'string' ? hint(value, tiers) : ''}`
      : { found };
  })?.found;
  const pictures = take('pictures', value =>
    typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostPictures
      ? value
      : `must be a whole number from 1 to ${String(mostPictures)}, not ${shown(value)}.`,
  );
  const schemaEntry = read.get('schema');
  const schemaPath =
    schemaEntry !== undefined && typeof schemaEntry.value === 'string' && schemaEntry.value.trim() !== ''
      ? { path: schemaEntry.value.trim(), offset: schemaEntry.offset, length: schemaEntry.length }
      : undefined;
  const schema =
    schemaPath !== undefined
      ? undefined
      : take('schema', value => {
          if (!isRecord(value)) return `must be a JSON Schema or the path of one, not ${shown(value)}.`;
          const [problem] = strictProblems(value);
          return problem === undefined ? { value } : `cannot be used: ${problem}`;
        })?.value;

  for (const { word: variable, start, end } of unknownVariables(body)) {
    const near = nearest(variable, variableNames);
    if (near !== undefined)
      report(
        `{{${variable}}} is no variable and is sent as it stands. Did you mean {{${near}}}?`,
        bodyAt + start,
        end - start,
        false,
      );
  }
  const asked = body.trim();
  if (asked === '') {
    report(
      'the prompt is empty: write below the front matter what is to be asked.',
      Math.max(0, text.length - 1),
      0,
    );
    return { prompt: undefined, schemaPath, problems: inOrder(problems) };
  }
  const name = (id.split('/').at(-1) ?? id).replace(/(?:\.prompt)?\.md$/i, '');
  const suffix = name.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '') || 'answer';
  const prompt: Prompt = {
    id,
    title: title ?? name,
    text: asked,
    origin: id,
    pictures: pictures ?? 1,
    ...(model !== undefined && { model }),
    ...(detail !== undefined && { detail }),
    ...(tier !== undefined && { tier }),
    output: freeOutput,
    extension: 'md',
    suffix,
  };
  return {
    prompt: schema === undefined ? prompt : withSchema(prompt, schema),
    schemaPath,
    problems: inOrder(problems),
  };
}

/** The prompt with answers of this shape. Check it with `strictProblems` first. */
export function withSchema(prompt: Prompt, schema: Readonly<Record<string, unknown>>): Prompt {
  const name = prompt.suffix.replace(/[^\w-]+/g, '_').slice(0, 64) || 'answer';
  return { ...prompt, schema: { name, schema }, extension: 'json' };
}

interface Entry {
  readonly value: unknown;
  readonly offset: number;
  readonly length: number;
}

interface Split {
  readonly settings: { readonly text: string; readonly at: number; readonly open: boolean } | undefined;
  readonly body: string;
  readonly bodyAt: number;
}

/** Front matter is the first thing in a file, or it is none. */
function split(text: string): Split {
  const first = /^\uFEFF?---[ \t]*(?:\r?\n|$)/.exec(text);
  if (first === null) return { settings: undefined, body: text.replace(/^\uFEFF/, ' '), bodyAt: 0 };
  const at = first[0].length;
  const last = /^---[ \t]*(?:\r?\n|$)/m.exec(text.slice(at));
  if (last === null)
    return { settings: { text: text.slice(at), at, open: true }, body: '', bodyAt: text.length };
  const bodyAt = at + last.index + last[0].length;
  return {
    settings: { text: text.slice(at, at + last.index), at, open: false },
    body: text.slice(bodyAt),
    bodyAt,
  };
}

function entriesOf(
  yaml: string,
  at: number,
  report: (message: string, offset: number, length: number) => void,
): Map<Key, Entry> {
  const document = parseDocument(yaml, { prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
  const entries = new Map<Key, Entry>();
  for (const { message, pos } of document.errors.slice(0, 3))
    report(`the front matter is not YAML: ${message}`, at + pos[0], Math.max(1, pos[1] - pos[0]));
  // What a broken text would mean is nobody's to guess.
  if (document.errors.length > 0) return entries;
  const root = document.contents as Node | null;
  if (root === null) return entries;
  if (!isMap(root)) {
    report(
      'the front matter must be keys with values, such as "title: Review".',
      at,
      Math.max(1, yaml.length),
    );
    return entries;
  }
  for (const { key, value } of root.items as readonly { readonly key: unknown; readonly value: unknown }[]) {
    if (!isScalar(key)) continue;
    const [start, end] = rangeOf(key);
    const name = String(key.value);
    const found = known.find(candidate => candidate === name);
    if (found === undefined) {
      const near = nearest(name, known);
      report(
        `unknown key "${name}": ${near === undefined ? `known are ${list(known)}.` : `did you mean "${near}"?`}`,
        at + start,
        end - start,
      );
      continue;
    }
    if (entries.has(found))
      report(`"${name}" is written twice: only the last one counts.`, at + start, end - start);
    const [from, to] = isNode(value) ? rangeOf(value) : [start, end];
    let plain: unknown = null;
    try {
      if (isNode(value)) plain = value.toJS(document, { maxAliasCount: 100 });
    } catch (error) {
      // Aliases of aliases multiply, and those of nothing have no value: the library's one way to say both.
      if (!(error instanceof ReferenceError)) throw error;
      report(`"${name}" cannot be read: ${error.message}.`, at + from, Math.max(1, to - from));
      continue;
    }
    // Of a schema that stands in the front matter the key is underlined, not the many lines of it.
    const many = yaml.slice(from, to).includes('\n');
    entries.set(found, {
      value: plain,
      offset: at + (many ? start : from),
      length: Math.max(1, many ? end - start : to - from),
    });
  }
  return entries;
}

function rangeOf({ range }: Node): readonly [number, number] {
  return [range?.[0] ?? 0, range?.[1] ?? 0];
}

function hint(value: string, among: readonly string[]): string {
  const near = nearest(value, among);
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : JSON.stringify(value).slice(0, 42);
}

function inOrder(problems: readonly PromptProblem[]): readonly PromptProblem[] {
  return [...problems].sort((a, b) => a.offset - b.offset);
}
