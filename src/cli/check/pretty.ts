import { plural } from '../../core/text';
import type { ReviewChange } from '../../review/change';
import type { CheckResult, Problem } from '../../review/result';
import {
  changedText,
  changeLine,
  comparedText,
  outcomeText,
  pictureLine,
  totalText,
} from '../../review/words';
import { visible } from '../../references/scan/findingText';
import { paint } from '../describe';
import { table } from '../table';
import { wrapped } from '../wrap';

const mostRows = 50;
const marks = {
  fail: (text: string) => paint('red', text),
  warn: (text: string) => paint('yellow', text),
  unknown: (text: string) => paint('cyan', text),
} as const;
const words = { fail: 'over', warn: 'warning', unknown: 'not known' } as const;

/** For a person at a terminal: what changed, what is wrong with it, and in the last line what it comes to. */
export function asPretty(result: CheckResult, width: number): string {
  const { review, problems, checked, limits } = result;
  const blocks: string[] = [];
  if (review !== undefined) {
    blocks.push(paint('dim', comparedText(review)));
    if (review.changes.length > 0) {
      const shown = review.changes.slice(0, mostRows);
      blocks.push(changeLines(shown, width), ...more(review.changes.length, 'change'));
    }
    if (review.pictures.length > 0) {
      const rows = review.pictures.slice(0, mostRows).map(picture => {
        const { kind, path, sides, uses } = pictureLine(picture);
        return [kind, path, sides, paint('dim', uses)];
      });
      blocks.push(table(rows, { indent: '  ' }), ...more(review.pictures.length, 'picture'));
    }
  }
  if (problems.length > 0) blocks.push(problems.map(problem => problemLine(problem, width)).join('\n'));
  const total = review === undefined || review.changes.length === 0 ? [] : [paint('bold', totalText(review))];
  const what =
    review === undefined
      ? `${plural(checked.calls, 'call')} and ${plural(checked.references, 'other reference')} checked`
      : changedText(review);
  const outcome = outcomeText(result);
  const colour = result.outcome === 'within' ? 'green' : result.outcome === 'over' ? 'red' : 'yellow';
  blocks.push([paint(colour, outcome), ...total, what].join(' · '));
  if (limits === 0)
    blocks.push(
      paint('dim', '`tilescope init` writes limits into tilescope.json, from what the project costs today.'),
    );
  return `${blocks.join('\n\n')}\n`;
}

/** By how much stands first and below each other; what it was and is, and why, below each. */
function changeLines(changes: readonly ReviewChange[], width: number): string {
  const rows = changes.map(change => {
    const { place, what, causes, tokens, tokensDelta, costDelta, why } = changeLine(change);
    const money = change.delta.costUsd?.[1] ?? 0;
    const colour = money > 0 ? 'red' : money < 0 ? 'green' : 'dim';
    const said = [
      causes,
      ...(why === undefined ? [] : [why]),
      ...(tokens === '–' ? [] : [`${tokens} tokens`]),
    ];
    return {
      cells: [paint(colour, costDelta), tokensDelta, `${place} ${paint('bold', what)}`],
      said: said.join(' · '),
    };
  });
  const heads = table(
    rows.map(({ cells }) => cells),
    { right: [0, 1], indent: '  ' },
  ).split('\n');
  return rows.map(({ said }, i) => `${heads[i] ?? ''}\n${wrapped('      ', said, width)}`).join('\n');
}

function more(count: number, what: string): readonly string[] {
  return count > mostRows ? [`  … and ${plural(count - mostRows, `more ${what}`)}`] : [];
}

function problemLine({ level, code, file, range, message }: Problem, width: number): string {
  const at =
    range === undefined ? visible(file) : `${visible(file)}:${String(range.line)}:${String(range.column)}`;
  const start = `${marks[level](words[level])}  ${at}  `;
  return `${wrapped(start, visible(message), width)} ${paint('dim', code)}`;
}
