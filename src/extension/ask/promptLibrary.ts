import * as vscode from 'vscode';
import { parseTree, getNodeValue } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import { builtInPrompts } from '../../vision/prompts/builtIn';
import type { Prompt } from '../../vision/prompts/prompt';
import { readPromptFile, withSchema } from '../../vision/prompts/promptFile';
import type { PromptFile } from '../../vision/prompts/promptFile';
import { isRecord, strictProblems } from '../../vision/prompts/strictSchema';

const folderName = '.tilescope/prompts';

/** Beyond this a file is no question. */
const longest = 500_000;

interface OwnPrompt {
  readonly uri: vscode.Uri;
  readonly prompt: Prompt;
}

/** The prompts that come with Tilescope and those of the workspace's folders; what is wrong in these is shown in them. */
export class PromptLibrary implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #problems = vscode.languages.createDiagnosticCollection('tilescope-prompts');
  readonly #disposables: readonly { dispose(): unknown }[];
  #own: Promise<readonly OwnPrompt[]> | undefined;
  readonly onDidChange = this.#changed.event;

  constructor(private readonly log: vscode.LogOutputChannel) {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${folderName}/**`);
    const forget = (): void => {
      this.#own = undefined;
      this.#changed.fire();
      this.check();
    };
    this.#disposables = [
      this.#changed,
      this.#problems,
      watcher,
      watcher.onDidChange(forget),
      watcher.onDidCreate(forget),
      watcher.onDidDelete(uri => {
        this.#problems.delete(uri);
        forget();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(forget),
      // Watchers take their time, and who saves a prompt wants to know at once.
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.path.includes(`/${folderName}/`)) forget();
      }),
    ];
  }

  /** The folder's own first: whoever writes a prompt wants it. */
  async all(resource: vscode.Uri | undefined): Promise<readonly Prompt[]> {
    const folder = resource === undefined ? undefined : vscode.workspace.getWorkspaceFolder(resource);
    const own = await this.#read();
    const here = own.filter(
      ({ uri }) => folder === undefined || vscode.workspace.getWorkspaceFolder(uri) === folder,
    );
    return [...here.map(({ prompt }) => prompt), ...builtInPrompts];
  }

  /** Reads the files anew, so that what is wrong is shown while one writes. */
  check(): void {
    this.#read().catch((error: unknown) => {
      this.log.error(`${folderName}: ${String(error)}`);
    });
  }

  #read(): Promise<readonly OwnPrompt[]> {
    this.#own ??= this.#readAll();
    return this.#own;
  }

  async #readAll(): Promise<readonly OwnPrompt[]> {
    const found: OwnPrompt[] = [];
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const pattern = new vscode.RelativePattern(folder, `${folderName}/**/*.md`);
      const files = await vscode.workspace.findFiles(pattern, null, 200);
      files.sort((a, b) => a.path.localeCompare(b.path));
      for (const uri of files) {
        const prompt = await this.#readOne(uri, folder);
        if (prompt !== undefined) found.push({ uri, prompt });
      }
    }
    return found;
  }

  async #readOne(uri: vscode.Uri, folder: vscode.WorkspaceFolder): Promise<Prompt | undefined> {
    let text: string;
    try {
      text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch (error) {
      this.log.warn(`${uri.toString(true)} cannot be read: ${String(error)}`);
      return undefined;
    }
    if (text.length > longest) {
      this.log.warn(`${uri.toString(true)} is too long to be a prompt.`);
      return undefined;
    }
    const id = uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
    const file = readPromptFile(text, id);
    const diagnostics = file.problems.map(({ message, line, column, length, serious }) =>
      diagnostic(message, line, column, length, serious),
    );
    const prompt = await this.#withItsSchema(file, uri, text, diagnostics);
    this.#problems.set(uri, diagnostics);
    for (const { message, range } of diagnostics)
      this.log.warn(`${uri.toString(true)}:${String(range.start.line + 1)}: ${message}`);
    return prompt;
  }

  async #withItsSchema(
    { prompt, schemaPath }: PromptFile,
    uri: vscode.Uri,
    text: string,
    diagnostics: vscode.Diagnostic[],
  ): Promise<Prompt | undefined> {
    if (prompt === undefined || schemaPath === undefined) return prompt;
    const before = text.slice(0, schemaPath.offset).split('\n');
    const say = (message: string): Prompt => {
      const column = (before.at(-1) ?? '').length + 1;
      diagnostics.push(diagnostic(message, before.length, column, schemaPath.length, true));
      return prompt;
    };
    const file = vscode.Uri.joinPath(uri, '..', schemaPath.path);
    if (vscode.workspace.getWorkspaceFolder(file) === undefined)
      return say(`"schema" leads out of the workspace: ${schemaPath.path}.`);
    let schema: unknown;
    try {
      schema = parsed(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound')
        return say(`"schema" names a file that is not there: ${schemaPath.path}.`);
      return say(`"schema" cannot be read: ${String(error)}`);
    }
    if (!isRecord(schema)) return say(`"schema" names a file that is no JSON Schema: ${schemaPath.path}.`);
    const [problem] = strictProblems(schema);
    return problem === undefined
      ? withSchema(prompt, schema)
      : say(`"schema" cannot be used: ${schemaPath.path}: ${problem}`);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

function parsed(text: string): unknown {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  return tree === undefined || errors.length > 0 ? undefined : getNodeValue(tree);
}

function diagnostic(
  message: string,
  line: number,
  column: number,
  length: number,
  serious: boolean,
): vscode.Diagnostic {
  const start = new vscode.Position(line - 1, column - 1);
  const made = new vscode.Diagnostic(
    new vscode.Range(start, start.translate(0, Math.max(1, length))),
    message,
    serious ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning,
  );
  made.source = 'Tilescope';
  return made;
}
