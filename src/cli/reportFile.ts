import stringWidth from 'string-width';
import { formatUsd } from '../core/money';
import { group, plural } from '../core/text';
import { explainCells, tokensText } from '../core/tokens/explain';
import { detailWords, hasModel, rangeText, usdText } from '../references/calls/price/words';
import { callLine } from './callLines';
import { isSettled, picturesOf } from './callPictures';
import type { CallPicture } from './callPictures';
import { unknownsOf } from './callUnknowns';
import { paint } from './describe';
import { problemText, shortTarget, targetText, visible } from '../references/scan/findingText';
import type { Finding, FoundCall } from './scan';
import { table } from './table';
import { wrapped } from './wrap';

/** Place, target, size, cells, tokens, money, marks; fewer cells where the last is a sentence. */
type Row = readonly string[];

/** Of a pattern so many are listed. */
const mostOfPattern = 10;
/** Targets are not shortened further to fit a line. */
const shortestTarget = 24;

/** The calls of a file, each with its pictures below it, and the pictures that flow into none. */
export function fileBlock(
  calls: readonly FoundCall[],
  others: readonly Finding[],
  explain: boolean,
  width: number,
): string {
  const rows = [...calls.map(call => callRows(call, explain)), others.map(otherRow)];
  const indent = calls.length === 0 ? '  ' : '    ';
  // One table, so that the numbers of a file stand below each other.
  const lines = fitted(rows.flat(), indent, width);
  const heads = headings(calls, width);
  const block: string[] = [];
  for (const [i, call] of rows.slice(0, -1).entries())
    block.push(heads[i] ?? '', ...lines.splice(0, call.length));
  if (calls.length > 0 && others.length > 0) block.push(paint('dim', '  not in a call'));
  return [...block, ...lines].join('\n');
}

/** In columns where they fit; else what a call asks for on one line, and what it costs on the next. */
function headings(calls: readonly FoundCall[], width: number): readonly string[] {
  if (calls.length === 0) return [];
  const rows = calls.map(({ line, column, priced }) => {
    const { callee, settings, images, tokens, cost, text, notes } = callLine(priced);
    const rest = [...(text === undefined ? [] : [text]), ...notes.map(note => paint('yellow', note))];
    return {
      asks: [
        paint('dim', `${String(line)}:${String(column)}`),
        paint('bold', callee),
        hasModel(priced) ? settings : paint('yellow', settings),
      ],
      costs: [images, tokens, paint('bold', cost)],
      rest: rest.join(paint('dim', ' · ')),
    };
  });
  const lines = table(
    rows.map(({ asks, costs, rest }) => [...asks, ...costs, rest]),
    { right: [0, 4, 5], indent: '  ' },
  ).split('\n');
  if (lines.every(line => stringWidth(line) <= width)) return lines;
  const place = Math.max(...rows.map(({ asks: [at = ''] }) => stringWidth(at)));
  return rows.map(({ asks: [at = '', ...asks], costs, rest }) => {
    const pad = ' '.repeat(place - stringWidth(at));
    const below = ' '.repeat(place + 4);
    return `  ${pad}${[at, ...asks].join('  ')}\n${below}${[...costs, rest].filter(Boolean).join('  ')}`;
  });
}

function callRows(call: FoundCall, explain: boolean): readonly Row[] {
  const pictures = picturesOf(call);
  const rows: Row[] = [];
  for (const [i, picture] of pictures.entries()) {
    const { pattern, image } = picture;
    if (pattern === undefined || picture.assessment === undefined) {
      rows.push(pictureRow(picture, call));
      continue;
    }
    const group = pictures.filter(one => one.image === image);
    const nth = i - pictures.indexOf(group[0] ?? picture);
    if (nth === 0) rows.push(patternRow(pattern, group.length, picture, call));
    if (nth < mostOfPattern) rows.push(pictureRow(picture, call, '  '));
    else if (nth === mostOfPattern) rows.push(['', `  … and ${plural(group.length - nth, 'more', 'more')}`]);
  }
  const made = madeRow(call);
  if (made !== undefined) rows.push(made);
  if (explain)
    for (const { what, message, line } of unknownsOf(call))
      // Why a picture is not known stands in its own row.
      if (what !== 'image')
        rows.push([paint('dim', String(line)), paint('yellow', `${what} not known: ${visible(message)}`)]);
  return rows;
}

function patternRow(pattern: string, count: number, { line, column, of }: CallPicture, call: FoundCall): Row {
  return [
    paint('dim', `${String(line)}:${String(column)}`),
    shortTarget(pattern),
    `${plural(count, 'file')} now`,
    '',
    numberText(of.tokens, hasModel(call.priced)),
    moneyText(of.costUsd),
    '≈',
  ];
}

