import * as vscode from 'vscode';
import type { WorkspaceConfig } from '../workspaceConfig';
import { projectAt } from './projects';
import type { Project } from './projects';
import type { Reviews } from './reviews';

/** While the view is looked at: a checkout changes a thousand files, and Git tells it several times. */
const visibleDelayMs = 600;
/** For the badge alone: nobody waits for it. */
const hiddenDelayMs = 8000;

/** Has projects reviewed again when they may have changed: at once in a view that is seen, else later, for its badge. */
export class Refreshing implements vscode.Disposable {
  readonly #disposables: { dispose(): unknown }[];
  readonly #stale = new Set<Project>();
  #all = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly reviews: Reviews,
    config: WorkspaceConfig,
    private readonly isVisible: () => boolean,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#disposables = [
      reviews.onDidChangeGit(project => {
        this.#note(project);
      }),
      // Where Git does not look by itself (`git.autorefresh`), and sooner than it does.
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        const project = uri.scheme === 'file' ? projectAt(reviews.projects, uri) : undefined;
        if (project !== undefined) this.#note(project);
      }),
      config.onDidChange(() => {
        this.#note(undefined);
      }),
    ];
  }

  /** The view has become visible: what waited is done. */
  seen(): void {
    if (this.#all || this.#stale.size > 0) this.#run();
  }

  /** @param project all of them without */
  #note(project: Project | undefined): void {
    if (project === undefined) this.#all = true;
    else this.#stale.add(project);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#run();
      },
      this.isVisible() ? visibleDelayMs : hiddenDelayMs,
    );
  }

  #run(): void {
    clearTimeout(this.#timer);
    const known = new Set(this.reviews.projects);
    const stale = this.#all ? undefined : [...this.#stale].filter(project => known.has(project));
    this.#all = false;
    this.#stale.clear();
    this.reviews.review(stale).catch((error: unknown) => {
      this.log.error(`Review: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
