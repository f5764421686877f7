import type * as vscode from 'vscode';
import { ReviewChanges } from './reviewChanges';
import type { ReviewHost } from './reviewChanges';

/** The entry of a bundle of its own: nothing of reviews is loaded before the view is seen or a command asks for one. */
export function createReview(
  host: ReviewHost,
  view: vscode.TreeView<unknown>,
  rowsChanged: vscode.EventEmitter<undefined>,
): ReviewChanges {
  return new ReviewChanges(host, view, rowsChanged);
}
