import * as vscode from 'vscode';
import type { Cancellation, FolderHost } from '../host/host';
import type { Registry, RegistryLayer } from '../core/models/registry';
import type { ImageFacts } from '../images/facts';
import { FactsCache } from '../images/factsCache';
import { ImageError } from '../images/imageError';
import { assess } from '../references/assess';
import type { Assessment, Services } from '../references/assess';
import type { ProjectProblem } from '../references/project/files';
import { ProjectCache } from '../references/project/projectCache';
import { projectFilePatterns } from '../references/project/watched';
import type { Place } from '../references/resolve';
import type { ImageReference } from '../references/reference';
import { imageExtensions } from '../references/reference';
import { isPromptFile } from '../vision/prompts/promptPath';
import { section, settings } from './contributions';
import { Documents } from './documents';
import { placeOf, resourceOf } from './place';
import { Resolutions } from './resolutions';
import { effectiveSettings } from './settings';
import type { Effective } from './settings';
import type { WorkspaceConfig } from './workspaceConfig';

/** What holds for a document. */
export interface InForce {
  readonly effective: Effective;
  readonly registry: Registry;
}

/** What holds for a resource, with what a page needs to make a registry of its own. */
export interface InForceFor extends InForce {
  readonly layers: readonly RegistryLayer[];
}

/** What holds for a document, where it stands, and who answers for its files. */
export interface Ground extends InForce {
  readonly place: Place;
  readonly services: Services & { readonly files: FolderHost };
}

/** An assessed reference, with all a face needs to show it. */
export interface Shown extends InForce {
  readonly assessment: Assessment;
  /** What is to be said about the pricing, a sentence each. */
  readonly notes?: readonly string[];
  /** Why this is not the picture a call sends, where it is not: then its number is nobody's. */
  readonly notSent?: string;
}

/**
 * The pictures of the open documents, priced as their folders ask for: the extension's side of the road that ends in
 * `assess`. Fires when a number that is shown may be another now.
 */
