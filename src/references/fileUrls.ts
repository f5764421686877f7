import { isNetworkPath } from './networkPath';
import { decoded } from './spellings';

/** The path of a `file:` URL, or `undefined` for one on another machine. */
export function fileUrlPath(target: string): string | undefined {
  const rest = target.replace(/^file:/i, '').replace(/[?#].*$/s, '');
  const host = /^\/\/([^\\/]*)/.exec(rest);
  const path = decoded(host === null ? rest : rest.slice(host[0].length));
  if (isNetworkPath(path)) return undefined;
  // `file://C:/a.png` has a slash too few, and no machine is called so.
  if (/^[a-z]:$/i.test(host?.[1] ?? '')) return `/${host?.[1] ?? ''}${path}`;
  return /^(?:localhost)?$/i.test(host?.[1] ?? '') ? path : undefined;
}

/**
 * The path in `file://images/a.png` and `file://./a.png`, which configurations (promptfoo's, for one) write relative to
 * their own folder; `undefined` for every other URL. By the letter `images` is a machine: the path is only ever looked
 * for below a folder of this one, and never becomes an address.
 */
export function relativeFileUrl(
  target: string,
): { readonly path: string; readonly first: string; readonly dotted: boolean } | undefined {
  const path = /^file:\/\/(?![\\/])(.+)$/is.exec(target)?.[1];
  if (path === undefined || /^[a-z]:/i.test(path) || /^localhost(?:[\\/]|$)/i.test(path)) return undefined;
  const first = path.split(/[\\/?#]/, 1)[0] ?? '';
  return { path, first, dotted: first === '.' || first === '..' };
}
