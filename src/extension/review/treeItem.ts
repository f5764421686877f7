import { posix } from 'node:path';
import * as vscode from 'vscode';
import { group, plural } from '../../core/text';
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
import { visible } from '../../references/scan/findingText';
import { commands } from '../contributions';
import { comparedTitle } from './compared';
import type { Row, SectionKind } from './rows';
import { changeTooltip, pictureTooltip, problemTooltip, summaryTooltip } from './tooltips';

/** What `view/item/context` in the manifest knows a row by. */
export const rowContexts = {
  project: 'project',
  call: 'call',
  reference: 'reference',
  picture: 'picture',
  problem: 'problem',
} as const;

const sectionTitles: Readonly<Record<SectionKind, string>> = {
  problems: 'Budget',
  calls: 'Calls',
  references: 'Pictures Outside of Calls',
  pictures: 'Picture Files',
  unknowns: 'Not Known',
};

/** What a row looks like, and what a screen reader says of it. */
export function treeItem(row: Row): vscode.TreeItem {
  const item = itemOf(row);
  item.id = idOf(row);
  return item;
}

function itemOf(row: Row): vscode.TreeItem {
  switch (row.kind) {
    case 'project': {
      const { state, project } = row;
      const done = state?.kind === 'done' ? state.reviewed : undefined;
      const words = done === undefined ? [] : [comparedTitle(done.compared), shortTotal(done.result.review)];
      return made(project.name, {
        description: words.join(' · '),
        icon: icon('repo'),
        state: vscode.TreeItemCollapsibleState.Expanded,
        context: rowContexts.project,
        said: [project.name, ...words].join(', '),
      });
    }
    case 'summary': {
      const { result } = row.reviewed;
      const { review } = result;
      const label = review.changes.some(({ kind }) => kind === 'call')
        ? totalText(review)
        : capital(changedText(review));
      const description = review.changes.some(({ kind }) => kind === 'call')
        ? `${totalSidesText(review)} · ${outcomeText(result)}`
        : outcomeText(result);
      return made(label, {
        description,
        icon: outcomeIcon(result.outcome, result.problems.length > 0),
        tooltip: summaryTooltip(row.reviewed),
        said: `${label}. ${description}. ${changedText(review)}.`,
      });
    }
    case 'section':
      return made(sectionTitles[row.section], {
        description: group(row.count),
        state: vscode.TreeItemCollapsibleState.Expanded,
        said: `${sectionTitles[row.section]}, ${group(row.count)}`,
      });
    case 'change':
      return changeItem(row, row.change);
    case 'picture':
      return pictureItem(row, row.picture);
    case 'problem':
      return problemItem(row, row.problem);
    case 'more':
      return made(`… and ${group(row.count)} more`, {
        description: '"tilescope check" lists all of them',
        said: `and ${group(row.count)} more`,
      });
    case 'failure':
      return made(row.failure.what, {
        description: row.project.name,
        icon: icon('error', 'list.errorForeground'),
        said: row.failure.what,
        tooltip: new vscode.MarkdownString().appendText(`${row.failure.what}. ${row.failure.wayOut}`),
        ...(row.failure.kind === 'config' ? { open: row } : {}),
      });
    case 'wayOut': {
      const { wayOut, kind } = row.failure;
      const choose =
        kind === 'no-base' ||
        (kind === 'revision' &&
          (row.failure.reason === 'unknown-revision' || row.failure.reason === 'no-merge-base'));
      return made(wayOut, {
        icon: icon('lightbulb'),
        said: wayOut,
        tooltip: new vscode.MarkdownString().appendText(wayOut),
        ...(choose ? { open: row } : {}),
      });
    }
    case 'looking':
      return made('Being looked at…', {
        icon: new vscode.ThemeIcon('loading~spin'),
        said: `${row.project.name} is being looked at`,
      });
  }
}

interface Look {
  readonly description?: string;
  readonly icon?: vscode.ThemeIcon;
  readonly tooltip?: vscode.MarkdownString;
  readonly state?: vscode.TreeItemCollapsibleState;
  readonly context?: string;
  /** For a screen reader. */
  readonly said: string;
  /** A click, and Enter, do what the row is for. */
  readonly open?: Row;
}

function made(label: string, look: Look): vscode.TreeItem {
  const item = new vscode.TreeItem(label, look.state ?? vscode.TreeItemCollapsibleState.None);
  if (look.description !== undefined) item.description = look.description;
  if (look.icon !== undefined) item.iconPath = look.icon;
  item.tooltip = look.tooltip ?? look.said;
  if (look.context !== undefined) item.contextValue = look.context;
  item.accessibilityInformation = { label: look.said };
  if (look.open !== undefined)
    item.command = { command: commands.reviewOpen, title: 'Open', arguments: [look.open] };
  return item;
}

