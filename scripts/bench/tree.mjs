// A project to search: 10,000 source files, 2,000 references to a few hundred pictures, 500 files that call a vision
// model, folders to be left alone.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from '../vscode/cache.mjs';
import { seeded } from './measure.mjs';
import { callingFile } from './treeCalls.mjs';

const sources = 10_000;
const references = 2_000;
const pictures = 300;
/** Files that hold a call of a vision model: a file in twenty. */
const calling = 500;
/** In node_modules and build folders, for nobody to read. */
const ignored = 3_000;

/** Kinds of file and their share. */
const kinds = /** @type {const} */ ([
  ['ts', 0.3],
  ['tsx', 0.08],
  ['js', 0.12],
  ['py', 0.16],
  ['md', 0.1],
  ['html', 0.06],
  ['css', 0.06],
  ['json', 0.12],
]);
const words =
  'account address amount banner basket bundle button canvas caption cart catalog category checkout client colour column comment config context counter coupon customer default delivery detail dialog discount document element endpoint error event field filter format frame gallery handler header heading height icon image index input invoice item label layout length level limit link list locale logger margin menu message method model module name notice number offer option order output page panel parser path payment picture place point policy position price product profile prompt property query range rate reader record region render report request result review route row sample schema search section session setting shape shelf shipment size source state status step stock store string style supplier table target template text theme ticket title token total track type update user value vendor version view warehouse width window worker'.split(
    ' ',
  );

/** @typedef {ReturnType<typeof seeded>} Random */

/** @param {readonly string[]} images what to take the pictures from @returns {Promise<string>} the folder */
export async function ensureTree(images) {
  const recipe = createHash('sha256');
  for (const file of ['tree.mjs', 'treeCalls.mjs'])
    recipe.update(readFileSync(fileURLToPath(new URL(file, import.meta.url))));
  const name = `bench-tree-${recipe.digest('hex').slice(0, 12)}`;
  return cached(name, async folder => {
    console.error('Writing a project of 10,000 source files, once …');
    write(folder, images);
  });
}

/** @param {string} root @param {readonly string[]} images */
function write(root, images) {
  const random = seeded(2);
  // Searches look for a repository before they heed .gitignore.
  writeFile(root, '.git/HEAD', 'ref: refs/heads/main\n');
  writeFile(root, '.gitignore', 'node_modules/\ndist/\ncoverage/\n*.log\n/tmp/**\n!keep.log\n');
  writeFile(root, 'packages/p1/.gitignore', 'generated/\n*.snap\n');
  const named = images.slice(0, pictures).map((image, i) => {
    const path = `assets/${random.pick(words)}/${random.pick(words)}-${i}${extname(image)}`;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    copyFileSync(image, join(root, path));
    return path;
  });

  const folders = makeFolders(random);
  const files = Array.from({ length: sources }, (_, i) => {
    const folder = i < folders.length ? (folders[i] ?? '') : random.pick(folders);
    const kind = pickKind(random.next());
    return {
      path: `${folder}/${random.pick(words)}-${i}.${kind}`,
      kind,
      wanted: /** @type {string[]} */ ([]),
    };
  });
  for (let i = 0; i < references; i += 1) {
    const file = random.pick(files);
    file.wanted.push(relative(dirname(file.path), random.pick(named)).replaceAll('\\', '/'));
  }
  const callers = new Set();
  const scripts = files.filter(({ kind }) => ['ts', 'tsx', 'js', 'py'].includes(kind));
  while (callers.size < calling) callers.add(random.pick(scripts));
  for (const file of files) {
    const { path, kind, wanted } = file;
    const size = random.skewed(1000, 20_000);
    const picture = () => relative(dirname(path), random.pick(named)).replaceAll('\\', '/');
    writeFile(
      root,
      path,
      callers.has(file)
        ? callingFile(kind, size, picture, { random, word: () => word(random), Word: () => Word(random) })
        : text(kind, size, wanted, random),
    );
  }
  for (let i = 0; i < ignored; i += 1) {
    const folder = i % 3 === 0 ? `packages/p${i % 20}/dist` : `node_modules/${random.pick(words)}/${i % 7}`;
    writeFile(root, `${folder}/${i}.js`, text('js', random.skewed(1000, 20_000), ['logo.png'], random));
  }
}

/** Packages with sources in them, up to six levels deep. @param {Random} random */
function makeFolders(random) {
  const folders = new Set(['docs']);
  for (let i = 0; i < 20; i += 1) folders.add(`packages/p${i}/src`);
  while (folders.size < 900) {
    const parent = random.pick([...folders]);
    if (parent.split('/').length < 7) folders.add(`${parent}/${random.pick(words)}`);
  }
  return [...folders];
}

/** @param {number} at */
function pickKind(at) {
  let sum = 0;
  for (const [kind, share] of kinds) if (at < (sum += share)) return kind;
  return 'ts';
}

