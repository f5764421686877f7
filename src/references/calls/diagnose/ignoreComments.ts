import { isBudgetCode } from '../../../core/budget/codes';
import { nearest } from '../../../core/config/plainWords';
import { isDate } from '../../../core/dates';
import { ignorableCodes, isIgnorable } from './codes';
import type { Edit, Finding, Fix } from './finding';
import { severities } from './codes';
import { SourceText } from './sourceText';

/** A `tilescope-ignore` as written. */
export interface IgnoreComment {
  readonly scope: 'line' | 'file';
  /** The whole comment. */
  readonly start: number;
  readonly end: number;
  readonly codes: readonly { readonly text: string; readonly start: number }[];
  readonly reason: string;
  /** ISO date, the last day it holds: `until 2027-01-31` at the end of the reason or its beginning. */
  readonly until: string | undefined;
  /** Behind the last code, where a reason goes. */
  readonly afterCodes: number;
  /** Nothing else is on its line. */
  readonly alone: boolean;
  readonly lineStart: number;
}

/** A comment for the whole file stands within so many lines of its beginning. */
const headLines = 20;

const comment =
  /(\/\/|\/\*+|<!--|#|\{\/\*)[ \t]*tilescope-ignore(-file)?[ \t]*:?[ \t]*([^\n]*?)[ \t]*(?:\*\/\}?|-->)?[ \t]*\r?$/gm;

export function mayIgnore(text: string): boolean {
  return text.includes('tilescope-ignore');
}

/**
 * What is left of the findings of one text, and what is wrong with its comments: a code that is none, no reason, or
 * nothing to ignore.
 */
export function withIgnores(findings: readonly Finding[], text: string, today: string): readonly Finding[] {
  if (!mayIgnore(text)) return findings;
  const source = new SourceText(text);
  const comments = commentsIn(source);
  const used = new Map<IgnoreComment, Set<string>>();
  const needed = new Map<IgnoreComment, Set<string>>();
  const left = findings.filter(finding => {
    const by = comments.filter(one => covers(source, one, finding));
    const holding = by.filter(one => !isOver(one, today));
    for (const one of holding) used.set(one, (used.get(one) ?? new Set()).add(finding.code));
    for (const one of by) needed.set(one, (needed.get(one) ?? new Set()).add(finding.code));
    return holding.length === 0;
  });
  const none: ReadonlySet<string> = new Set();
  return [
    ...left,
    ...comments.flatMap(one =>
      wrongWith(
        one,
        (isOver(one, today) ? needed : used).get(one) ?? none,
        isOver(one, today) ? (needed.get(one) ?? none) : none,
        source,
      ),
    ),
  ];
}

export function commentsIn(source: SourceText): readonly IgnoreComment[] {
  const found: IgnoreComment[] = [];
  for (const match of source.text.matchAll(comment)) {
    const [whole, mark = '', file, rest = ''] = match;
    const before = source.line(match.index).slice(0, match.index - source.lineStart(match.index));
    if (isQuoted(before)) continue;
    const restStart = match.index + whole.indexOf(rest, mark.length + 'tilescope-ignore'.length);
    const list = /^[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*/.exec(rest)?.[0] ?? '';
    const { reason, until } = untilOf(
      rest
        .slice(list.length)
        .trim()
        .replace(/^[-–—:][ \t]*/, ''),
    );
    if (file !== undefined && source.text.slice(0, match.index).split('\n').length > headLines) continue;
    found.push({
      scope: file === undefined ? 'line' : 'file',
      start: match.index,
      end: match.index + whole.trimEnd().length,
      codes: [...list.matchAll(/[\w-]+/g)].map(code => ({ text: code[0], start: restStart + code.index })),
      reason,
      until,
      afterCodes:
        rest === ''
          ? match.index + whole.replace(/[ \t]*(?:\*\/\}?|-->)?[ \t]*\r?$/, '').length
          : restStart + list.length,
      alone: before.trim() === '',
      lineStart: source.lineStart(match.index),
    });
  }
  return found;
}

/** Takes the last day out of a reason. */
function untilOf(said: string): { readonly reason: string; readonly until: string | undefined } {
  const match =
    /[\s,;(]*\buntil[ \t]+(\d{4}-\d{2}-\d{2})\b[).]*$/i.exec(said) ??
    /^\(?until[ \t]+(\d{4}-\d{2}-\d{2})\b[):,]*[ \t]*/i.exec(said);
  return match === null
    ? { reason: said, until: undefined }
    : { reason: said.replace(match[0], '').trim(), until: match[1] };
}

/** Whether a string is open before a place of its line: then the comment is a text about comments. */
function isQuoted(before: string): boolean {
  let open = '';
  for (let i = 0; i < before.length; i += 1) {
    const at = before.charAt(i);
    if (at === '\\') i += 1;
    else if (open === at) open = '';
    else if (open === '' && /["'`]/.test(at)) open = at;
  }
  return open !== '';
}

/** Whether a comment has run out. */
export function isOver({ until }: IgnoreComment, today: string): boolean {
  return until !== undefined && until < today;
}

/** Whether a comment stands where it speaks for a finding, whichever codes it names. */
export function reaches(
  source: SourceText,
  one: Pick<IgnoreComment, 'scope' | 'alone' | 'lineStart'>,
  { span, statement }: Pick<Finding, 'span' | 'statement'>,
): boolean {
  if (one.scope === 'file') return true;
  return [source.lineStart(span.start), source.lineStart(statement)].some(line => {
    if (!one.alone) return one.lineStart === line;
    // Comments in a row all speak for the line below them.
    let above = line;
    while (above > 0) {
      above = source.lineStart(above - 1);
      if (above === one.lineStart) return true;
      if (!/^\s*(?:\/\/|\/\*|<!--|#|\{\/\*)/.test(source.line(above))) return false;
    }
    return false;
  });
}

/** An exception of a budget has to give its reason; other comments are asked for one. */
function covers(source: SourceText, one: IgnoreComment, finding: Finding): boolean {
  return (
    one.codes.some(({ text }) => text === finding.code) &&
    (one.reason !== '' || !isBudgetCode(finding.code)) &&
    reaches(source, one, finding)
  );
}

function wrongWith(
  one: IgnoreComment,
  used: ReadonlySet<string>,
  needed: ReadonlySet<string>,
  source: SourceText,
): readonly Finding[] {
  const span = { start: one.start, end: one.end };
  const say = (message: string, fixes: readonly Fix[], at = span): Finding => ({
    code: 'ignore-comment',
    message,
    span: at,
    severity: severities['ignore-comment'],
    statement: at.start,
    fixes,
  });
  const removal: Fix = { kind: 'edit', title: 'Remove the comment', edits: [removed(one, source)] };
  if (one.codes.length === 0)
    return [
      say(`The comment names no code, so it ignores nothing: known are ${ignorableCodes.join(', ')}.`, [
        removal,
      ]),
    ];
  const wrong = one.codes.filter(({ text }) => !isIgnorable(text));
  if (wrong.length > 0)
    return wrong.map(({ text, start }) => {
      const near = nearest(text, ignorableCodes);
      const at = { start, end: start + text.length };
      const fixes: Fix[] =
        near === undefined
          ? []
          : [
              {
                kind: 'edit',
                title: `Replace with ${near}`,
                edits: [{ ...at, text: near }],
                preferred: true,
              },
            ];
      const hint = near === undefined ? ` Known are ${ignorableCodes.join(', ')}.` : ` Did you mean ${near}?`;
      return say(`${text} is no code of Tilescope's, so nothing is ignored.${hint}`, [...fixes, removal], at);
    });
  if (one.reason === '')
    return [
      say('The comment gives no reason: say why, for whoever reads it next.', [
        {
          kind: 'edit',
          title: 'Add a reason',
          edits: [{ start: one.afterCodes, end: one.afterCodes, text: ` ${placeholder}`, placeholder }],
          preferred: true,
        },
        removal,
      ]),
    ];
  if (one.until !== undefined && !isDate(one.until))
    return [say(`${one.until} is no day of the calendar.`, [removal])];
  if (needed.size > 0)
    return [
      say(
        `The comment ran out on ${one.until ?? ''}: mend what it was for, or say why it stays and until when.`,
        [removal],
      ),
    ];
  const idle = one.codes.filter(({ text }) => !used.has(text) && !isElsewhere(text));
  if (idle.length === 0) return [];
  const all = idle.length === one.codes.length;
  const names = idle.map(({ text }) => text).join(', ');
  return [
    say(`There is no ${names} here: the comment ignores nothing${all ? '' : ' with it'}.`, [
      all
        ? { ...removal, preferred: true }
        : { kind: 'edit', title: `Remove ${names}`, edits: [kept(one, used)], preferred: true },
    ]),
  ];
}

function kept(one: IgnoreComment, used: ReadonlySet<string>): Edit {
  const [first] = one.codes;
  const last = one.codes.at(-1);
  return {
    start: first?.start ?? one.start,
    end: last === undefined ? one.start : last.start + last.text.length,
    text: one.codes
      .map(({ text }) => text)
      .filter(text => used.has(text) || isElsewhere(text))
      .join(', '),
  };
}

/** The line with it, where nothing else stands there. */
function removed(one: IgnoreComment, source: SourceText): Edit {
  if (!one.alone) {
    const head = source.slice({ start: one.lineStart, end: one.start });
    return { start: one.lineStart + head.trimEnd().length, end: one.end, text: '' };
  }
  const end = source.lineEnd(one.start);
  const after = /^\r?\n/.exec(source.after(end))?.[0].length ?? 0;
  return { start: one.lineStart, end: end + after, text: '' };
}

/** What only a check of the whole project can see, or one against a base: here nobody knows whether it is needed. */
function isElsewhere(code: string): boolean {
  return code === 'cost-rise' || code === 'project-over-budget';
}

const placeholder = 'why it is meant so';

/** Languages with another comment than `//`; `undefined` where there is none. */
function marks(languageId: string): readonly [string, string] | undefined {
  if (/^(?:json|jsonl|ipynb)$/.test(languageId)) return undefined;
  if (/^(?:python|shellscript|yaml|dockercompose|ruby|r|perl|makefile|toml|prompty)$/.test(languageId))
    return ['# ', ''];
  return /^(?:markdown|html|xml)$/.test(languageId) ? ['<!-- ', ' -->'] : ['// ', ''];
}

/** A comment above the statement, or above the finding where that stands somewhere else. */
export function ignoreFix(finding: Finding, text: string, languageId: string): Fix | undefined {
  const mark = marks(languageId);
  if (mark === undefined || finding.code === 'ignore-comment') return undefined;
  const source = new SourceText(text);
  const { span, statement, code } = finding;
  if (statement < 0 || span.start < 0 || span.start > source.end) return undefined;
  const line = source.lineStart(statement <= span.start ? statement : span.start);
  const indent = /^[ \t]*/.exec(source.line(line))?.[0] ?? '';
  return {
    kind: 'edit',
    title: `Ignore ${code} here…`,
    edits: [
      {
        start: line,
        end: line,
        text: `${indent}${mark[0]}tilescope-ignore: ${code} ${placeholder}${mark[1]}${source.lineBreak}`,
        placeholder,
      },
    ],
  };
}
