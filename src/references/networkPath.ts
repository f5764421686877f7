/** `\\host\share`, `//host/share`, `\\?\…`, `/\host`, `\??\…`: Windows takes both slashes for the same. */
export function isNetworkPath(path: string): boolean {
  return /^[\\/](?:[\\/]|\?\?[\\/])/.test(path);
}
