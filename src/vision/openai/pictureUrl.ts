import type { RequestPicture } from '../request';

/** The address of a picture in a request: its own, or all of it as a data URI. */
export function pictureUrl({ source }: RequestPicture): string {
  if (source.kind === 'url') return source.url;
  const { buffer, byteOffset, byteLength } = source.bytes;
  return `data:${source.mediaType};base64,${Buffer.from(buffer, byteOffset, byteLength).toString('base64')}`;
}