function pictureRow(picture: CallPicture, { priced }: FoundCall, indent = ''): Row {
  const { line, column, assessment, tokens, costUsd, image, of } = picture;
  const known = hasModel(priced);
  const start = [
    indent === '' ? paint('dim', `${String(line)}:${String(column)}`) : '',
    indent + shortTarget(picture.target),
  ];
  const facts = assessment !== undefined && 'facts' in assessment ? assessment.facts : undefined;
  const size = facts === undefined ? '' : `${group(facts.width)} × ${group(facts.height)}`;
  const marks = [
    ...(image.turn?.by === 'either' ? [image.turn.option === 0 ? 'either' : 'or'] : []),
    ...(image.optional === true ? ['may be left out'] : []),
    ...(image.repeated === true ? ['and more of its kind'] : []),
  ];
  if (tokens === undefined && (known || facts === undefined)) {
    const bad = assessment?.kind === 'unreadable' || picture.status === 'rejected' || isMissing(picture);
    const why = [visible(picture.reason ?? 'not known'), ...marks].join(', ');
    return [...start, size, paint(bad ? 'red' : 'yellow', why)];
  }
  const estimate = assessment?.kind === 'estimated' ? assessment.estimate : undefined;
  // Said above for all of them where it is the same.
  if (known && detailWords(priced).length > 1) marks.unshift(...detailWords({ ...priced, images: [of] }));
  if (known && estimate !== undefined && estimate.warnings.length > 0) marks.unshift(paint('yellow', '!'));
  const grid =
    estimate?.outcome === 'counted' && isSettled(priced, picture) && estimate.grid !== null
      ? explainCells(estimate.grid)
      : '';
  return [...start, size, grid, numberText(tokens, known), moneyText(costUsd), marks.join(' ')];
}

function isMissing({ assessment }: CallPicture): boolean {
  return assessment?.kind === 'unresolved' && assessment.resolution.kind === 'missing';
}

/** The pictures that a call has made. */
function madeRow({ line, column, priced }: FoundCall): Row | undefined {
  const { call, output, totals } = priced;
  if (call.output === undefined || output === undefined) return undefined;
  const { size, quality } = call.output;
  const start = [
    paint('dim', `${String(line)}:${String(column)}`),
    output.count === undefined ? 'images made' : `${plural(output.count * totals.requests, 'image')} made`,
    size.kind === 'stated' ? sizeText(size.value) : '',
  ];
  if (output.costUsd === undefined && output.tokens === undefined)
    return hasModel(priced)
      ? [...start, paint('yellow', visible(output.why ?? 'no price published'))]
      : start;
  const tokens = output.tokens === undefined ? '' : group(output.tokens * totals.requests);
  const cost = output.costUsd === undefined ? '–' : formatUsd(output.costUsd * totals.requests);
  return [...start, quality.kind === 'stated' ? quality.value : '', tokens, cost, 'output'];
}

/** `1536x1024` as sizes are written everywhere else. */
function sizeText(size: string): string {
  return size.replace(/^(\d+)x(\d+)$/, (_, width: string, height: string) =>
    [width, height].map(side => group(Number(side))).join(' × '),
  );
}

function numberText(tokens: CallPicture['tokens'], known: boolean): string {
  return tokens === undefined || !known ? '–' : rangeText(tokens);
}

function moneyText(costUsd: CallPicture['costUsd']): string {
  return costUsd === undefined ? '–' : usdText(costUsd);
}

/** A picture outside of calls. */
function otherRow({ line, column, assessment }: Finding): Row {
  const place = paint('dim', `${String(line)}:${String(column)}`);
  const target = targetText(assessment);
  const problem = problemText(assessment);
  if (assessment.kind !== 'estimated') {
    const colour = assessment.kind === 'unreadable' ? 'red' : 'yellow';
    return [place, target, '', paint(colour, problem ?? '')];
  }
  const { estimate, facts } = assessment;
  const size = `${group(facts.width)} × ${group(facts.height)}`;
  if (estimate.outcome !== 'counted') return [place, target, size, paint('red', problem ?? '')];
  const mark = estimate.warnings.length > 0 ? paint('yellow', '!') : '';
  const cells = estimate.grid === null ? '' : explainCells(estimate.grid);
  const cost = estimate.costUsd === null ? '–' : formatUsd(estimate.costUsd);
  return [place, target, size, cells, tokensText(estimate), cost, mark];
}

/** The rows as lines; where one is wider than the terminal, the longest targets give way, and sentences are broken. */
function fitted(rows: readonly Row[], indent: string, width: number): string[] {
  if (rows.length === 0) return [];
  const columns = Math.max(...rows.map(row => row.length));
  const isSentence = (row: Row | undefined): boolean => row !== undefined && row.length < columns;
  const lines = (all: readonly Row[]): string[] => table(all, { right: [0, 2, 4, 5], indent }).split('\n');
  const excess = (made: readonly string[]): number =>
    Math.max(0, ...made.filter((_, i) => !isSentence(rows[i])).map(line => stringWidth(line))) - width;
  let fitting = rows;
  let made = lines(rows);
  for (const narrower of [shortened, withoutCells]) {
    const over = excess(made);
    if (over <= 0) break;
    fitting = narrower(fitting, over);
    made = lines(fitting);
  }
  return made.map((line, i) => {
    const row = fitting[i];
    const sentence = row?.at(-1) ?? '';
    return isSentence(row) && line.endsWith(sentence)
      ? wrapped(line.slice(0, line.length - sentence.length), sentence, width)
      : line;
  });
}

function shortened(rows: readonly Row[], over: number): readonly Row[] {
  const target = Math.max(...rows.map(([, text = '']) => stringWidth(text)));
  const room = Math.max(shortestTarget, target - over);
  return rows.map(row =>
    row.length < 3 ? row : [row[0] ?? '', shortTarget(row[1] ?? '', room), ...row.slice(2)],
  );
}

/** What can be spared first: how many tiles or patches it is says less than what they cost. */
function withoutCells(rows: readonly Row[]): readonly Row[] {
  return rows.map(row => (row.length > 4 ? [...row.slice(0, 3), '', ...row.slice(4)] : row));
}
