/** A path to try, relative to the folder of the file that imports or to the folder of the project. */
export interface ImportCandidate {
  readonly from: 'document' | 'folder';
  readonly path: string;
}

const extensions = ['.ts', '.tsx', '.js', '.mjs', '.jsx', '.cjs', '.mts', '.cts'] as const;
const extension = /\.([cm]?)([jt])(sx?)$/;

/**
 * The files of the project that an import may mean, in the order in which they are tried. Packages are none: of those
 * nothing is read.
 */
export function importCandidates(
  specifier: string,
  language: 'javascript' | 'python',
): readonly ImportCandidate[] {
  return language === 'python' ? pythonCandidates(specifier) : javascriptCandidates(specifier);
}

function javascriptCandidates(specifier: string): readonly ImportCandidate[] {
  if (!/^\.\.?(?:\/|$)/.test(specifier)) return [];
  const paths = extension.test(specifier)
    ? // TypeScript names what its file will become: `./prompts.js` is `prompts.ts`.
      [specifier, specifier.replace(/\.([cm]?)js(x?)$/, '.$1ts$2')]
    : [
        ...extensions.map(end => `${specifier}${end}`),
        ...extensions.map(end => `${specifier.replace(/\/$/, '')}/index${end}`),
      ];
  return [...new Set(paths)].map(path => ({ from: 'document', path }));
}

function pythonCandidates(specifier: string): readonly ImportCandidate[] {
  const [, dots = '', names = ''] = /^(\.*)([\w.]*)$/.exec(specifier) ?? [];
  const path = names.replaceAll('.', '/');
  if (dots !== '') {
    const up = '../'.repeat(dots.length - 1);
    const within = path === '' ? [] : [`${up}${path}.py`];
    return [...within, `${up}${path === '' ? '' : `${path}/`}__init__.py`].map(one => ({
      from: 'document',
      path: one,
    }));
  }
  if (path === '') return [];
  return (['document', 'folder'] as const).flatMap(from =>
    [`${path}.py`, `${path}/__init__.py`].map(one => ({ from, path: one })),
  );
}
