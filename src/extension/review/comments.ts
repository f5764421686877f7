import * as vscode from 'vscode';
import { callHoverText } from '../callHoverText';
import { section, settings } from '../contributions';
import type { CallChange } from '../../review/change';
import { changeLine } from '../../review/words';
import { escape } from '../hoverText';
import type { Reviewed } from './reviewProject';
import type { SideUris } from './sides';
import { problemsAt } from './tooltips';

/** Extensions in which reviews of a team are written: two sets of comments at a line are one too many. */
const reviewTools = ['GitHub.vscode-pull-request-github', 'GitLab.gitlab-workflow'] as const;

/** Whether comments are wanted: the setting, and where it leaves it open, whether there is a review tool. */
export function commentsWanted(): boolean {
  const setting = vscode.workspace.getConfiguration(section).get<string>(settings.reviewComments, 'auto');
  if (setting === 'on' || setting === 'off') return setting === 'on';
  return reviewTools.every(id => vscode.extensions.getExtension(id) === undefined);
}

/** A comment at a place, as plain values. */
export interface ReviewComment {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  /** Markdown. */
  readonly body: string;
  /** A limit is passed: it is unfolded by itself. */
  readonly over: boolean;
}

/**
 * A comment for each changed call.
 * @param placed the document it stands in: where the call is now; where it is gone, where it was
 */
export function commentsOf(
  reviewed: Reviewed,
  today: string,
  placed: (change: CallChange) => vscode.Uri | undefined,
): readonly ReviewComment[] {
  return reviewed.result.review.changes.flatMap((change): readonly ReviewComment[] => {
    const uri = change.kind === 'call' ? placed(change) : undefined;
    if (change.kind !== 'call' || uri === undefined) return [];
    const line = (change.after ?? change.before).line - 1;
    return [
      {
        uri,
        range: new vscode.Range(line, 0, line, 0),
        body: bodyOf(reviewed, change, today),
        over: problemsAt(reviewed, change).length > 0,
      },
    ];
  });
}

/** The documents of a diff. */
export function sideOf(uris: SideUris, reviewed: Reviewed): (change: CallChange) => vscode.Uri | undefined {
  return ({ before, after }) =>
    after === undefined ? uris.before(reviewed, before.file) : uris.after(reviewed, after.file);
}

function bodyOf(reviewed: Reviewed, change: CallChange, today: string): string {
  const { causes, tokens, tokensDelta, cost, costDelta, why } = changeLine(change);
  const lines = [
    `**${escape(tokens)} tokens** (${escape(tokensDelta)}) · **${escape(cost)}** (${escape(costDelta)})`,
    escape(causes),
    ...(why === undefined ? [] : [escape(why)]),
    ...problemsAt(reviewed, change).map(
      ({ level, message }) => `$(${level === 'fail' ? 'error' : 'warning'}) ${escape(message)}`,
    ),
  ];
  const { after } = change;
  const [cheapest] = after === undefined ? [] : callHoverText(after.priced, today).advice;
  if (cheapest !== undefined) lines.push(`$(lightbulb) ${cheapest}`);
  return lines.join('\n\n');
}

/** Comments at the changed lines, which nobody can answer. What stays the same is not touched. */
export class ReviewComments implements vscode.Disposable {
  #controller: vscode.CommentController | undefined;
  readonly #threads = new Map<string, vscode.CommentThread>();

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** Where comments are, for tests and nobody else. */
  get threads(): readonly vscode.CommentThread[] {
    return [...this.#threads.values()];
  }

  show(comments: readonly ReviewComment[]): void {
    const wanted = new Map(comments.map(comment => [keyOf(comment), comment]));
    for (const [key, thread] of this.#threads)
      if (!wanted.has(key)) {
        thread.dispose();
        this.#threads.delete(key);
      }
    for (const [key, comment] of wanted)
      if (!this.#threads.has(key)) this.#threads.set(key, this.#threadOf(comment));
    if (wanted.size === 0) this.dispose();
  }

  #threadOf({ uri, range, body, over }: ReviewComment): vscode.CommentThread {
    this.#controller ??= vscode.comments.createCommentController('tilescope.review', 'Tilescope');
    const text = new vscode.MarkdownString(body, true);
    const thread = this.#controller.createCommentThread(uri, range, [
      {
        author: {
          name: 'Tilescope',
          iconPath: vscode.Uri.joinPath(this.extensionUri, 'media', 'icon.png'),
        },
        body: text,
        mode: vscode.CommentMode.Preview,
      },
    ]);
    thread.canReply = false;
    thread.label = 'Picture cost';
    thread.collapsibleState = over
      ? vscode.CommentThreadCollapsibleState.Expanded
      : vscode.CommentThreadCollapsibleState.Collapsed;
    return thread;
  }

  dispose(): void {
    for (const thread of this.#threads.values()) thread.dispose();
    this.#threads.clear();
    this.#controller?.dispose();
    this.#controller = undefined;
  }
}

function keyOf({ uri, range, body }: ReviewComment): string {
  return `${uri.toString()}\n${String(range.start.line)}\n${body}`;
}
