/** What the text names: a file by path, the bytes themselves, something on the web, or what only runs can tell. */
export type ReferenceForm = 'path' | 'data' | 'url' | 'file-url' | 'dynamic' | 'glob';

/** A place in a text that names an image. Offsets are UTF-16, of the part between the quotes or brackets. */
export interface ImageReference {
  readonly start: number;
  readonly end: number;
  /** As the program will see it: escapes and line continuations undone; what surrounds it left off. */
  readonly target: string;
  readonly form: ReferenceForm;
  /** What kind of text it stands in. */
  readonly syntax: Syntax;
}

export type Syntax = 'string' | 'markdown' | 'html' | 'css' | 'yaml';

/** Extensions that make a string a candidate, longest first where one is part of another. */
export const imageExtensions = [
  'apng',
  'avif',
  'bmp',
  'gif',
  'heic',
  'heif',
  'ico',
  'jfif',
  'jpeg',
  'jpg',
  'jxl',
  'png',
  'svg',
  'tiff',
  'tif',
  'webp',
] as const;

const extensions = imageExtensions.join('|');

/** Cheap: whether a text can hold a reference at all. Everything else is done only for texts that pass. */
export function mayHoldReferences(text: string): boolean {
  return anywhere.test(text);
}
const anywhere = new RegExp(`\\.(?:${extensions})\\b|data:image/`, 'i');

/** `photo.png`, `a/b.webp?url`, `x.svg#icon`: text whose path part ends in an image extension. */
const pathLike = new RegExp(`[^\\s/\\\\]\\.(?:${extensions})(?:[?#]\\S*)?$`, 'i');
const longestPath = 1024;

/** `https:`, `s3://`, `blob:`: an address of some kind, not a Windows drive. */
const scheme = /^[a-z][a-z\d+.-]+:/i;

/**
 * What a literal's text names, or `undefined` where it names no image. A text with spaces can be a path: whether
 * "saved to a.png" is one is for the file system to say.
 * @param embeds the place takes nothing but an image (`<img src>`, `![…](…)`), so an address needs no extension
 */
export function formOf(target: string, embeds = false): ReferenceForm | undefined {
  if (/^data:/i.test(target)) {
    // Without a payload it is the beginning of one that the program puts together.
    return /^data:image\/[^,]*,./is.test(target) || (embeds && /^data:[^,]*,./is.test(target))
      ? 'data'
      : undefined;
  }
  if (target.length > longestPath || /[\n\r]/.test(target)) return undefined;
  if (/^https?:\/\//i.test(target))
    return !/\s/.test(target) && (embeds || pathLike.test(target)) ? 'url' : undefined;
  if (!pathLike.test(target)) return undefined;
  if (/^file:\//i.test(target)) return 'file-url';
  // Storage and objects of other kinds, or a sentence with an address in it.
  if (
    /\w:\/\//.test(target) ||
    (scheme.test(target) && /^(?:blob|cid|mailto|javascript|about):/i.test(target))
  )
    return undefined;
  if (/[*<>|"]/.test(target)) return target.includes('*') ? 'glob' : undefined;
  return /\{[^{}]*,[^{}]*\}/.test(target) ? 'glob' : 'path';
}

/** Places that a program fills in: `{}`, `{name:03}`, `{{ name }}`, `${name}`, `%s`, `%03d`, `<%= name %>`. */
const filledIn = /\{\w*(?:[.:!][^{}]*)?\}|\{\{.*\}\}|\$\{.*\}|%(?:[sd](?![\da-f])|0\d+d)|<[%?].*[%?]>/i;

/** As {@link formOf}, and `dynamic` for a path that is a pattern of the program's own. */
export function formOfTemplate(target: string, embeds = false): ReferenceForm | undefined {
  if (target.length > longestPath || !filledIn.test(target)) return formOf(target, embeds);
  if (/^data:/i.test(target)) return formOf(target, embeds);
  return isPattern(target) || embeds ? 'dynamic' : undefined;
}

/** Whether a text is a path once its computed parts are filled in. */
export function isPattern(target: string): boolean {
  return formOf(target.replace(/[{}"'|<>*\s%$`?]/g, '_')) === 'path';
}
