// The body of a request, whatever it is made of.
import type { IncomingMessage } from 'node:http';
import { invalid } from './wireError';

/** As it was sent: JSON, a form with files, or nothing. */
export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'form'; readonly form: FormData }
  | { readonly kind: 'none' };

/** @throws {WireError} when it is not what its content type says */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (bytes.length === 0) return { kind: 'none' };
  const contentType = request.headers['content-type'] ?? '';
  if (contentType.startsWith('multipart/form-data')) {
    try {
      // Meant against forms of any size from anybody: these are small, and our own.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
      return { kind: 'form', form };
    } catch {
      throw invalid({ message: 'Could not parse multipart form' });
    }
  }
  try {
    return { kind: 'json', value: JSON.parse(bytes.toString('utf8')) as unknown };
  } catch {
    throw invalid({
      message:
        'We could not parse the JSON body of your request. (HINT: This likely means you aren’t using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)',
    });
  }
}

/** What of a body can be kept and shown: of a file in a form, its name, type and size. */
export function shownBody(body: Body): unknown {
  if (body.kind === 'json') return body.value;
  if (body.kind === 'none') return undefined;
  return [...body.form].map(([name, value]) => ({
    name,
    value:
      typeof value === 'string' ? value : { fileName: value.name, mediaType: value.type, bytes: value.size },
  }));
}
