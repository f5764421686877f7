import type { Api } from '../call';
import type { PricedImage } from '../price/pricedCall';
import { dialectOf } from './context';
import type { Dialect } from './context';
import type { Edit, Finding, Fix } from './finding';
import { importEdit } from './imports';
import type { SourceText } from './sourceText';
import { factsOf, found } from './subject';
import type { Subject } from './subject';

/** What each API takes in place of a path. Those that read a path themselves are not here. */
const takes: Readonly<Partial<Record<Api, { readonly says: string; readonly dataUrl: boolean }>>> = {
  'openai.responses': { says: 'a web address or a data URL', dataUrl: true },
  'openai.chat': { says: 'a web address or a data URL', dataUrl: true },
  langchain: { says: 'a web address or a data URL', dataUrl: true },
  litellm: { says: 'a web address or a data URL', dataUrl: true },
  'anthropic.messages': { says: 'a web address, or Base64 as `data`', dataUrl: false },
  'google.generate': { says: 'the address of an uploaded file, or Base64 as `inlineData`', dataUrl: false },
};

/** A path of this machine where the API would have to fetch it. */
export function localPathAsUrl(subject: Subject): readonly Finding[] {
  const { priced } = subject;
  const api = takes[priced.call.api];
  if (api === undefined) return [];
  return priced.images.flatMap(one => {
    const { image } = one;
    if (image.sent !== 'path' || image.source.kind !== 'reference') return [];
    const { reference } = image.source;
    if (reference.form !== 'path' && reference.form !== 'file-url') return [];
    const message =
      `${reference.target} is a path of this machine, which the API cannot read: it would be refused. ` +
      `It takes ${api.says}.`;
    return [found(subject, 'local-path-as-url', image.span, message, encode(subject, one, api.dataUrl))];
  });
}

/** Reads and encodes the file where its path stands. */
function encode(subject: Subject, one: PricedImage, takesDataUrl: boolean): readonly Fix[] {
  const { source, context } = subject;
  const { image } = one;
  const dialect = dialectOf(context.languageId);
  const [literal] = image.literals;
  if (dialect === undefined || literal === undefined || image.literals.length !== 1) return [];
  const path = source.slice(literal);
  const quote = source.slice({ start: literal.start - 1, end: literal.start });
  const whole = { start: literal.start - 1, end: literal.end + 1 };
  const isPlain =
    /["']/.test(quote) &&
    source.slice({ start: literal.end, end: whole.end }) === quote &&
    !/["'`\\{}$\n]/.test(path) &&
    !/^file:/i.test(path);
  if (!isPlain) return [];
  const key = /["']?([A-Za-z_]+)["']?\s*[:=]\s*$/.exec(source.before(whole.start))?.[1];
  const isData = key === 'data' || key === 'base64';
  const isUrl = takesDataUrl && /^(?:image_url|imageUrl|url)$/.test(key ?? '');
  if (!isData && !isUrl) return [];
  const media = isUrl ? mediaTypeOf(one, path) : '';
  if (media === undefined) return [];
  const edit = written(dialect, path, media, source);
  const needed = importEdit(source, dialect, whole.start);
  const edits: readonly Edit[] = [{ ...whole, text: edit(needed.name) }, ...needed.edits];
  return [
    {
      kind: 'edit',
      title: isUrl ? 'Read the file and send it as a data URL' : 'Read the file and send it as Base64',
      edits,
      preferred: true,
    },
  ];
}

function written(
  dialect: Dialect,
  path: string,
  media: string,
  source: SourceText,
): (reads: string) => string {
  if (dialect === 'python')
    return () => {
      const read = `base64.b64encode(open('${path}', 'rb').read()).decode()`;
      return media === '' ? read.replace(/'/g, '"') : `f"data:${media};base64,{${read}}"`;
    };
  return reads => {
    const mark =
      /\bfrom\s+"|require\("/.test(source.text) && !/\bfrom\s+'|require\('/.test(source.text) ? '"' : "'";
    const read = `${reads}(${mark}${path}${mark}).toString(${mark}base64${mark})`;
    return media === '' ? read : `\`data:${media};base64,\${${read}}\``;
  };
}

const byExtension: Readonly<Record<string, string>> = {
  png: 'image/png',
  apng: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jfif: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  heic: 'image/heic',
  heif: 'image/heif',
  bmp: 'image/bmp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
};

/** What the file is, rather than what it is called. */
function mediaTypeOf({ pictures }: PricedImage, path: string): string | undefined {
  const facts = pictures[0] === undefined ? undefined : factsOf(pictures[0].assessment);
  const extension = facts?.format ?? /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return byExtension[extension];
}
