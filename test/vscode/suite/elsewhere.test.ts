import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { at, eventually, fileUri, hoverAt, lenses, set } from './editor.js';
import { gitApi } from './git.js';

/** Files that exist nowhere but here, as a virtual workspace serves them; counts what is read. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly files = new Map<string, Uint8Array>();
  readonly reads: string[] = [];
  readonly stats: string[] = [];
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    this.stats.push(uri.path);
    const file = this.files.get(uri.path);
    if (file !== undefined) return { type: vscode.FileType.File, ctime: 0, mtime: 1, size: file.byteLength };
    if ([...this.files.keys()].some(path => path.startsWith(`${uri.path}/`)))
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 1, size: 0 };
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  readFile(uri: vscode.Uri): Uint8Array {
    this.reads.push(uri.path);
    const file = this.files.get(uri.path);
    if (file === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  writeFile(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
}

describe('documents that are no files on disk', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('work in a virtual file system, through the editor alone', async () => {
    const memory = new MemoryFiles();
    const registration = vscode.workspace.registerFileSystemProvider('tilescope-test', memory, {
      isReadonly: true,
    });
    try {
      memory.files.set(
        '/shop/src/a.py',
        new TextEncoder().encode('open("../img/cart.png")\nopen("../img/none.png")\n'),
      );
      memory.files.set('/shop/img/cart.png', await readFile(fileUri('mockups/cart.png').fsPath));
      const document = await vscode.workspace.openTextDocument(
        vscode.Uri.parse('tilescope-test:/shop/src/a.py'),
      );
      await vscode.window.showTextDocument(document);
      assert.match(await hoverAt(document, at(document, '../img/cart.png')), /1,566 tokens/);
      assert.equal(await hoverAt(document, at(document, '../img/none.png')), '');
      await eventually('a lens', async () => (await lenses(document)).length === 1);
      // Known by its size and time of change, the picture is not read again.
      assert.equal(memory.reads.filter(path => path.endsWith('.png')).length, 1);
      // Every look may be a trip over the network: what was looked for a moment ago is not looked for again.
      const looks = (): number => memory.stats.filter(path => path.endsWith('/none.png')).length;
      await lenses(document);
      const before = looks();
      await lenses(document);
      assert.equal(looks(), before);
    } finally {
      registration.dispose();
    }
  });

  it('have the pictures of their own revision on the old side of a diff', async () => {
    const repository = fileUri('diffed');
    const inRepository = (path: string): vscode.Uri => vscode.Uri.joinPath(repository, path);
    const copy = (from: string, to: string): Promise<void> =>
      copyFile(fileUri(from).fsPath, inRepository(to).fsPath);
    const git = (...args: string[]): void => {
      const identity = [
        '-c',
        'user.name=T',
        '-c',
        'user.email=t@example.invalid',
        '-c',
        'commit.gpgSign=false',
      ];
      execFileSync('git', [...identity, ...args], { cwd: repository.fsPath, stdio: 'pipe' });
    };
    await mkdir(inRepository('src').fsPath, { recursive: true });
    await writeFile(
      inRepository('src/a.ts').fsPath,
      'const images = ["shot.png", "later.png", "gone.png"];\n',
    );
    const call = (model: string, detail: string): string =>
      `import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
const client = new OpenAI();
const image_url = \`data:image/png;base64,\${readFileSync('shot.png', 'base64')}\`;
await client.responses.create({
  model: '${model}',
  input: [{ role: 'user', content: [{ type: 'input_image', image_url, detail: '${detail}' }] }],
});
`;
    await writeFile(inRepository('src/call.ts').fsPath, call('gpt-5', 'high'));
    await copy('mockups/cart.png', 'src/shot.png');
    await copy('mockups/cart.png', 'src/gone.png');
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'first');
    await copy('mockups/mobile-home.png', 'src/shot.png');
    await copy('mockups/cart.png', 'src/later.png');
    await rm(inRepository('src/gone.png').fsPath);
    await writeFile(inRepository('src/call.ts').fsPath, call('gpt-5.4-mini', 'low'));
    await writeFile(
      inRepository('src/a.ts').fsPath,
      'const images = ["shot.png", "later.png", "gone.png"]; // now\n',
    );

    const api = await gitApi();
    assert.ok(await api.openRepository(repository), 'the repository is not opened');
    try {
      const file = inRepository('src/a.ts');
      const old = api.toGitUri(file, 'HEAD');
      await vscode.commands.executeCommand('vscode.diff', old, file, 'before and after');
      const [before, after] = [
        await vscode.workspace.openTextDocument(old),
        await vscode.workspace.openTextDocument(file),
      ];
      assert.doesNotMatch(before.getText(), /now/);
      const tokens = async (document: vscode.TextDocument, name: string): Promise<string | undefined> =>
        /([\d,]+) tokens/.exec(await hoverAt(document, at(document, name)))?.[1];
      const sizes = async (name: string): Promise<unknown> => [
        await tokens(before, name),
        await tokens(after, name),
      ];
      const [was, is] = (await sizes('shot.png')) as [string | undefined, string | undefined];
      assert.equal(was, '1,566');
      assert.ok(is !== undefined && is !== was, `today's picture costs ${String(is)}`);
      assert.deepEqual(await sizes('later.png'), [undefined, '1,566'], 'a picture that came later');
      assert.deepEqual(await sizes('gone.png'), ['1,566', undefined], 'a picture that is gone');
      await eventually(
        'lenses on both sides',
        async () => [...(await lenses(before)), ...(await lenses(after))].length === 2,
      );

      const calls = inRepository('src/call.ts');
      const oldCalls = api.toGitUri(calls, 'HEAD');
      await vscode.commands.executeCommand('vscode.diff', oldCalls, calls, 'the call before and after');
      const [dear, cheap] = [
        await vscode.workspace.openTextDocument(oldCalls),
        await vscode.workspace.openTextDocument(calls),
      ];
      // The old call with the old picture; the new call with the picture of today.
      await eventually('the old price on the old side', async () =>
        /910 tokens .*gpt-5 · high/.test((await lenses(dear)).join()),
      );
      await eventually('the new price on the new side', async () =>
        (await lenses(cheap)).join().includes('gpt-5.4-mini · low'),
      );
      assert.doesNotMatch((await lenses(cheap)).join(), /910/);
      assert.match(await hoverAt(dear, at(dear, 'shot.png')), /910 tokens/);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await rm(repository.fsPath, { recursive: true, force: true });
    }
  }).timeout(60_000);

  it('work on the old side of another extension’s diff, beside the file it is of', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('gitlens', {
      provideTextDocumentContent: () => 'const old = "../mockups/checkout.png";\n',
    });
    try {
      const file = fileUri('src/review-mockups.ts');
      const old = file.with({ scheme: 'gitlens', query: '{"ref":"HEAD~1"}' });
      await vscode.commands.executeCommand('vscode.diff', old, file, 'before and after');
      const document = await vscode.workspace.openTextDocument(old);
      assert.match(await hoverAt(document, at(document, '../mockups/checkout.png')), /1,566 tokens/);
    } finally {
      provider.dispose();
    }
  });

  it('say nothing in the output of other programs', async () => {
    const channel = vscode.window.createOutputChannel('Some program');
    try {
      channel.appendLine('wrote "mockups/cart.png"');
      channel.show();
      await eventually('the output is a document', () =>
        Promise.resolve(
          vscode.workspace.textDocuments.some(document => document.getText().includes('wrote "mockups')),
        ),
      );
      const document = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'output');
      assert.ok(document);
      await set('codeLens.files', 'all');
      assert.deepEqual(await lenses(document), []);
    } finally {
      await set('codeLens.files', undefined);
      channel.dispose();
    }
  });
});
