import { visible } from '../../references/scan/findingText';
import type { ReviewChange } from '../change';
import type { CheckResult, Problem } from '../result';
import { changedText, changeLine, comparedText, outcomeText, pictureLine, totalText } from '../words';

/** Finds the comment again: the first line of it, and never seen. Each project of a repository has its own. */
export function markerOf({ prefix }: Pick<CheckResult, 'prefix'>): string {
  return `<!-- tilescope check ${encodeURIComponent(prefix).replaceAll('-', '%2D')} -->`;
}

const mostRows = 30;
/** GitHub takes 65,536 characters of a comment. */
const longest = 60_000;

const signs = { fail: '🔴', warn: '🟡', unknown: '⚪' } as const;

/** For a comment on a pull request that is replaced in place, and for a job's summary. */
export function asMarkdown(result: CheckResult): string {
  const { review, problems } = result;
  const lines = [markerOf(result), `### Tilescope: ${headline(result)}`];
  if (review !== undefined)
    lines.push('', `${escape(capital(changedText(review)))}. Compared: ${escape(comparedText(review))}.`);
  if (problems.length > 0) lines.push('', ...problemLines(problems));
  if (review !== undefined && review.changes.length > 0) {
    lines.push('', ...changeTable(review.changes));
    if (review.pictures.length > 0) lines.push('', ...pictureTable(result));
  } else if (review !== undefined && review.pictures.length > 0) lines.push('', ...pictureTable(result));
  const text = `${lines.join('\n')}\n`;
  return text.length <= longest ? text : cut(text);
}

function headline(result: CheckResult): string {
  const outcome = outcomeText(result);
  const { review } = result;
  return review === undefined || review.changes.length === 0
    ? outcome
    : `${totalText(review)} for each run of the changed calls · ${outcome}`;
}

function problemLines(problems: readonly Problem[]): readonly string[] {
  const lines = problems
    .slice(0, mostRows)
    .map(
      ({ level, file, range, message }) =>
        `- ${signs[level]} \`${code(file)}${range === undefined ? '' : `:${String(range.line)}`}\`: ${escape(message)}`,
    );
  if (problems.length > mostRows) lines.push(`- … and ${String(problems.length - mostRows)} more`);
  return lines;
}

function changeTable(changes: readonly ReviewChange[]): readonly string[] {
  const rows = changes.slice(0, mostRows).map(change => {
    const { place, what, causes, tokens, tokensDelta, cost, costDelta, why } = changeLine(change);
    const said = why === undefined ? causes : `${causes} (${why})`;
    return `| \`${code(place)}\` ${escape(what)} | ${escape(said)} | ${tokens} | ${tokensDelta} | ${cost} | **${costDelta}** |`;
  });
  return [
    '| where | what changed | tokens | | cost | |',
    '| --- | --- | --: | --: | --: | --: |',
    ...rows,
    ...(changes.length > mostRows ? ['', `… and ${String(changes.length - mostRows)} more.`] : []),
  ];
}

function pictureTable({ review }: CheckResult): readonly string[] {
  const pictures = review?.pictures ?? [];
  const rows = pictures.slice(0, mostRows).map(picture => {
    const { kind, path, sides, uses } = pictureLine(picture);
    return `| ${kind} | ${escape(path)} | ${sides} | ${uses} |`;
  });
  return [
    `<details><summary>${String(pictures.length)} changed picture${pictures.length === 1 ? '' : 's'}</summary>`,
    '',
    '| | picture | size | named |',
    '| --- | --- | --- | --- |',
    ...rows,
    ...(pictures.length > mostRows ? ['', `… and ${String(pictures.length - mostRows)} more.`] : []),
    '',
    '</details>',
  ];
}

/** At a line's end, and with the fold closed. */
function cut(text: string): string {
  const kept = text.slice(0, text.lastIndexOf('\n', longest));
  const open = kept.lastIndexOf('<details>') > kept.lastIndexOf('</details>');
  return `${kept}\n${open ? '\n</details>\n' : ''}\n… more is left out; \`tilescope check --format json\` has all of it.\n`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** As text, whatever it holds: no mark-up, no mention of anybody, no link. */
function escape(text: string): string {
  return visible(text.replace(/\s+/g, ' '))
    .replace(/[\\`*_{}[\]<>|#~&]/g, '\\$&')
    .replace(/@(?=\w)/g, '@\u200b')
    .replace(/(?<=https?):\/\//g, ':\u200b//');
}

/** Within backticks, in a table. */
function code(text: string): string {
  return visible(text).replaceAll('`', "'").replaceAll('|', '\\|');
}
