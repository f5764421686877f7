import type { Endpoint } from '../endpoint';
import type { VisionRequest } from '../request';
import { entriesOf, written } from './dialect';
import type { Dialect } from './dialect';
import { exported } from './exported';
import type { Exported } from './exported';
import { exportedBaseUrl } from './exportedBaseUrl';
import { exportedKey } from './exportedKey';

/**
 * A request as a TypeScript program of OpenAI's package, which sends the same and prints the answer as it comes.
 * Pictures are read from their files, the key from the environment. Throws `VisionError` where the request cannot be
 * sent to the endpoint.
 */
export function asTypeScript(request: VisionRequest, endpoint: Endpoint): string {
  const code = exported(request, endpoint, true);
  const words = new Map([
    ...code.files.map(file => [file.word, `\`data:${file.mediaType};base64,\${${file.variable}}\``] as const),
    ...code.texts.map(text => [text.word, text.variable] as const),
  ]);
  const dialect: Dialect = {
    indent: '  ',
    key: name => (/^[a-z_$][\w$]*$/i.test(name) && name !== '__proto__' ? name : quoted(name)),
    text: quoted,
    literal: String,
    blanks: true,
    lastComma: true,
    words,
  };
  const lines = [
    '// npm install openai, then: npx tsx <this file>.mts',
    ...(code.files.length > 0 ? [`import { readFileSync } from 'node:fs';`] : []),
    `import OpenAI from 'openai';`,
    '',
    `const client = new OpenAI(${written(clientOptions(endpoint), { ...dialect, words: keyWords(endpoint) })});`,
    '',
    ...code.files.map(
      file => `const ${file.variable} = readFileSync(${quoted(file.path)}).toString('base64');`,
    ),
    ...code.texts.map(text => `const ${text.variable} = ${template(text.text)};`),
    ...(code.files.length + code.texts.length > 0 ? [''] : []),
    ...call(code, dialect),
    `process.stdout.write('\\n');`,
  ];
  return `${lines.join('\n')}\n`;
}

/** A word of ours for the expression that gives the key. */
const keyWord = '@key@';

function clientOptions(endpoint: Endpoint): Readonly<Record<string, string>> {
  const { url, said } = exportedBaseUrl(endpoint);
  return {
    // The client insists on a key, whether or not the server does.
    apiKey: exportedKey(endpoint) === undefined ? 'none' : keyWord,
    ...(said ? { baseURL: url } : {}),
  };
}

function keyWords(endpoint: Endpoint): ReadonlyMap<string, string> {
  return new Map([[keyWord, `process.env.${exportedKey(endpoint) ?? ''}`]]);
}

function call({ api, body }: Exported, dialect: Dialect): readonly string[] {
  const method = api === 'responses' ? 'responses' : 'chat.completions';
  const fields = entriesOf(body).map(([name, value]) => {
    // The types ask for a detail where the API does without.
    const cast = name === 'input' && leavesDetailOut(value) ? ' as OpenAI.Responses.ResponseInput' : '';
    const text = `${written(value, dialect, 1)}${cast}`;
    return text === name ? `  ${name},` : `  ${name}: ${text},`;
  });
  const printed =
    api === 'responses'
      ? [
          `  if (event.type === 'response.output_text.delta' || event.type === 'response.refusal.delta') {`,
          '    process.stdout.write(event.delta);',
          '  }',
        ]
      : [
          '  const delta = event.choices[0]?.delta;',
          `  process.stdout.write(delta?.content ?? delta?.refusal ?? '');`,
        ];
  return [
    `const stream = await client.${method}.create({`,
    ...fields,
    '});',
    'for await (const event of stream) {',
    ...printed,
    '}',
  ];
}

function leavesDetailOut(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(leavesDetailOut);
  if (typeof value !== 'object' || value === null) return false;
  if ('type' in value && value.type === 'input_image') return !('detail' in value);
  return Object.values(value).some(leavesDetailOut);
}

function quoted(text: string): string {
  // JSON's escapes are JavaScript's.
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${visible(inner)}'`;
}

/** Lines stay lines; a carriage return has to be written, since within a template it would be read as a line feed. */
function template(text: string): string {
  const inner = text.replace(/[\\`]|\$(?=\{)/g, '\\$&').replaceAll('\r', '\\r');
  return `\`${visible(inner)}\``;
}

/** Characters that turn the direction of text, or cannot be seen, are written as escapes. */
function visible(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]/gu,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
