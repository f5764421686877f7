import * as vscode from 'vscode';
import type { TilescopeConfig } from '../core/config/parseConfig';
import { Registry, RegistryError } from '../core/models/registry';
import type { RegistryLayer } from '../core/models/registry';
import { section, settings } from './contributions';

interface Loaded {
  readonly config: TilescopeConfig;
  readonly registry: Registry;
  /** What the registry was made of besides its own data: a page makes one of its own. */
  readonly layers: readonly RegistryLayer[];
}

const empty: TilescopeConfig = {};

/** Settings and `tilescope.json` of each folder, read once and again when they change; what is wrong in them is said. */
export class WorkspaceConfig implements vscode.Disposable {
  readonly #loaded = new Map<string, Promise<Loaded>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: { dispose(): unknown }[] = [];
  readonly #problems = vscode.languages.createDiagnosticCollection('tilescope');
  readonly onDidChange = this.#changed.event;
  /** Counts what was forgotten: a read begun before says nothing after, whichever ends first. */
  #reads = 0;

  constructor(private readonly log: vscode.LogOutputChannel) {
    const watcher = vscode.workspace.createFileSystemWatcher('**/tilescope.json');
    const forget = (): void => {
      this.#loaded.clear();
      this.#reads++;
      this.#changed.fire();
      this.#check();
    };
    this.#disposables.push(
      watcher,
      watcher.onDidChange(forget),
      watcher.onDidCreate(forget),
      watcher.onDidDelete(uri => {
        this.#problems.delete(uri);
        forget();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
        for (const { uri } of removed) this.#problems.delete(fileIn(uri));
        forget();
      }),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(section)) forget();
      }),
      this.#changed,
      this.#problems,
    );
    this.#check();
  }

  /** Mistakes are shown in the file while one writes it, when no picture asks for a price. */
  #check(): void {
    for (const { uri } of vscode.workspace.workspaceFolders ?? [])
      this.for(uri).catch((error: unknown) => {
        this.log.error(`${uri.toString(true)}: ${String(error)}`);
      });
  }

  /** Of the workspace folder a resource is in; of the first where it is in none. */
  for(resource: vscode.Uri | undefined): Promise<Loaded> {
    const own = resource === undefined ? undefined : vscode.workspace.getWorkspaceFolder(resource);
    const folder = own ?? vscode.workspace.workspaceFolders?.[0];
    const key = folder?.uri.toString() ?? '';
    let loaded = this.#loaded.get(key);
    if (loaded === undefined) {
      loaded = this.#load(folder?.uri);
      this.#loaded.set(key, loaded);
    }
    return loaded;
  }

  async #load(folder: vscode.Uri | undefined): Promise<Loaded> {
    const layers: RegistryLayer[] = [];
    const configuration = vscode.workspace.getConfiguration(section, folder ?? null);
    const own = {
      models: configuration.get(settings.models),
      providers: configuration.get(settings.providers),
      aliases: configuration.get(settings.aliases),
    };
    if (
      Object.values(own).some(value => value !== undefined && value !== null && Object.keys(value).length > 0)
    ) {
      const { checkConfig } = await import('../core/config/parseConfig');
      const { layer, problems } = checkConfig(own, 'settings');
      for (const { message } of problems) this.log.warn(`Settings: ${message}`);
      layers.push(layer);
    }
    let config = empty;
    if (folder !== undefined) {
      const file = await this.#readFile(fileIn(folder), layers);
      if (file !== undefined) {
        config = file.config;
        layers.push(file.layer);
      }
    }
    return { config, ...this.#registry(layers) };
  }

  /** @param below what the settings add: their names are known to the file too */
  async #readFile(
    uri: vscode.Uri,
    below: readonly RegistryLayer[],
  ): Promise<{ config: TilescopeConfig; layer: RegistryLayer } | undefined> {
    const begun = this.#reads;
    let bytes: Uint8Array;
    try {
      bytes = await vscode.workspace.fs.readFile(uri);
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
      this.log.warn(`${uri.toString(true)} cannot be read: ${String(error)}`);
      return undefined;
    }
    const { parseConfig } = await import('../core/config/parseConfig');
    const { config, layer, problems } = parseConfig(new TextDecoder().decode(bytes), 'tilescope.json', below);
    if (begun !== this.#reads) return { config, layer };
    this.#problems.set(
      uri,
      problems.map(problem => {
        const start = new vscode.Position(problem.line - 1, problem.column - 1);
        const diagnostic = new vscode.Diagnostic(
          new vscode.Range(start, start.translate(0, Math.max(1, problem.length))),
          problem.message,
          vscode.DiagnosticSeverity.Error,
        );
        diagnostic.source = 'Tilescope';
        return diagnostic;
      }),
    );
    for (const { line, column, message } of problems)
      this.log.warn(`${uri.toString(true)}:${String(line)}:${String(column)}: ${message}`);
    return { config, layer };
  }

  #registry(layers: readonly RegistryLayer[]): Pick<Loaded, 'registry' | 'layers'> {
    try {
      return { registry: new Registry(layers), layers };
    } catch (error) {
      if (!RegistryError.is(error)) throw error;
      // Checked when it was read; two layers that are each right may still disagree.
      this.log.warn(`${error.origin}: ${error.message}. Its models are left out.`);
      const agreeing = layers.filter(layer => layer.origin !== error.origin);
      return { registry: new Registry(agreeing), layers: agreeing };
    }
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

function fileIn(folder: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(folder, 'tilescope.json');
}
