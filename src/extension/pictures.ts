import * as vscode from 'vscode';
import type { Cancellation } from '../host/host';
import type { FileHost } from '../host/host';
import type { Registry } from '../core/models/registry';
import type { ImageFacts } from '../images/facts';
import { FactsCache } from '../images/factsCache';
import { ImageError } from '../images/imageError';
import { assess } from '../references/assess';
import type { Assessment } from '../references/assess';
import { resolve } from '../references/resolve';
import type { ImageReference } from '../references/reference';
import { imageExtensions } from '../references/reference';
import { section, settings } from './contributions';
import { Documents } from './documents';
import { placeOf, resourceOf } from './place';
import { effectiveSettings } from './settings';
import type { Effective } from './settings';
import type { WorkspaceConfig } from './workspaceConfig';

/** What holds for a document. */
export interface InForce {
  readonly effective: Effective;
  readonly registry: Registry;
}

/** An assessed reference, with all a face needs to show it. */
export interface Shown extends InForce {
  readonly assessment: Assessment;
}

/**
 * The pictures of the open documents, priced as their folders ask for: the extension's side of the road that ends in
 * `assess`. Fires when a number that is shown may be another now.
 */
export class Pictures implements vscode.Disposable {
  readonly documents = new Documents();
  readonly facts: FactsCache;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: { dispose(): unknown }[];
  readonly #effective = new Map<string, Promise<InForce>>();
  #pending: NodeJS.Timeout | undefined;
  readonly #remote = new Map<string, ImageFacts | ImageError>();
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly files: FileHost,
    private readonly config: WorkspaceConfig,
  ) {
    this.facts = new FactsCache(files);
    const watcher = vscode.workspace.createFileSystemWatcher(
      `**/*.{${[...imageExtensions, ...imageExtensions.map(e => e.toUpperCase())].join(',')}}`,
    );
    const changed = (uri: vscode.Uri): void => {
      this.facts.invalidate(uri.toString());
      this.#announce();
    };
    this.#disposables = [
      this.#changed,
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
      config.onDidChange(() => {
        this.#effective.clear();
        this.#changed.fire();
      }),
    ];
  }

  /** Settings are read once a resource and change: a page of references asks for the same again and again. */
  effective(document: vscode.TextDocument): Promise<InForce> {
    const resource = resourceOf(document);
    const key = resource.toString();
    let known = this.#effective.get(key);
    if (known === undefined) {
      if (this.#effective.size > 500) this.#effective.clear();
      known = this.config
        .for(resource)
        .then(({ config, registry }) => ({ effective: effectiveSettings(resource, config), registry }));
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
    const { effective, registry } = await this.effective(document);
    const services = {
      files: this.files,
      facts: this.facts,
      registry,
      today: () => new Date().toISOString().slice(0, 10),
      remote: (url: string) => this.#remote.get(url),
    };
    const assessment = await assess(
      reference,
      placeOf(document, effective.roots),
      effective.pricing,
      services,
      cancellation,
    );
    return { assessment, effective, registry };
  }

  /** Whether a reference leads to a picture that can be priced: a few `stat`s, no header is read. */
  async leadsSomewhere(
    document: vscode.TextDocument,
    reference: ImageReference,
    cancellation: Cancellation,
  ): Promise<boolean> {
    const { effective } = await this.effective(document);
    const resolution = await resolve(reference, placeOf(document, effective.roots), this.files, cancellation);
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

  /** Reads the header of a picture on the web, which only a user's wish may cause. */
  async readRemote(url: string, signal: AbortSignal): Promise<ImageFacts> {
    const [{ remoteSource }, { readImageFacts }] = await Promise.all([
      import('../images/remote'),
      import('../images/readFacts'),
    ]);
    try {
      const hosts = vscode.workspace.getConfiguration(section).get<unknown>(settings.remoteAllowedHosts);
      // Whole names alone: a string instead of a list must not be searched for a part of a name.
      const allowPrivate = Array.isArray(hosts) ? hosts.filter(host => typeof host === 'string') : [];
      const facts = await readImageFacts(await remoteSource(url, { signal, allowPrivate }));
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

export function included(document: vscode.TextDocument, effective: Effective): boolean {
  const matches = (patterns: readonly string[]): boolean =>
    patterns.some(
      pattern => vscode.languages.match({ pattern: folderPattern(document, pattern) }, document) > 0,
    );
  if (effective.exclude.length > 0 && matches(effective.exclude)) return false;
  return effective.include.length === 0 || matches(effective.include);
}

function folderPattern(document: vscode.TextDocument, pattern: string): vscode.GlobPattern {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  return folder === undefined ? pattern : new vscode.RelativePattern(folder, pattern);
}
