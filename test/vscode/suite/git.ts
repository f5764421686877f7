import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { GitApi } from '../../../src/extension/review/gitApi.js';
import { eventually, fileUri } from './editor.js';

export interface TestGitApi extends GitApi {
  openRepository(root: vscode.Uri): Promise<object | null>;
}

export async function gitApi(): Promise<TestGitApi> {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): TestGitApi }>('vscode.git');
  assert.ok(extension, 'VS Code has no Git extension');
  const api = (await extension.activate()).getAPI(1);
  await eventually('the Git extension has begun', () => Promise.resolve(api.state === 'initialized'));
  return api;
}

/** A real repository in the workspace. */
export class WorkspaceRepository {
  readonly root: vscode.Uri;

  constructor(name: string) {
    this.root = fileUri(name);
  }

  uri(file: string): vscode.Uri {
    return vscode.Uri.joinPath(this.root, file);
  }

  git(...args: readonly string[]): string {
    mkdirSync(this.root.fsPath, { recursive: true });
    const identity = ['user.name=T', 'user.email=t@example.invalid', 'commit.gpgSign=false'];
    return execFileSync('git', [...identity.flatMap(one => ['-c', one]), ...args], {
      cwd: this.root.fsPath,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  }

  async write(file: string, text: string): Promise<void> {
    const { fsPath } = this.uri(file);
    await mkdir(path.dirname(fsPath), { recursive: true });
    await writeFile(fsPath, text);
  }

  /** A picture of the examples. */
  async picture(file: string, from: string): Promise<void> {
    const { fsPath } = this.uri(file);
    await mkdir(path.dirname(fsPath), { recursive: true });
    await copyFile(fileUri(from).fsPath, fsPath);
  }

  async remove(): Promise<void> {
    await rm(this.root.fsPath, { recursive: true, force: true });
  }
}
