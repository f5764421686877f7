import type { ImageFormat } from './facts';

const formatsByExtension: Readonly<Record<string, ImageFormat>> = {
  png: 'png',
  apng: 'png',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  jpe: 'jpeg',
  jfif: 'jpeg',
  webp: 'webp',
  gif: 'gif',
  avif: 'avif',
  avifs: 'avif',
  heic: 'heic',
  heics: 'heic',
  heif: 'heic',
  heifs: 'heic',
  hif: 'heic',
  bmp: 'bmp',
  dib: 'bmp',
  tif: 'tiff',
  tiff: 'tiff',
  ico: 'ico',
  svg: 'svg',
  jxl: 'jxl',
};

const formatsByMediaType: Readonly<Record<string, ImageFormat>> = {
  'image/png': 'png',
  'image/apng': 'png',
  'image/jpeg': 'jpeg',
  'image/jpg': 'jpeg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif-sequence': 'heic',
  'image/bmp': 'bmp',
  'image/x-ms-bmp': 'bmp',
  'image/tiff': 'tiff',
  'image/x-icon': 'ico',
  'image/vnd.microsoft.icon': 'ico',
  'image/svg+xml': 'svg',
  'image/jxl': 'jxl',
};

/** Every extension, without its dot, that promises a format read here. */
export const fileExtensions: readonly string[] = Object.keys(formatsByExtension);

/** What a browser shows, and so the editor's window. */
export const shownByBrowsers: ReadonlySet<ImageFormat> = new Set([
  'png',
  'jpeg',
  'webp',
  'gif',
  'avif',
  'bmp',
  'ico',
  'svg',
]);

/** The name a person would use for a format. */
export const formatNames: Readonly<Record<ImageFormat, string>> = {
  png: 'PNG',
  jpeg: 'JPEG',
  webp: 'WebP',
  gif: 'GIF',
  avif: 'AVIF',
  heic: 'HEIC',
  bmp: 'BMP',
  tiff: 'TIFF',
  ico: 'ICO',
  svg: 'SVG',
  jxl: 'JPEG XL',
};

/** What a source's name promises: by the media type of a `data:` URI, else by its extension; `undefined` for neither. */
export function promisedFormat(
  name: string,
): { readonly says: string; readonly format: ImageFormat } | undefined {
  if (name.startsWith('data:')) {
    const says = /^data:([\w.+/-]+)/.exec(name)?.[1]?.toLowerCase() ?? '';
    const format = formatsByMediaType[says];
    return format && { says, format };
  }
  const path = name.includes('://') ? (name.split(/[?#]/, 1)[0] ?? '') : name;
  const dot = path.lastIndexOf('.');
  if (dot === -1) return undefined;
  const extension = path.slice(dot + 1).toLowerCase();
  const format = Object.hasOwn(formatsByExtension, extension) ? formatsByExtension[extension] : undefined;
  return format && { says: `.${extension}`, format };
}
