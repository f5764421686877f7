import type { Value } from '../value';
import { fileOf } from './files';
import { hasImageExtension } from './source';

/** By the type that is stated, else by the name of the file. */
export function mayBePicture(value: Value, mediaType: string | undefined): boolean {
  if (mediaType !== undefined) return mediaType.startsWith('image/');
  if (isSaidToBeOther(value)) return false;
  const name = nameOf(value);
  return name === undefined || hasImageExtension(name) || !/\.[a-z][a-z\d]{1,4}$/i.test(name);
}

/** `video_path`, `audio_file`, `pdf`: what is given by that name is no picture, whatever its file is called. */
function isSaidToBeOther(value: Value): boolean {
  if (value.kind === 'made') {
    const file = fileOf(value)?.value;
    return file !== undefined && isSaidToBeOther(file);
  }
  if (value.kind === 'content') return isSaidToBeOther(value.of);
  if (value.kind !== 'unknown' || value.reason.kind !== 'parameter') return false;
  const { name } = value.reason;
  return (
    /audio|video|voice|speech|pdf/i.test(name) && !/image|img|frame|thumb|photo|pic|screen|page/i.test(name)
  );
}

function nameOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
    case 'path':
      return value.text;
    case 'several':
      return value.pattern;
    case 'content':
      return nameOf(value.of);
    case 'choice':
      return value.options[0] && nameOf(value.options[0]);
    case 'made': {
      const file = fileOf(value)?.value;
      return file && nameOf(file);
    }
    default:
      return undefined;
  }
}
