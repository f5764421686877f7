import { mkdir, rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { at, eventually, fileUri, hoverAt, lenses, open } from './editor.js';

describe('paths as a project means them', () => {
  const write = (path: string, text: string): Promise<void> =>
    writeFile(fileUri(`meant/${path}`).fsPath, text);
  const paths = (target: string): string =>
    `{ "compilerOptions": { "paths": { "@pics/*": ["${target}/*"] } } } // ours`;

  before(() => mkdir(fileUri('meant/src').fsPath, { recursive: true }));
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(fileUri('meant').fsPath, { recursive: true, force: true });
  });

  it('follow tsconfig.json, and follow it again when it changes', async () => {
    await write('tsconfig.json', paths('../mockups'));
    await write('src/a.ts', 'const pictures = ["@pics/cart.png", "/late.png"];\n');
    const document = await open('meant/src/a.ts');
    const shown = (name: string): Promise<string> => hoverAt(document, at(document, name));
    await eventually('a price by the alias', async () => (await shown('@pics/')).includes('1,566 tokens'));
    await eventually('a lens by the alias', async () => (await lenses(document)).length === 1);
    await write('tsconfig.json', paths('./nowhere'));
    await eventually('no price any more', async () => (await shown('@pics/')) === '');
    await eventually('no lens any more', async () => (await lenses(document)).length === 0);
    await write('tsconfig.json', paths('../mockups'));
    await eventually('the price again', async () => (await shown('@pics/')).includes('1,566 tokens'));
  });

  it('see a public folder of the package that comes with its first picture', async () => {
    const document = await open('meant/src/a.ts');
    const late = (): Promise<string> => hoverAt(document, at(document, '/late.png'));
    await eventually('nothing yet', async () => (await late()) === '');
    await mkdir(fileUri('meant/public').fsPath);
    await vscode.workspace.fs.copy(fileUri('mockups/cart.png'), fileUri('meant/public/late.png'));
    await eventually('its price', async () => (await late()).includes('1,566 tokens'));
  });
});
