import * as vscode from 'vscode';
import { stateText } from '../../host/revisions';
import type { PictureChange, ReviewChange } from '../../review/change';
import type { Problem } from '../../review/result';
import {
  changedText,
  changeLine,
  outcomeText,
  pictureLine,
  totalSidesText,
  totalText,
} from '../../review/words';
import { escape } from '../hoverText';
import type { Reviewed } from './reviewProject';

/** Lines of a tooltip; texts of a project are shown as they are, whatever they hold. */
function markdown(lines: readonly string[]): vscode.MarkdownString {
  return new vscode.MarkdownString(lines.join('\n\n'), true);
}

export function summaryTooltip({ result, settings, compared }: Reviewed): vscode.MarkdownString {
  const { review } = result;
  return markdown([
    `**${escape(stateText(review.from))} → ${escape(stateText(review.to))}**`,
    `${escape(totalText(review))} for each run of the changed calls: ${escape(totalSidesText(review))}. Pictures outside of calls are in no sum.`,
    `${escape(changedText(review))} · ${escape(outcomeText(result))}`,
    ...(compared.kind === 'index'
      ? []
      : ['Files count as they are on disk: what is not saved is not in it.']),
    'Both sides are priced with today’s prices and `tilescope.json`.',
    ...(settings.length === 0
      ? []
      : [
          `Your settings decide ${escape(settings.join(', '))}: \`tilescope check\` does not know them, and may say other numbers.`,
        ]),
  ]);
}

export function changeTooltip(reviewed: Reviewed, change: ReviewChange): vscode.MarkdownString {
  const { place, what, causes, tokens, tokensDelta, cost, costDelta, why } = changeLine(change);
  return markdown([
    `**${escape(what)}** · ${escape(place)}`,
    `${escape(tokens)} tokens (${escape(tokensDelta)})`,
    `${escape(cost)} (${escape(costDelta)})${why === undefined ? '' : ` · ${escape(why)}`}`,
    escape(causes),
    ...problemsAt(reviewed, change).map(
      ({ level, message }) => `${level === 'fail' ? '$(error)' : '$(warning)'} ${escape(message)}`,
    ),
    ...(change.kind === 'reference'
      ? ['No call sends it: priced with the project’s model, and in no sum.']
      : []),
  ]);
}

/** What the budget says of a change, at its place. */
export function problemsAt({ result }: Reviewed, { after }: ReviewChange): readonly Problem[] {
  if (after === undefined) return [];
  return result.problems.filter(({ level, file, range }) => {
    if (level === 'unknown' || file !== after.file || range === undefined) return false;
    const from = after.line <= range.line;
    const to = range.line <= after.end.line;
    return from && to;
  });
}

export function pictureTooltip({ result }: Reviewed, picture: PictureChange): vscode.MarkdownString {
  const { kind, path, sides, uses } = pictureLine(picture);
  const named = picture.uses.slice(0, 5).map(({ file, line }) => `${file}:${String(line)}`);
  const { from, to } = result.review;
  return markdown([
    `**${escape(path)}** · ${kind}`,
    escape(sides),
    `${escape(stateText(from))} → ${escape(stateText(to))}`,
    named.length === 0
      ? escape(uses)
      : `Named at ${escape(named.join(', '))}${picture.uses.length > named.length ? ', …' : ''}`,
  ]);
}

export function problemTooltip({ message, limit, code }: Problem): vscode.MarkdownString {
  return markdown([
    escape(message),
    ...(limit === undefined ? [] : [`The limit: ${escape(limit.file)}:${String(limit.line)}`]),
    escape(code),
  ]);
}
