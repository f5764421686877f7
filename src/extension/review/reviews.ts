import * as vscode from 'vscode';
import { RevisionError } from '../../host/revisions';
import type { ComparedChoice, ComparedChoices } from './compared';
import { failureOf } from './failure';
import type { ReviewFailure } from './failure';
import type { GitAccess } from './gitApi';
import { gitAccess, onDidChangeGit } from './gitApi';
import type { Project } from './projects';
import { projectsOf } from './projects';
import { reviewProject } from './reviewProject';
import type { Reviewed } from './reviewProject';

/** What is known of a project; while it is looked at again, what was known before is still shown. */
export type ProjectState =
  | { readonly kind: 'looking' }
  | { readonly kind: 'done'; readonly reviewed: Reviewed }
  | { readonly kind: 'failed'; readonly failure: ReviewFailure };

/** The reviews of all projects of a window. A newer one of a project ends the one before. */
export class Reviews implements vscode.Disposable {
  #access: GitAccess | undefined;
  #projects: readonly Project[] = [];
  readonly #states = new Map<string, ProjectState>();
  readonly #running = new Map<string, vscode.CancellationTokenSource>();
  readonly #ends = new Map<string, Promise<void>>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when there is something else to show. */
  readonly onDidChange = this.#changed.event;
  readonly #gitChanged = new vscode.EventEmitter<Project | undefined>();
  /** Fires when Git says that something may be another; without a project: there are others now. */
  readonly onDidChangeGit = this.#gitChanged.event;
  readonly #disposables: { dispose(): unknown }[] = [this.#changed, this.#gitChanged];
  #listening: vscode.Disposable | undefined;
  #watched: vscode.Disposable | undefined;

  constructor(
    private readonly choices: ComparedChoices,
    private readonly log: vscode.LogOutputChannel,
    private readonly cache: vscode.Uri,
  ) {
    this.#disposables.push(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.#reset();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#reset();
      }),
    );
  }

  /** `undefined` before it was asked for. */
  get access(): GitAccess | undefined {
    return this.#access;
  }

  get projects(): readonly Project[] {
    return this.#projects;
  }

  state(project: Project): ProjectState | undefined {
    return this.#states.get(project.key);
  }

  choice(project: Project): ComparedChoice {
    return this.choices.of(project);
  }

  async choose(project: Project, choice: ComparedChoice): Promise<void> {
    await this.choices.choose(project, choice);
    // What was known is of another comparison: it would be a wrong number now.
    this.#states.delete(project.key);
    await this.review([project]);
  }

  /** Asks for the Git extension and its repositories, the first time and whenever they may be others. */
  async find(): Promise<readonly Project[]> {
    if (this.#access?.kind !== 'ready') {
      this.#access = await gitAccess();
      this.#listen();
    }
    const access = this.#access;
    const found = access.kind === 'ready' ? projectsOf(access.api) : [];
    if (found.map(({ key }) => key).join('\n') !== this.#projects.map(({ key }) => key).join('\n')) {
      for (const { key } of this.#projects) if (!found.some(one => one.key === key)) this.#forget(key);
      this.#projects = found;
      this.#watch();
    }
    return this.#projects;
  }

  /** Looks at projects again; at all of them without any. Resolves when these, or newer ones in their place, are done. */
  async review(only?: readonly Project[]): Promise<void> {
    const projects = only ?? (await this.find());
    if (projects.length === 0) this.#changed.fire();
    // One after the other: they would only wait for the same disk.
    for (const project of projects) {
      const { key } = project;
      const end = this.#review(project);
      this.#ends.set(key, end);
      // Whoever was overtaken waits for the newest: what is there before that is of yesterday.
      for (let last: Promise<void> | undefined = end; last !== undefined;) {
        await last;
        const newest = this.#ends.get(key);
        last = newest === last ? undefined : newest;
      }
    }
  }

  /** A review apart from what is shown. Rejects with what `failureOf` knows. @param head in place of what is on disk */
  async reviewOf(
    project: Project,
    choice: ComparedChoice,
    token: vscode.CancellationToken,
    head: string,
  ): Promise<Reviewed> {
    await this.find();
    const access = this.#access;
    if (access?.kind !== 'ready') throw new RevisionError('no-git', 'VS Code has no Git', '');
    const { log, cache } = this;
    return reviewProject(project, choice, { api: access.api, log, cache }, token, head);
  }

  async #review(project: Project): Promise<void> {
    const access = this.#access;
    if (access?.kind !== 'ready') return;
    const { key } = project;
    this.#running.get(key)?.cancel();
    const running = new vscode.CancellationTokenSource();
    this.#running.set(key, running);
    if (this.#states.get(key) === undefined) {
      this.#states.set(key, { kind: 'looking' });
      this.#changed.fire();
    }
    const { log, cache } = this;
    let state: ProjectState | undefined;
    try {
      const services = { api: access.api, log, cache };
      const reviewed = await reviewProject(project, this.choices.of(project), services, running.token);
      state = { kind: 'done', reviewed };
    } catch (error) {
      if (!RevisionError.is(error, 'cancelled')) {
        const failure = failureOf(error);
        if (failure.kind === 'other')
          log.error(`Review: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        else log.info(`Review of ${key}: ${failure.what}. ${failure.wayOut}`);
        state = { kind: 'failed', failure };
      }
    }
    // A newer one may have begun.
    if (this.#running.get(key) === running) {
      this.#running.delete(key);
      if (state !== undefined) this.#states.set(key, state);
      this.#changed.fire();
    }
    running.dispose();
  }

  #listen(): void {
    this.#listening?.dispose();
    this.#watched?.dispose();
    const access = this.#access;
    const found = (): void => {
      this.find()
        .then(() => {
          this.#gitChanged.fire(undefined);
        })
        .catch((error: unknown) => {
          this.log.error(`Review: ${String(error)}`);
        });
    };
    this.#listening = vscode.Disposable.from(
      onDidChangeGit(() => {
        this.#reset();
      }),
      ...(access?.kind === 'ready'
        ? [access.api.onDidOpenRepository(found), access.api.onDidCloseRepository(found)]
        : []),
    );
    if (access?.kind === 'ready') this.#watch();
  }

  #watch(): void {
    this.#watched?.dispose();
    this.#watched = vscode.Disposable.from(
      ...this.#projects.map(project =>
        project.repository.state.onDidChange(() => {
          this.#gitChanged.fire(project);
        }),
      ),
    );
  }

  /** Everything is asked for again. */
  #reset(): void {
    this.#access = undefined;
    for (const { key } of this.#projects) this.#forget(key);
    this.#projects = [];
    this.#gitChanged.fire(undefined);
  }

  #forget(key: string): void {
    this.#running.get(key)?.cancel();
    this.#running.delete(key);
    this.#ends.delete(key);
    this.#states.delete(key);
  }

  dispose(): void {
    for (const { key } of this.#projects) this.#forget(key);
    this.#listening?.dispose();
    this.#watched?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
