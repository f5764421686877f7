/** How a text is read for references: by its family of quotes and comments. */
export type Language =
  | 'javascript'
  | 'c'
  | 'php'
  | 'python'
  /** Ruby, Perl, R, Julia, Elixir: `#` comments, single quotes that are almost raw. */
  | 'hash'
  | 'shell'
  | 'powershell'
  /** TOML, INI, make and Docker files: `#` comments, a string a line. */
  | 'config'
  | 'sql'
  /** Lua and Haskell: `--` comments, escapes as in C. */
  | 'lua'
  | 'json'
  | 'yaml'
  | 'css'
  | 'html'
  | 'markdown'
  | 'notebook'
  /** Prose: Markdown's links and quoted paths. */
  | 'text'
  /** Nothing known but quotes. */
  | 'plain';

/** VS Code's language identifiers, and the names Markdown gives its code blocks. */
const byName: Readonly<Record<string, Language>> = {
  javascript: 'javascript',
  javascriptreact: 'javascript',
  typescript: 'javascript',
  typescriptreact: 'javascript',
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  ts: 'javascript',
  tsx: 'javascript',
  mts: 'javascript',
  cts: 'javascript',
  c: 'c',
  h: 'c',
  cpp: 'c',
  cc: 'c',
  hpp: 'c',
  csharp: 'c',
  cs: 'c',
  java: 'c',
  kotlin: 'c',
  kt: 'c',
  go: 'c',
  rust: 'c',
  rs: 'c',
  swift: 'c',
  dart: 'c',
  scala: 'c',
  groovy: 'c',
  'objective-c': 'c',
  'objective-cpp': 'c',
  m: 'c',
  mm: 'c',
  cxx: 'c',
  hxx: 'c',
  hh: 'c',
  csx: 'c',
  kts: 'c',
  gradle: 'c',
  sbt: 'c',
  zig: 'c',
  fsharp: 'c',
  fs: 'c',
  fsx: 'c',
  proto: 'c',
  prisma: 'c',
  php: 'php',
  phtml: 'php',
  python: 'python',
  py: 'python',
  pyi: 'python',
  pyw: 'python',
  ipython: 'python',
  ruby: 'hash',
  rb: 'hash',
  perl: 'hash',
  pl: 'hash',
  r: 'hash',
  julia: 'hash',
  jl: 'hash',
  elixir: 'hash',
  ex: 'hash',
  exs: 'hash',
  shellscript: 'shell',
  sh: 'shell',
  bash: 'shell',
  zsh: 'shell',
  fish: 'shell',
  ksh: 'shell',
  shell: 'shell',
  console: 'shell',
  powershell: 'powershell',
  ps1: 'powershell',
  psm1: 'powershell',
  dockerfile: 'config',
  makefile: 'config',
  toml: 'config',
  mk: 'config',
  ini: 'config',
  properties: 'config',
  dotenv: 'config',
  terraform: 'config',
  tf: 'config',
  hcl: 'config',
  lua: 'lua',
  sql: 'sql',
  haskell: 'lua',
  hs: 'lua',
  json: 'json',
  jsonc: 'json',
  json5: 'json',
  jsonl: 'json',
  ndjson: 'json',
  webmanifest: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  dockercompose: 'yaml',
  css: 'css',
  scss: 'css',
  less: 'css',
  sass: 'css',
  styl: 'css',
  pcss: 'css',
  postcss: 'css',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  xml: 'html',
  vue: 'html',
  svelte: 'html',
  astro: 'html',
  handlebars: 'html',
  hbs: 'html',
  razor: 'html',
  cshtml: 'html',
  erb: 'html',
  ejs: 'html',
  jinja: 'html',
  twig: 'html',
  liquid: 'html',
  njk: 'html',
  xaml: 'html',
  markdown: 'markdown',
  md: 'markdown',
  mdx: 'markdown',
  mdown: 'markdown',
  mkd: 'markdown',
  mdc: 'markdown',
  rmd: 'markdown',
  qmd: 'markdown',
  prompt: 'markdown',
  instructions: 'markdown',
  chatagent: 'markdown',
  prompty: 'markdown',
  ipynb: 'notebook',
  jupyter: 'notebook',
};

/** By VS Code's language identifier, or by what a fenced code block is called. */
export function languageByName(name: string): Language | undefined {
  const key = name.toLowerCase();
  // A block may well be called `constructor`.
  return Object.hasOwn(byName, key) ? byName[key] : undefined;
}

/** By a file's name; `text` for what is not known. */
export function languageByFile(fileName: string): Language {
  const base = fileName
    .slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
    .toLowerCase();
  const dot = base.lastIndexOf('.');
  return languageByName(dot < 0 ? base : base.slice(dot + 1)) ?? 'text';
}

/** Extensions of the files worth reading in a tree: those of a known language, and plain text. */
export const sourceExtensions: ReadonlySet<string> = new Set([
  ...Object.keys(byName),
  'txt',
  'rst',
  'adoc',
  'tex',
  'baml',
]);
