import { URI } from 'vscode-uri';
import type { FolderHost } from '../host/host';
import { ProjectFiles } from '../references/project/files';
import { folderPart } from '../references/project/folderPart';
import type { ChangedPaths } from './changedPaths';
import type { Layout } from './layout';
import { isProjectFile } from './sources';

/**
 * Whether what the project's own files say of its paths is something else now. Most changes of a `package.json` are a
 * version of something, which leads no path anywhere.
 */
export async function leadsElsewhere(
  changed: ChangedPaths,
  before: FolderHost,
  after: FolderHost,
  layout: Layout,
): Promise<boolean> {
  const folders = new Set<string>();
  for (const path of changed.all())
    if (isProjectFile(path)) folders.add(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
  if (folders.size === 0) return false;
  const [then, now] = [new ProjectFiles(before), new ProjectFiles(after)];
  for (const folder of folders) {
    // A configuration may be extended by others, whose folders are not known here.
    if ([...changed.all()].some(path => isConfiguration(path, folder))) return true;
    const uri = URI.parse(folder === '' ? layout.repository : layout.uri(folder));
    const isTop = layout.below(folder) === '' || folder === '';
    const [old, current] = [await folderPart(uri, isTop, then), await folderPart(uri, isTop, now)];
    if (JSON.stringify(old) !== JSON.stringify(current)) return true;
  }
  return false;
}

/** What can be extended from elsewhere: `tsconfig.base.json`. */
function isConfiguration(path: string, folder: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return path === (folder === '' ? name : `${folder}/${name}`) && /(?:ts|js)config.*\.json$/i.test(name);
}