export class Pictures implements vscode.Disposable {
  readonly documents = new Documents();
  readonly facts: FactsCache;
  readonly #projects: ProjectCache;
  readonly #resolutions: Resolutions;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: { dispose(): unknown }[];
  readonly #effective = new Map<string, Promise<InForceFor>>();
  /** What holds for prompt files, once a version of each. */
  readonly #prompts = new WeakMap<
    vscode.TextDocument,
    { readonly version: number; readonly around: InForce; readonly inForce: InForce }
  >();
  #pending: NodeJS.Timeout | undefined;
  readonly #remote = new Map<string, ImageFacts | ImageError>();
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly files: FolderHost,
    private readonly config: WorkspaceConfig,
  ) {
    this.facts = new FactsCache(files);
    this.#projects = new ProjectCache(files);
    this.#resolutions = new Resolutions(files);
    // A picture that comes may bring its folder with it: where roots are is another then, too.
    const moved = (uri: vscode.Uri): void => {
      this.#projects.invalidate(uri.toString());
      this.#resolutions.clear();
      this.#announce();
    };
    const changed = (uri: vscode.Uri): void => {
      this.facts.invalidate(uri.toString());
      this.#announce();
    };
    const movedPicture = (uri: vscode.Uri): void => {
      this.facts.invalidate(uri.toString());
      moved(uri);
    };
    const names = [...imageExtensions, ...imageExtensions.map(e => e.toUpperCase())];
    this.#disposables = [
      this.#changed,
      ...watch(`**/*.{${names.join(',')}}`, changed, movedPicture),
      ...watch(`**/{${projectFilePatterns.join(',')}}`, moved, moved),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#projects.clear();
        this.#resolutions.clear();
      }),
      config.onDidChange(() => {
        this.#effective.clear();
        this.#resolutions.clear();
        this.#changed.fire();
      }),
    ];
  }

  /** For a prompt's file, what its front matter says goes before all settings. */
  async effective(document: vscode.TextDocument): Promise<InForce> {
    const resource = resourceOf(document);
    const around = await this.effectiveFor(resource);
    if (!isPromptFile(resource.path)) return around;
    const { version } = document;
    const known = this.#prompts.get(document);
    if (known?.version === version && known.around === around) return known.inForce;
    const { promptPricing } = await import('../vision/prompts/promptPricing');
    const pricing = promptPricing(document.getText(), around.effective.pricing);
    const inForce = { ...around, effective: { ...around.effective, pricing } };
    this.#prompts.set(document, { version, around, inForce });
    return inForce;
  }

  /** Settings are read once a resource and change: a page of references asks for the same again and again. */
  effectiveFor(resource: vscode.Uri | undefined): Promise<InForceFor> {
    const key = resource?.toString() ?? '';
    let known = this.#effective.get(key);
    if (known === undefined) {
      if (this.#effective.size > 500) this.#effective.clear();
      known = this.config.for(resource).then(loaded => ({
        effective: effectiveSettings(resource, loaded),
        registry: loaded.registry,
        layers: loaded.layers,
      }));
      this.#effective.set(key, known);
    }
    return known;
  }

  /** A checkout changes a thousand pictures at once; the numbers are asked for again once. */
  #announce(): void {
    clearTimeout(this.#pending);
    this.#pending = setTimeout(() => {
      this.#changed.fire();
    }, 100);
  }

  async assess(
    document: vscode.TextDocument,
    reference: ImageReference,
    cancellation: Cancellation,
  ): Promise<Shown> {
    const { place, services, effective, registry } = await this.ground(document);
    const assessment = await assess(reference, place, effective.pricing, services, cancellation);
    return { assessment, effective, registry };
  }

  /** What the road from a document's references to their prices starts from. */
  async ground(document: vscode.TextDocument): Promise<Ground> {
    const { effective, registry } = await this.effective(document);
    return {
      effective,
      registry,
      place: this.#placeOf(document, effective),
      services: {
        files: this.files,
        facts: this.facts,
        registry,
        today: () => new Date().toISOString().slice(0, 10),
        remote: url => this.#remote.get(url),
      },
    };
  }

  #placeOf(document: vscode.TextDocument, effective: Effective): Place {
    return placeOf(document, effective.roots, this.#projects);
  }

  /** The project's files that could not be read whole, for whoever wonders why a path leads nowhere. */
  async projectProblems(document: vscode.TextDocument): Promise<readonly ProjectProblem[]> {
    const { effective } = await this.effective(document);
    return (await this.#projects.project(this.#placeOf(document, effective))).problems;
  }

  /** Whether a reference leads to a picture that can be priced: a few `stat`s the first time, no header is read. */
  async leadsSomewhere(
    document: vscode.TextDocument,
    reference: ImageReference,
    cancellation: Cancellation,
  ): Promise<boolean> {
    const { effective } = await this.effective(document);
    const place = this.#placeOf(document, effective);
    const resolution = await this.#resolutions.resolve(reference, place, cancellation);
    return (
      resolution.kind === 'file' ||
      resolution.kind === 'data' ||
      (resolution.kind === 'remote' && this.#remote.has(resolution.url))
    );
  }

  /** Whether Tilescope shows anything in a document, by the include and exclude settings. */
  async isIncluded(document: vscode.TextDocument): Promise<boolean> {
    const { effective } = await this.effective(document);
    return included(document, effective);
  }

  /** What is known of a picture on the web: its header was read, or could not be. */
  remote(url: string): ImageFacts | ImageError | undefined {
    return this.#remote.get(url);
  }

  /** Reads the header of a picture on the web, which only a user's wish may cause. */
  async readRemote(url: string, signal: AbortSignal): Promise<ImageFacts> {
    const [{ remoteSource }, { readImageFacts }] = await Promise.all([
      import('../images/remote'),
      import('../images/readFacts'),
    ]);
    try {
      const facts = await readImageFacts(await remoteSource(url, { signal, allowPrivate: allowedHosts() }));
      this.#remote.set(url, facts);
      return facts;
    } catch (error) {
      if (ImageError.is(error)) this.#remote.set(url, error);
      throw error;
    } finally {
      this.#changed.fire();
    }
  }

  dispose(): void {
    clearTimeout(this.#pending);
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** The hosts at private addresses that the user lets be asked. */
export function allowedHosts(): readonly string[] {
  const hosts = vscode.workspace.getConfiguration(section).get<unknown>(settings.remoteAllowedHosts);
  // Whole names alone: a string instead of a list must not be searched for a part of a name.
  return Array.isArray(hosts) ? hosts.filter(host => typeof host === 'string') : [];
}

function watch(
  pattern: string,
  onChange: (uri: vscode.Uri) => void,
  onMove: (uri: vscode.Uri) => void,
): readonly vscode.Disposable[] {
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  return [watcher, watcher.onDidChange(onChange), watcher.onDidCreate(onMove), watcher.onDidDelete(onMove)];
}

export function included(document: vscode.TextDocument, effective: Effective): boolean {
  const matches = (patterns: readonly string[]): boolean =>
    patterns.some(
      pattern => vscode.languages.match({ pattern: folderPattern(document, pattern) }, document) > 0,
    );
  if (effective.leftOut) return false;
  if (effective.exclude.length > 0 && matches(effective.exclude)) return false;
  return effective.include.length === 0 || matches(effective.include);
}

function folderPattern(document: vscode.TextDocument, pattern: string): vscode.GlobPattern {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  return folder === undefined ? pattern : new vscode.RelativePattern(folder, pattern);
}