/**
 * @param {string} kind
 * @param {number} size in bytes, about
 * @param {readonly string[]} wanted paths of pictures to name
 * @param {Random} random
 */
function text(kind, size, wanted, random) {
  /** @type {string[]} */
  const lines = [];
  const write = writers[kind] ?? writers.ts;
  let length = 0;
  while (length < size) {
    const block = write?.line(random) ?? '';
    lines.push(block);
    length += block.length + 1;
  }
  for (const path of wanted)
    lines.splice(random.integer(1, lines.length - 1), 0, write?.reference(path, random) ?? path);
  const [head = '', tail = ''] = write?.around ?? [];
  return `${head}${lines.join('\n')}${tail}\n`;
}

/** @param {Random} random */
const word = random => random.pick(words);
/** @param {Random} random */
const Word = random => {
  const text = word(random);
  return text.charAt(0).toUpperCase() + text.slice(1);
};
/** @param {Random} random @param {number} count */
const prose = (random, count) => Array.from({ length: count }, () => word(random)).join(' ');

/** @typedef {{ line: (random: Random) => string, reference: (path: string, random: Random) => string, around?: readonly [string, string] }} Writer */

/** @type {Writer} */
const script = {
  line: random =>
    random.pick([
      () => `import { ${word(random)}${Word(random)} } from '../${word(random)}/${word(random)}';`,
      () =>
        `  const ${word(random)}${Word(random)} = await this.${word(random)}.${word(random)}(${word(random)}, { ${word(random)}: ${random.integer(0, 900)} });`,
      () =>
        `  if (${word(random)}.${word(random)} === undefined) throw new Error(\`No ${word(random)}: \${${word(random)}}\`);`,
      () => `  // ${prose(random, random.integer(4, 14))}.`,
      () =>
        `export function ${word(random)}${Word(random)}(${word(random)}: ${Word(random)}, ${word(random)} = '${word(random)}'): ${Word(random)} {`,
      () =>
        `  return ${word(random)}.map(${word(random)} => ${word(random)}.replace(/["'](\\w+)/g, '${word(random)}')).filter(Boolean);`,
      () => '}',
      () => '',
    ])(),
  reference: (path, random) =>
    random.pick([
      `const ${word(random)}Picture = '${path}';`,
      `  { type: 'input_image', image_url: "${path}", detail: 'high' },`,
      `import ${word(random)}Url from '${path}?url';`,
    ]),
};

/** @type {Readonly<Record<string, Writer>>} */
const writers = {
  ts: script,
  tsx: script,
  js: script,
  py: {
    line: random =>
      random.pick([
        () => `from ${word(random)}.${word(random)} import ${Word(random)}`,
        () =>
          `    ${word(random)} = self.${word(random)}(${word(random)}, ${word(random)}="${word(random)}", ${word(random)}=${random.integer(0, 900)})`,
        () => `    """${prose(random, random.integer(4, 14))}."""`,
        () => `def ${word(random)}_${word(random)}(${word(random)}: str) -> ${Word(random)}:`,
        () => `    logger.info(f"${prose(random, 4)} {${word(random)}}")  # ${prose(random, 3)}`,
        () => '',
      ])(),
    reference: path => `    content = open("${path}", "rb").read()`,
  },
  md: {
    line: random =>
      random.pick([
        () => `${'#'.repeat(random.integer(1, 4))} ${prose(random, 4)}`,
        () => `${prose(random, random.integer(20, 60))}.`,
        () => `- ${prose(random, 6)}: \`${word(random)}\` and [${word(random)}](../${word(random)}.md)`,
        () => '',
      ])(),
    reference: (path, random) => `![${prose(random, 3)}](${path})`,
  },
  html: {
    line: random =>
      random.pick([
        () =>
          `  <div class="${word(random)} ${word(random)}-${word(random)}"><a href="/${word(random)}">${prose(random, 6)}</a></div>`,
        () => `  <p>${prose(random, random.integer(10, 30))}</p>`,
        () => `  <!-- ${prose(random, 5)} -->`,
      ])(),
    reference: (path, random) => `  <img src="${path}" alt="${prose(random, 3)}">`,
    around: ['<!doctype html>\n<html>\n<body>\n', '\n</body>\n</html>'],
  },
  css: {
    line: random =>
      random.pick([
        () =>
          `.${word(random)}-${word(random)} { margin: ${random.integer(0, 40)}px; color: #${random.integer(100, 999)}; }`,
        () => `/* ${prose(random, 6)} */`,
      ])(),
    reference: (path, random) => `.${word(random)} { background: url("${path}") no-repeat; }`,
  },
  json: {
    line: random =>
      `  "${word(random)}${Word(random)}${random.integer(0, 9999)}": "${prose(random, random.integer(1, 9))}",`,
    reference: (path, random) => `  "${word(random)}": "${path}",`,
    around: ['{\n', '\n  "end": null\n}'],
  },
};

/** @param {string} root @param {string} path @param {string} content */
function writeFile(root, path, content) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
