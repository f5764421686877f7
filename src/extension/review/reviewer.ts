import * as vscode from 'vscode';
import { commentsOf, ReviewComments } from './comments';
import type { ReviewComment } from './comments';
import { failureOf } from './failure';
import type { Reviews } from './reviews';
import { SideUris } from './sides';

/**
 * What GitHub's pull request extension (`GitHub.vscode-pull-request-github`) offers other extensions that look at a change
 * before its pull request is created: the part of `src/api/api.d.ts` in its repository that is used here.
 */
export interface PullRequestApi {
  registerReviewerCommentsProvider(title: string, provider: ReviewerProvider): vscode.Disposable;
}

export interface ReviewerProvider {
  provideReviewerComments(
    context: { readonly repositoryRoot: string },
    token: vscode.CancellationToken,
  ): Promise<ReviewerComments>;
}

export interface ReviewerComments {
  /** Files that have comments now. */
  readonly files: vscode.Uri[];
  readonly succeeded: boolean;
  /** Takes the comments away. */
  readonly disposable?: vscode.Disposable;
}

const pullRequests = 'GitHub.vscode-pull-request-github';

/** Offers itself to GitHub's extension once that runs. It is never started for this. */
export class Reviewer implements vscode.Disposable {
  #registered: vscode.Disposable | undefined;

  constructor(
    private readonly provider: ReviewerProvider,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** To be called now and then: nothing tells that an extension has been started. */
  offer(
    extension: vscode.Extension<unknown> | undefined = vscode.extensions.getExtension(pullRequests),
  ): void {
    if (this.#registered !== undefined || extension?.isActive !== true) return;
    this.#registered = register(extension.exports, this.provider);
    if (this.#registered === undefined)
      this.log.info(`Review: ${extension.id} offers no way to review before a pull request is created.`);
  }

  dispose(): void {
    this.#registered?.dispose();
  }
}

/** `undefined` where the API, of whatever version, has no such thing. */
export function register(api: unknown, provider: ReviewerProvider): vscode.Disposable | undefined {
  return isPullRequestApi(api)
    ? api.registerReviewerCommentsProvider('Tilescope: Picture Costs', provider)
    : undefined;
}

function isPullRequestApi(api: unknown): api is PullRequestApi {
  return (
    typeof api === 'object' &&
    api !== null &&
    'registerReviewerCommentsProvider' in api &&
    typeof api.registerReviewerCommentsProvider === 'function'
  );
}

/** Reviews what the commits of a branch change since it parted from its base, and comments it at the files. */
export function reviewerOf(
  reviews: Reviews,
  extensionUri: vscode.Uri,
  log: vscode.LogOutputChannel,
): ReviewerProvider {
  return {
    provideReviewerComments: async ({ repositoryRoot }, token) => {
      const root = vscode.Uri.file(repositoryRoot).toString();
      const comments = new ReviewComments(extensionUri);
      const files = new Map<string, vscode.Uri>();
      try {
        const projects = (await reviews.find()).filter(
          ({ repository }) => repository.rootUri.toString() === root,
        );
        const { access } = reviews;
        if (access?.kind !== 'ready' || projects.length === 0) return { files: [], succeeded: false };
        const uris = new SideUris(access.api);
        const today = new Date().toISOString().slice(0, 10);
        const all: ReviewComment[] = [];
        for (const project of projects) {
          const choice = reviews.choice(project);
          const reviewed = await reviews.reviewOf(
            project,
            choice.kind === 'branch' ? choice : { kind: 'branch' },
            token,
            'HEAD',
          );
          const found = commentsOf(reviewed, today, ({ before, after }) =>
            after === undefined
              ? uris.before(reviewed, before.file)
              : // Whoever is about to create a pull request looks at files.
                uris.onDisk(reviewed, after.file),
          );
          all.push(...found);
          for (const { uri } of found) {
            const file = uri.with({ scheme: 'file', query: '' });
            files.set(file.toString(), file);
          }
        }
        comments.show(all);
        return {
          files: [...files.values()],
          succeeded: true,
          disposable: new vscode.Disposable(() => {
            comments.dispose();
          }),
        };
      } catch (error) {
        comments.dispose();
        const { what, wayOut } = failureOf(error);
        log.warn(`Review before a pull request: ${what}. ${wayOut}`);
        if (!token.isCancellationRequested)
          void vscode.window.showWarningMessage(`Tilescope: ${what}. ${wayOut}`.trim());
        return { files: [], succeeded: false };
      }
    },
  };
}
