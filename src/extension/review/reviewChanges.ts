import * as vscode from 'vscode';
import { asMarkdown } from '../../review/formats/markdown';
import { commands, reviewViewType, section, settings } from '../contributions';
import type { ReviewCommand } from '../contributions';
import type { TileViews } from '../tileView/tileViews';
import type { WorkspaceConfig } from '../workspaceConfig';
import { chooseBase, chooseCompared, pickProject } from './choose';
import { commentsOf, commentsWanted, ReviewComments, sideOf } from './comments';
import { ComparedChoices, comparedTitle } from './compared';
import { gitAccess } from './gitApi';
import { openDiff, openFile, openProblem, placeOf } from './openChange';
import { requestOfRow } from './openPictures';
import { projectAt } from './projects';
import type { Project } from './projects';
import { Refreshing } from './refreshing';
import { register, Reviewer, reviewerOf } from './reviewer';
import type { Reviewed } from './reviewProject';
import { Reviews } from './reviews';
import { childRows, countOfChanges, rootRows } from './rows';
import type { Row } from './rows';
import { SideUris } from './sides';
import { unsavedFiles, viewMessage } from './viewMessage';
import { badgeWords, treeItem } from './treeItem';

/** So long somebody looks at a view that is being filled. */
const patienceMs = 3000;

/** What reviews need of the rest of the extension. */
export interface ReviewHost {
  readonly context: Pick<vscode.ExtensionContext, 'workspaceState' | 'globalStorageUri' | 'extensionUri'>;
  readonly config: WorkspaceConfig;
  readonly log: vscode.LogOutputChannel;
  readonly tileViews: () => Promise<TileViews>;
}

/** The view *Picture Costs* in Source Control, and its commands. */
export class ReviewChanges implements vscode.Disposable {
  readonly reviews: Reviews;
  readonly #disposables: { dispose(): unknown }[] = [];
  readonly #refreshing: Refreshing;
  readonly #reviewer: Reviewer;
  readonly comments: ReviewComments;
  /** Something was reviewed, or is. */
  #used = false;
  /** By somebody, and not for the badge alone. */
  #asked = false;

