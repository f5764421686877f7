/**
 * What can be told from the text of a configuration that is a program: plain literals, and the two ways bundlers'
 * manuals write a folder. Nothing is run; what is put together otherwise is not known.
 */

/** `publicDir: 'assets'`; `false` where it is switched off, `undefined` where nothing plain is said. */
export function stringSetting(text: string, name: string): string | false | undefined {
  const match = new RegExp(
    `(?<![\\w.$'"])['"]?${name}['"]?\\s*[:=]\\s*(?:(['"\`])([^'"\`$\\n]*)\\1|(false)\\b)`,
  ).exec(withoutComments(text));
  if (match === null) return undefined;
  return match[3] === undefined ? match[2] : false;
}

/** `staticDirectories: ['public', 'static']`. */
export function listSetting(text: string, name: string): readonly string[] | undefined {
  const list = new RegExp(`(?<![\\w.$])${name}\\s*:\\s*\\[([^\\]]*)\\]`).exec(withoutComments(text))?.[1];
  return list === undefined
    ? undefined
    : [...list.matchAll(/(['"])([^'"\n]*)\1/g)].map(([, , item]) => item ?? '');
}

const quoted = `['"\`]([^'"\`$\\n]*)['"\`]`;
const pair = new RegExp(
  `(?:['"]([^'"\\n]+)['"]|([$@~\\w]+))\\s*:\\s*(?:` +
    [
      quoted,
      `(?:path\\.)?(?:resolve|join)\\(\\s*(?:__dirname|import\\.meta\\.dirname|process\\.cwd\\(\\))\\s*,\\s*${quoted}\\s*\\)`,
      `(?:fileURLToPath\\(\\s*)?new URL\\(\\s*${quoted}\\s*,\\s*import\\.meta\\.url\\s*\\)`,
    ].join('|') +
    ')',
  'g',
);

/** The pairs of an `alias: { '@assets': path.resolve(__dirname, 'src/assets') }`. */
export function aliasSettings(text: string): readonly (readonly [name: string, target: string])[] {
  const plain = withoutComments(text);
  const start = /(?<![\w.$])alias\s*:\s*\{/.exec(plain);
  if (start === null) return [];
  const from = start.index + start[0].length;
  const end = plain.indexOf('}', from);
  return [...plain.slice(from, end < 0 ? undefined : end).matchAll(pair)].flatMap(match => {
    const name = match[1] ?? match[2];
    const target = match[3] ?? match[4] ?? match[5];
    return name === undefined || target === undefined ? [] : [[name, target] as const];
  });
}

/** Comments are taken off where one cannot be part of a string, as in `'@/*'`: at the start of a line or after a blank. */
function withoutComments(text: string): string {
  return text.replace(/(^|\s)\/\*[^]*?\*\//g, '$1').replace(/(^|\s)\/\/[^\n]*/g, '$1');
}
