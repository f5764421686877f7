import type { CallImage } from '../call';
import type { MadeValue, Value } from '../value';
import { argument, isGiven, type ValueOf } from './look';

/** What makes a file to send of something, and where it is given it. */
const makers: readonly {
  readonly callee: RegExp;
  readonly names: readonly string[];
  readonly sent?: CallImage['sent'];
}[] = [
  // Uploads of OpenAI, Anthropic (`beta.files.upload`) and Google.
  { callee: /\bfiles\.create$/, names: ['file'], sent: 'file-id' },
  { callee: /\bfiles\.upload$/, names: ['file', 'path'], sent: 'bytes' },
  { callee: /\b(?:upload_file|uploadFile)$/, names: ['path', 'filePath'], sent: 'bytes' },
  { callee: /(?:^|\.)(?:toFile|File|Blob|Uint8Array|ReadStream|BytesIO)$/, names: [] },
  { callee: /\bPIL\.Image\.open$/, names: ['fp'], sent: 'bytes' },
  { callee: /\bImage\.load_from_file$/, names: ['location', 'image_path'], sent: 'bytes' },
  { callee: /\bImage\.from_bytes$/, names: ['data'], sent: 'bytes' },
  { callee: /\bImageUrl\.load$/, names: ['image_file'], sent: 'data-url' },
];

/** The file that a value was made of, and how that makes it go. */
export function fileOf(made: MadeValue): { value: Value; sent?: CallImage['sent'] } | undefined {
  const maker = makers.find(({ callee }) => callee.test(made.callee));
  if (!maker) return undefined;
  const given = argument(made, 0, ...maker.names);
  const value = given?.kind === 'list' ? given.items[0]?.value : given;
  if (!isGiven(value)) return undefined;
  return { value, ...(maker.sent && { sent: maker.sent }) };
}

/** Something that was put on the provider's side before: what it is there, not what it is made of. */
export function isUpload(value: Value): value is ValueOf<'made'> {
  return value.kind === 'made' && /\b(?:files\.(?:create|upload)|upload_file|uploadFile)$/.test(value.callee);
}