function changeItem(row: Row & { readonly kind: 'change' }, change: ReviewChange): vscode.TreeItem {
  const { place, what, causes, tokens, tokensDelta, cost, costDelta, why } = changeLine(change);
  const at = change.after ?? change.before;
  const sign = costDelta === '?' || costDelta === '±0' ? `${tokensDelta} tokens` : costDelta;
  const description = [sign, causes, ...(tokens === '–' ? [] : [`${tokens} tokens`])];
  return made(`${shortName(what)} · ${posix.basename(visible(at.file))}:${String(at.line)}`, {
    description: description.join(' · '),
    icon: changeIcon(change),
    tooltip: changeTooltip(row.reviewed, change),
    context: change.kind === 'call' ? rowContexts.call : rowContexts.reference,
    said: `${what}, ${place}: ${causes}; ${tokens} tokens, ${tokensDelta}; ${cost}, ${costDelta}${why === undefined ? '' : `; ${why}`}`,
    open: row,
  });
}

function pictureItem(row: Row & { readonly kind: 'picture' }, picture: PictureChange): vscode.TreeItem {
  const { kind, path, sides, uses } = pictureLine(picture);
  const at = (picture.after ?? picture.before).path;
  const folder = posix.dirname(at);
  const label =
    picture.kind === 'moved'
      ? `${visible(posix.basename(picture.before.path))} → ${visible(posix.basename(at))}`
      : visible(posix.basename(at));
  return made(label, {
    description: [kind, sides, ...(folder === '.' ? [] : [visible(folder)])].join(' · '),
    icon: pictureIcon(kind),
    tooltip: pictureTooltip(row.reviewed, picture),
    context: rowContexts.picture,
    said: `${path}, ${kind}: ${sides}, ${uses}`,
    open: row,
  });
}

function problemItem(row: Row & { readonly kind: 'problem' }, problem: Problem): vscode.TreeItem {
  const { level, message, file, range } = problem;
  const where = range === undefined ? file : `${file}:${String(range.line)}`;
  const word = { fail: 'over', warn: 'warning', unknown: 'not known' }[level];
  return made(visible(message), {
    description: visible(where),
    icon: {
      fail: icon('error', 'list.errorForeground'),
      warn: icon('warning', 'list.warningForeground'),
      unknown: icon('question'),
    }[level],
    tooltip: problemTooltip(problem),
    context: rowContexts.problem,
    said: `${word}: ${message} ${where}`,
    open: row,
  });
}

function changeIcon({ before, after, delta }: ReviewChange): vscode.ThemeIcon {
  const rise = delta.costUsd?.[1] ?? delta.tokens?.[1];
  const colour =
    rise === undefined
      ? undefined
      : rise > 0
        ? 'list.errorForeground'
        : rise < 0
          ? 'charts.green'
          : undefined;
  if (before === undefined) return icon('add', colour);
  if (after === undefined) return icon('remove', colour);
  if (rise === undefined) return icon('question');
  return icon(rise > 0 ? 'arrow-up' : rise < 0 ? 'arrow-down' : 'dash', colour);
}

function pictureIcon(kind: PictureChange['kind']): vscode.ThemeIcon {
  switch (kind) {
    case 'added':
      return icon('diff-added', 'gitDecoration.addedResourceForeground');
    case 'removed':
      return icon('diff-removed', 'gitDecoration.deletedResourceForeground');
    case 're-encoded':
      return icon('diff-modified', 'gitDecoration.modifiedResourceForeground');
    case 'moved':
      return icon('diff-renamed', 'gitDecoration.renamedResourceForeground');
  }
}

function outcomeIcon(outcome: 'within' | 'over' | 'unknown', hasProblems: boolean): vscode.ThemeIcon {
  if (outcome === 'over') return icon('error', 'list.errorForeground');
  if (outcome === 'unknown') return icon('question');
  return hasProblems ? icon('warning', 'list.warningForeground') : icon('diff');
}

function icon(name: string, colour?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, colour === undefined ? undefined : new vscode.ThemeColor(colour));
}

/** Stays the same while numbers change, so that what was folded stays so. */
function idOf(row: Row): string {
  const key = 'reviewed' in row ? row.reviewed.project.key : row.project.key;
  const parts = (): readonly (string | number)[] => {
    switch (row.kind) {
      case 'section':
      case 'more':
        return [row.section];
      case 'change': {
        const { kind, before, after } = row.change;
        return [
          kind,
          ...[before, after].flatMap(at => (at === undefined ? ['-'] : [at.file, at.line, at.column])),
        ];
      }
      case 'picture':
        return [row.picture.before?.path ?? '', row.picture.after?.path ?? ''];
      case 'problem': {
        const { code, level, file, range, message } = row.problem;
        return [code, level, file, range?.line ?? 0, range?.column ?? 0, message];
      }
      default:
        return [];
    }
  };
  return [key, row.kind, ...parts()].join('\n');
}

function shortTotal(review: Parameters<typeof totalText>[0] & Parameters<typeof changedText>[0]): string {
  return review.changes.length === 0 ? changedText(review) : totalText(review);
}

/** Of a path the file's name. */
function shortName(what: string): string {
  return what.includes('/') && !what.startsWith('data:') ? posix.basename(what) : what;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The badge's words: `2 calls and 1 picture changed`. */
export function badgeWords(changes: number, pictures: number): string {
  const parts = [
    ...(changes > 0 ? [plural(changes, 'call or reference', 'calls or references')] : []),
    ...(pictures > 0 ? [plural(pictures, 'picture file')] : []),
  ];
  return `${parts.join(' and ')} changed in cost`;
}