  constructor(
    private readonly host: ReviewHost,
    private readonly view: vscode.TreeView<unknown>,
    private readonly rowsChanged: vscode.EventEmitter<undefined>,
  ) {
    const { context, log } = host;
    this.reviews = new Reviews(new ComparedChoices(context.workspaceState), log, context.globalStorageUri);
    this.#refreshing = new Refreshing(this.reviews, host.config, () => this.view.visible, log);
    this.comments = new ReviewComments(context.extensionUri);
    this.#reviewer = new Reviewer(reviewerOf(this.reviews, context.extensionUri, log), log);
    this.#disposables.push(
      this.comments,
      this.#reviewer,
      vscode.extensions.onDidChange(() => {
        this.#comment();
      }),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(`${section}.${settings.reviewComments}`)) this.#comment();
      }),
      this.reviews,
      this.#refreshing,
      this.reviews.onDidChange(() => {
        this.#show();
      }),
      ...this.#whenUnsaved(),
      view.onDidChangeVisibility(({ visible }) => {
        if (!visible) return;
        this.#refreshing.seen();
        this.#comment();
      }),
    );
  }

  /** Rows of the view; at its root, the first time, projects are looked for and reviewed. */
  children(row: Row | undefined): readonly Row[] {
    if (row !== undefined) return childRows(row);
    if (!this.#used) {
      this.#used = true;
      void vscode.window.withProgress({ location: { viewId: reviewViewType } }, () =>
        this.#guarded(() => this.reviews.review()),
      );
    }
    return this.rows();
  }

  /** The rows at the root, as they are now. */
  rows(): readonly Row[] {
    return rootRows(this.reviews.projects, project => this.reviews.state(project));
  }

  item(row: Row): vscode.TreeItem {
    return treeItem(row);
  }

  /** Offers to review before a pull request is created, to an extension that may have use for it. */
  offerTo(api: unknown): vscode.Disposable | undefined {
    const { context, log } = this.host;
    return register(api, reviewerOf(this.reviews, context.extensionUri, log));
  }

  /** For the badge alone, when the window has come to rest. */
  async reviewUnseen(): Promise<void> {
    if (this.#used) return;
    this.#used = true;
    await this.#guarded(() => this.reviews.review());
  }

  async run(command: ReviewCommand, [row]: readonly unknown[]): Promise<unknown> {
    switch (command) {
      case commands.reviewChanges:
        return this.#reviewAndFocus(this.#projectOf(row));
      case commands.reviewRefresh:
        return this.#review(this.#projectOf(row));
      case commands.reviewCompare:
      case commands.reviewChooseBase: {
        const projects = await this.reviews.find();
        if (projects.length === 0)
          void vscode.window.showInformationMessage(
            'Tilescope: there is no Git repository here to compare. The view "Picture Costs" says why.',
          );
        const project = this.#projectOf(row) ?? (await pickProject(projects));
        if (project === undefined) return;
        const choice = await (command === commands.reviewCompare ? chooseCompared : chooseBase)(
          project,
          this.reviews.choice(project),
        );
        if (choice === undefined) return;
        this.#used = true;
        return this.#progress(() => this.reviews.choose(project, choice));
      }
      case commands.reviewOpen:
        return isRow(row) ? this.#open(row) : undefined;
      case commands.reviewOpenDiff:
        return isRow(row) ? this.#openDiff(row) : undefined;
      case commands.reviewOpenFile:
        return isRow(row) ? this.#openFile(row) : undefined;
      case commands.reviewOpenTileView:
        return isRow(row) ? this.#openTileView(row) : undefined;
      case commands.reviewCopyMarkdown:
        return this.#copy(isRow(row) && 'reviewed' in row ? row.reviewed : undefined);
    }
  }

  async #reviewAndFocus(project: Project | undefined): Promise<void> {
    await vscode.commands.executeCommand(`${reviewViewType}.focus`);
    const begun = Date.now();
    await this.#review(project);
    // The words of the empty view had the focus, and are gone; whoever waited for long does something else by now.
    const [first] = this.rows();
    if (first === undefined || Date.now() - begun > patienceMs || !this.view.visible) return;
    await this.view.reveal(first, { select: false, focus: true });
  }

  async #review(project: Project | undefined): Promise<void> {
    this.#used = true;
    this.#asked = true;
    await this.#progress(() => this.reviews.review(project === undefined ? undefined : [project]));
  }

  async #progress(run: () => Promise<void>): Promise<void> {
    await vscode.window.withProgress({ location: { viewId: reviewViewType } }, () => this.#guarded(run));
  }

  async #guarded(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.host.log.error(
        `Review: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
    // What the view says of Git may be another now.
    this.#show();
  }

  /** A row, a repository of Source Control, or a project itself. */
  #projectOf(of: unknown): Project | undefined {
    if (isRow(of)) return 'reviewed' in of ? of.reviewed.project : of.project;
    if (typeof of !== 'object' || of === null || !('rootUri' in of)) return undefined;
    return of.rootUri instanceof vscode.Uri ? projectAt(this.reviews.projects, of.rootUri) : undefined;
  }

  async #open(row: Row): Promise<void> {
    switch (row.kind) {
      case 'picture':
        return this.#openTileView(row);
      case 'failure':
      case 'wayOut': {
        const { failure, project } = row;
        if (failure.kind !== 'config') {
          await this.run(commands.reviewChooseBase, [row]);
          return;
        }
        const uri = vscode.Uri.joinPath(project.folder, ...failure.place.file.split('/'));
        await vscode.commands.executeCommand('vscode.open', uri, { selection: placeOf(failure.place) });
        return;
      }
      default:
        return this.#openDiff(row);
    }
  }

  async #openDiff(row: Row): Promise<void> {
    const uris = await this.#uris();
    if (uris === undefined) return;
    if (row.kind === 'change') await openDiff(uris, row.reviewed, row.change);
    else if (row.kind === 'problem') await openProblem(uris, row.reviewed, row.problem);
  }

  async #openFile(row: Row): Promise<void> {
    const uris = await this.#uris();
    if (uris === undefined) return;
    switch (row.kind) {
      case 'change': {
        const at = row.change.after ?? row.change.before;
        return openFile(uris, row.reviewed, at.file, placeOf(at));
      }
      case 'picture':
        return openFile(uris, row.reviewed, (row.picture.after ?? row.picture.before).path);
      case 'problem': {
        const { file, range } = row.problem;
        return openFile(uris, row.reviewed, file, range === undefined ? undefined : placeOf(range));
      }
      default:
        return;
    }
  }

  async #openTileView(row: Row): Promise<void> {
    const uris = await this.#uris();
    if (uris === undefined) return;
    const request = await requestOfRow(uris, row);
    if (request === 'none chosen') return;
    if (request === undefined)
      void vscode.window.showInformationMessage('Tilescope: there is no picture here that can be shown.');
    else await (await this.host.tileViews()).open(request);
  }

  async #copy(of: Reviewed | undefined): Promise<void> {
    let reviewed = of;
    if (reviewed === undefined) {
      const project = await pickProject(await this.reviews.find());
      if (project !== undefined && this.reviews.state(project) === undefined) await this.#review(project);
      const state = project === undefined ? undefined : this.reviews.state(project);
      reviewed = state?.kind === 'done' ? state.reviewed : undefined;
    }
    if (reviewed === undefined) {
      void vscode.window.showInformationMessage('Tilescope: there is no review to copy.');
      return;
    }
    await vscode.env.clipboard.writeText(asMarkdown(reviewed.result));
    void vscode.window.setStatusBarMessage('$(check) The review is copied as Markdown', 4000);
  }

  async #uris(): Promise<SideUris | undefined> {
    const access = this.reviews.access ?? (await gitAccess());
    return access.kind === 'ready' ? new SideUris(access.api) : undefined;
  }

  #comment(): void {
    const { access, projects } = this.reviews;
    this.#asked ||= this.view.visible;
    if (!this.#asked || access?.kind !== 'ready' || !commentsWanted()) {
      this.comments.show([]);
      return;
    }
    const uris = new SideUris(access.api);
    const today = new Date().toISOString().slice(0, 10);
    this.comments.show(
      projects.flatMap(project => {
        const state = this.reviews.state(project);
        return state?.kind === 'done' ? commentsOf(state.reviewed, today, sideOf(uris, state.reviewed)) : [];
      }),
    );
  }

  #show(): void {
    this.#reviewer.offer();
    this.#comment();
    const { reviews, view } = this;
    const states = reviews.projects.map(project => reviews.state(project));
    const [only, second] = reviews.projects;
    view.description =
      only === undefined || second !== undefined ? '' : comparedTitle(shownChoice(reviews, only));
    const isLooking = states.some(state => state === undefined || state.kind === 'looking');
    view.message = viewMessage(this.reviews, this.rows().length === 0, isLooking);
    const { changes, pictures } = countOfChanges(states);
    view.badge =
      changes + pictures === 0
        ? undefined
        : { value: changes + pictures, tooltip: badgeWords(changes, pictures) };
    void vscode.commands.executeCommand('setContext', `${reviewViewType}.state`, this.#emptiness(isLooking));
    this.rowsChanged.fire(undefined);
  }

  /** What is not saved is not counted, which the view says as soon as there is some. */
  #whenUnsaved(): readonly vscode.Disposable[] {
    let known = 0;
    const look = (): void => {
      const now = unsavedFiles(this.reviews).length;
      if (now === known) return;
      known = now;
      this.#show();
    };
    return [vscode.workspace.onDidChangeTextDocument(look), vscode.workspace.onDidCloseTextDocument(look)];
  }

  /** Which words stand in the view while there is no row. */
  #emptiness(isLooking: boolean): string {
    const { access, projects } = this.reviews;
    if (access === undefined) return 'looking';
    if (access.kind !== 'ready') return access.kind;
    if (projects.length === 0) return 'noRepository';
    return isLooking ? 'looking' : 'unchanged';
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** With the base that was found, once it is. */
function shownChoice(reviews: Reviews, project: Project): Parameters<typeof comparedTitle>[0] {
  const state = reviews.state(project);
  return state?.kind === 'done' ? state.reviewed.compared : reviews.choice(project);
}

function isRow(value: unknown): value is Row {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    ('reviewed' in value || 'project' in value)
  );
}
