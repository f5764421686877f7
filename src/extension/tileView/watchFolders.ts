import * as vscode from 'vscode';

/** Writing a file is several changes to whoever watches: so long after the last, in milliseconds, it is looked at. */
const rest = 150;

/**
 * Tells of the files among `uris` that have changed, come or gone, wherever they are: in the workspace or outside of it.
 */
export function watchFiles(uris: readonly vscode.Uri[], changed: (uri: string) => void): vscode.Disposable {
  const wanted = new Set(uris.map(String));
  const folders = new Map(uris.map(uri => vscode.Uri.joinPath(uri, '..')).map(uri => [uri.toString(), uri]));
  const pending = new Map<string, NodeJS.Timeout>();
  const seen = (uri: vscode.Uri): void => {
    const name = uri.toString();
    if (!wanted.has(name)) return;
    clearTimeout(pending.get(name));
    pending.set(
      name,
      setTimeout(() => {
        pending.delete(name);
        changed(name);
      }, rest),
    );
  };
  const watchers = [...folders.values()].flatMap(folder => {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
    return [watcher, watcher.onDidChange(seen), watcher.onDidCreate(seen), watcher.onDidDelete(seen)];
  });
  return new vscode.Disposable(() => {
    for (const timer of pending.values()) clearTimeout(timer);
    for (const watcher of watchers) watcher.dispose();
  });
}
