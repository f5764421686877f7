import * as vscode from 'vscode';
import { plural } from '../../core/text';
import { projectAt } from './projects';
import type { Reviews } from './reviews';

/** Files of the projects that are not on disk as an editor has them, where what is on disk counts. */
export function unsavedFiles(reviews: Reviews): readonly vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(({ isDirty, uri }) => {
    if (!isDirty || uri.scheme !== 'file') return false;
    const project = projectAt(reviews.projects, uri);
    return project !== undefined && reviews.choice(project).kind !== 'index';
  });
}

/**
 * The line above the rows; empty where there is nothing to say, so that an empty view can say what it has to.
 * @param isEmpty there are no rows
 */
export function viewMessage(reviews: Reviews, isEmpty: boolean, isLooking: boolean): string {
  if (reviews.access?.kind !== 'ready' || reviews.projects.length === 0) return '';
  if (isEmpty && isLooking) return 'What changed is being looked at…';
  const unsaved = unsavedFiles(reviews).length;
  if (unsaved === 0) return '';
  const words = `${plural(unsaved, 'file')} ${unsaved === 1 ? 'is' : 'are'} not saved: what is on disk counts.`;
  return isEmpty ? `Nothing changed in cost. ${words}` : words;
}
