import * as vscode from 'vscode';
import type { ResolvedConfig } from '../core/config/resolve';
import type { ConfigSource } from '../core/config/source';
import { remarksOn } from '../core/config/remarks';
import type { Registry, RegistryLayer } from '../core/models/registry';
import { configName, ProjectConfigs } from '../host/projectConfigs';
import type { ConfigFileProblem } from '../host/projectConfigs';
import { section } from './contributions';
import { settingsLayers } from './settingsLayer';

/** What holds for a resource, by settings that are models and by every `tilescope.json` above it. */
export interface Loaded extends Pick<ResolvedConfig, 'config' | 'places' | 'diagnostics' | 'chain'> {
  readonly registry: Registry;
  /** What the registry was made of besides its own data: a page makes one of its own. */
  readonly layers: readonly RegistryLayer[];
  /** The workspace folder it is in, or the first. */
  readonly folder: vscode.Uri | undefined;
  /** The resource relative to that, with forward slashes; just its name where it is in none. */
  readonly file: string;
}

/** Settings and every `tilescope.json`, each read once and again when it changes; what is wrong in them is said. */
export class WorkspaceConfig implements vscode.Disposable {
  readonly #loaded = new Map<string, Promise<ProjectConfigs>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: { dispose(): unknown }[] = [];
  readonly #problems = vscode.languages.createDiagnosticCollection('tilescope');
  readonly onDidChange = this.#changed.event;
  /** Counts what was forgotten: a read begun before says nothing after, whichever ends first. */
  #reads = 0;

  constructor(private readonly log: vscode.LogOutputChannel) {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${configName}`);
    const forget = (uri?: vscode.Uri): void => {
      this.#loaded.clear();
      this.#reads++;
      this.#changed.fire();
      this.#check(uri);
    };
    this.#disposables.push(
      watcher,
      watcher.onDidChange(forget),
      watcher.onDidCreate(forget),
      watcher.onDidDelete(uri => {
        this.#problems.delete(uri);
        forget();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#problems.clear();
        forget();
      }),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(section)) forget();
      }),
      // One that nothing open lies below is not read otherwise, and would keep its mistakes to itself.
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        if (isConfig(uri)) this.#read(uri);
      }),
      this.#changed,
      this.#problems,
    );
    this.#check();
  }

  /** Mistakes are shown in the file while one writes it, when no picture asks for a price. */
  #check(changed?: vscode.Uri): void {
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) this.#read(uri);
    if (changed !== undefined) this.#read(changed);
    for (const { uri } of vscode.workspace.textDocuments) if (isConfig(uri)) this.#read(uri);
  }

  #read(uri: vscode.Uri): void {
    this.for(uri).catch((error: unknown) => {
      this.log.error(`${uri.toString(true)}: ${String(error)}`);
    });
  }

  /** What holds for a resource; what holds for the first folder where it is in none. */
  async for(resource: vscode.Uri | undefined): Promise<Loaded> {
    const own = resource === undefined ? undefined : vscode.workspace.getWorkspaceFolder(resource);
    const folder = (own ?? vscode.workspace.workspaceFolders?.[0])?.uri;
    const key = folder?.toString() ?? '';
    let loaded = this.#loaded.get(key);
    if (loaded === undefined) this.#loaded.set(key, (loaded = this.#load(folder)));
    const file =
      own === undefined || resource === undefined
        ? (resource?.path.split('/').at(-1) ?? '')
        : resource.path.slice(own.uri.path.replace(/\/$/, '').length + 1);
    const { config, places, diagnostics, chain, registry, layers } = await (await loaded).for(file);
    return { config, places, diagnostics, chain, registry, layers, folder, file };
  }

  async #load(folder: vscode.Uri | undefined): Promise<ProjectConfigs> {
    const below = await settingsLayers(folder, this.log);
    const begun = this.#reads;
    return new ProjectConfigs({
      below,
      read: file =>
        folder === undefined
          ? Promise.resolve(undefined)
          : this.#text(vscode.Uri.joinPath(folder, ...file.split('/'))),
      onRead: (source, problems) => {
        if (folder !== undefined && begun === this.#reads) this.#say(folder, source, problems);
      },
      onContradiction: (origin, message) => {
        this.log.warn(`${origin}: ${message}. Its models are left out.`);
      },
    });
  }

  async #text(uri: vscode.Uri): Promise<string | undefined> {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch (error) {
      const isNone =
        error instanceof vscode.FileSystemError &&
        (error.code === 'FileNotFound' || error.code === 'FileNotADirectory');
      if (!isNone) this.log.warn(`${uri.toString(true)} cannot be read: ${String(error)}`);
      return undefined;
    }
  }

  #say(folder: vscode.Uri, source: ConfigSource, problems: readonly ConfigFileProblem[]): void {
    const uri = vscode.Uri.joinPath(folder, ...source.file.split('/'));
    const today = new Date().toISOString().slice(0, 10);
    this.#problems.set(uri, [
      ...problems.map(problem => shown(problem, problem.message, vscode.DiagnosticSeverity.Error)),
      ...remarksOn(source, today).map(({ place, message }) =>
        shown(place, message, vscode.DiagnosticSeverity.Warning),
      ),
    ]);
    for (const { line, column, message } of problems)
      this.log.warn(`${uri.toString(true)}:${String(line)}:${String(column)}: ${message}`);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

function shown(
  { line, column, length }: Pick<ConfigFileProblem, 'line' | 'column' | 'length'>,
  message: string,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const start = new vscode.Position(line - 1, column - 1);
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(start, start.translate(0, Math.max(1, length))),
    message,
    severity,
  );
  diagnostic.source = 'Tilescope';
  return diagnostic;
}

function isConfig({ path }: vscode.Uri): boolean {
  return path.endsWith(`/${configName}`);
}
