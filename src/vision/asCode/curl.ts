import type { Endpoint } from '../endpoint';
import type { VisionRequest } from '../request';
import { written } from './dialect';
import type { Dialect } from './dialect';
import { exported } from './exported';
import { exportedBaseUrl } from './exportedBaseUrl';
import { exportedKey } from './exportedKey';

/** A line of JSON cannot be this. */
const delimiter = 'JSON';

/**
 * A request as a shell script that sends the same with curl and prints the events of the answer as they come. Pictures
 * are encoded from their files by what every system has, the key is from the environment. Throws `VisionError` where
 * the request cannot be sent to the endpoint.
 */
export function asCurl(request: VisionRequest, endpoint: Endpoint): string {
  const { api, body, files } = exported(request, endpoint, false);
  const dialect: Dialect = {
    indent: '  ',
    key: text,
    text,
    literal: String,
    blanks: false,
    lastComma: false,
    words: new Map(
      files.map(file => [file.word, `"data:${file.mediaType};base64,\${${file.variable}}"`] as const),
    ),
  };
  const key = exportedKey(endpoint);
  const path = api === 'responses' ? 'responses' : 'chat/completions';
  const lines = [
    '#!/bin/sh',
    // Not every `base64` can leave out its line breaks, or takes a file.
    ...files.map(file => `${file.variable}=$(base64 < ${quoted(file.path)} | tr -d '\\n')`),
    ...(files.length > 0 ? [''] : []),
    `curl --silent --show-error --no-buffer ${quoted(`${exportedBaseUrl(endpoint).url}/${path}`)} \\`,
    ...(key === undefined ? [] : [`  -H "Authorization: Bearer $${key}" \\`]),
    `  -H "Content-Type: application/json" \\`,
    `  --data-binary @- <<${delimiter}`,
    written(body, dialect),
    delimiter,
  ];
  return `${lines.join('\n')}\n`;
}

/** JSON within a heredoc whose variables are filled in. */
function text(value: string): string {
  return JSON.stringify(value)
    .replace(
      /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
      character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replace(/[\\$`]/g, '\\$&');
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
