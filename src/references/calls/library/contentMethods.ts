import type { CallExpression } from '../expression';
import { plainText } from '../make';
import type { Arguments, Value } from '../value';
import { changed, encoded } from './files';

const changes =
  /^(?:resize|thumbnail|crop|extract|rotate|extend|trim|flatten|composite|greyscale|grayscale|scale|scaleToFit|cover|contain|fit|reduce|transpose|paste|filter|blur)$/;

/** Another format, the same pixels. */
const reencodes =
  /^(?:png|jpeg|jpg|webp|avif|toFormat|convert|save|withMetadata|copy|clone|ensureAlpha|removeAlpha|toColourspace)$/;

export function ofContent(
  of: Extract<Value, { kind: 'content' }>,
  name: string,
  args: Arguments,
  call: CallExpression,
): Value | undefined {
  const { span } = call;
  const [first] = args.positional;
  if (of.as === 'image') {
    if (changes.test(name)) return changed({ ...of, span }, name);
    if (reencodes.test(name)) return { ...of, span };
    if (name === 'toBuffer' || name === 'getBuffer' || name === 'getBufferAsync' || name === 'tobytes')
      return { ...of, as: 'bytes', span };
    if (name === 'getBase64' || name === 'getBase64Async') return { ...of, as: 'data-url', span };
  }
  switch (name) {
    case 'toString':
    case 'decode': {
      const encoding = first === undefined ? undefined : plainText(first);
      if (encoding === 'base64' || encoding === 'base64url') return { ...of, as: 'base64', span };
      if (of.as === 'base64' || of.as === 'data-url' || of.as === 'url') return { ...of, span };
      if (of.as === 'bytes') return { ...of, as: name === 'decode' ? 'base64' : 'text', span };
      return { ...of, span };
    }
    case 'toBase64':
    case 'base64Slice':
      return encoded(of, span);
    case 'read':
    case 'readAsync':
    case 'bytes':
    case 'arrayBuffer':
    case 'getvalue':
    case 'getbuffer':
    case 'tobytes':
    case 'readFile':
    case 'blob':
    case 'buffer':
    case 'read_bytes':
      return { ...of, as: of.as === 'text' ? 'text' : of.as === 'base64' ? 'base64' : 'bytes', span };
    case 'text':
      return { ...of, as: 'text', span };
    case 'strip':
    case 'trim':
    case 'rstrip':
    case 'replace':
    case 'replaceAll':
    case 'stream':
    case 'resolve':
    case 'seek':
    case 'slice':
    case 'subarray':
    case 'hex':
    case 'load':
      return { ...of, span };
    default:
      return undefined;
  }
}
