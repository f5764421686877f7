/**
 * Where a link of a repository leads, as a path of that repository; `undefined` for outside, which is in no state of it.
 * @param link its own path @param target what it holds @param rest what is asked for behind it
 */
export function linkTarget(link: string, target: string, rest = ''): string | undefined {
  if (target.startsWith('/') || target.includes('\0')) return undefined;
  const path = link.split('/').slice(0, -1);
  for (const part of [...target.split('/'), ...rest.split('/')]) {
    if (part === '' || part === '.') continue;
    if (part !== '..') path.push(part);
    else if (path.pop() === undefined) return undefined;
  }
  return path.join('/');
}
