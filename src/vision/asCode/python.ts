import type { Endpoint } from '../endpoint';
import type { VisionRequest } from '../request';
import { entriesOf, written } from './dialect';
import type { Dialect } from './dialect';
import { exported } from './exported';
import type { Exported } from './exported';
import { exportedBaseUrl } from './exportedBaseUrl';
import { exportedKey } from './exportedKey';

/**
 * A request as a Python program of OpenAI's package, which sends the same and prints the answer as it comes. Pictures
 * are read from their files, the key from the environment. Throws `VisionError` where the request cannot be sent to the
 * endpoint.
 */
export function asPython(request: VisionRequest, endpoint: Endpoint): string {
  const code = exported(request, endpoint, true);
  const dialect: Dialect = {
    indent: '    ',
    key: quoted,
    text: quoted,
    literal: value => (value === null ? 'None' : value ? 'True' : 'False'),
    blanks: false,
    lastComma: true,
    words: new Map([
      ...code.files.map(file => [file.word, `f"data:${file.mediaType};base64,{${file.variable}}"`] as const),
      ...code.texts.map(text => [text.word, text.variable] as const),
    ]),
  };
  const key = exportedKey(endpoint);
  const { url, said } = exportedBaseUrl(endpoint);
  const options = [
    // The client insists on a key, whether or not the server does.
    `api_key=${key === undefined ? '"none"' : `os.environ[${quoted(key)}]`}`,
    ...(said ? [`base_url=${quoted(url)}`] : []),
  ];
  const lines = [
    '# pip install openai',
    ...(code.files.length > 0 ? ['import base64'] : []),
    ...(key === undefined ? [] : ['import os']),
    ...(code.files.length > 0 ? ['from pathlib import Path'] : []),
    ...(code.files.length > 0 || key !== undefined ? [''] : []),
    'from openai import OpenAI',
    '',
    `client = OpenAI(${options.join(', ')})`,
    '',
    ...code.files.map(
      file => `${file.variable} = base64.b64encode(Path(${quoted(file.path)}).read_bytes()).decode("ascii")`,
    ),
    ...code.texts.map(text => `${text.variable} = ${block(text.text)}`),
    ...(code.files.length + code.texts.length > 0 ? [''] : []),
    ...call(code, dialect),
    'print()',
  ];
  return `${lines.join('\n')}\n`;
}

function call({ api, body }: Exported, dialect: Dialect): readonly string[] {
  const method = api === 'responses' ? 'responses' : 'chat.completions';
  const printed =
    api === 'responses'
      ? [
          '    if event.type in ("response.output_text.delta", "response.refusal.delta"):',
          '        print(event.delta, end="", flush=True)',
        ]
      : [
          '    if event.choices:',
          '        delta = event.choices[0].delta',
          '        print(delta.content or delta.refusal or "", end="", flush=True)',
        ];
  return [
    `stream = client.${method}.create(`,
    ...entriesOf(body).map(([name, value]) => `    ${name}=${written(value, dialect, 1)},`),
    ')',
    'for event in stream:',
    ...printed,
  ];
}

function quoted(text: string): string {
  return `"${escaped(text).replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
}

function block(text: string): string {
  // Neither three in a row nor one before the end may stand as they are.
  return `"""\\\n${escaped(text).replace(/"(?="|$)/g, '\\"')}"""`;
}

/** Characters that turn the direction of text, or cannot be seen, are written as escapes. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]/gu,
      character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
