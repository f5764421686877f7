// The house's rules. The arrows between the rooms (CONTRIBUTING.md has the picture) are the table below:
// a room may import only from the rooms it names, so nothing flows back.
import tseslint from 'typescript-eslint';

/** room → the rooms it may see. */
const arrows = {
  core: [],
  host: ['core'],
  images: ['core', 'host'],
  references: ['core', 'host', 'images'],
  review: ['core', 'host', 'images', 'references'],
  vision: ['core', 'host', 'images', 'references'],
  webview: ['core'],
  cli: ['core', 'host', 'images', 'references', 'review', 'vision'],
  agents: ['core', 'host', 'images', 'references', 'review', 'vision'],
  extension: ['core', 'host', 'images', 'references', 'review', 'vision', 'agents', 'webview'],
};

const rooms = Object.keys(arrows);

/** Packages with one home each. */
const homes = [
  {
    name: 'vscode',
    rooms: ['extension', 'host'],
    why: '`vscode` is imported in extension/ and host/ alone.',
  },
  { name: 'sharp', rooms: ['images'], why: '`sharp` is imported in images/pixels.ts alone.' },
  { name: 'openai', rooms: ['vision'], why: '`openai` is imported in vision/ alone.' },
];

function boundaries(room) {
  const forbidden = rooms.filter(other => other !== room && !arrows[room].includes(other));
  const patterns = [];
  if (forbidden.length > 0) {
    patterns.push({
      regex: `^(\\.\\./)+(${forbidden.join('|')})(/|$)`,
      message: `src/${room}/ may see only ${arrows[room].join(', ') || 'itself'} (see the arrows in eslint.config.mjs).`,
    });
  }
  if (room === 'core' || room === 'webview') {
    patterns.push({
      regex: '^node:',
      message: `src/${room}/ runs in any JavaScript host: no Node built-ins.`,
    });
  }
  const paths = homes.filter(h => !h.rooms.includes(room)).map(h => ({ name: h.name, message: h.why }));
  return {
    files: [`src/${room}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns, paths }] },
  };
}

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      'examples/**',
      'test/fixtures/**',
      '**/node_modules/**',
      'test-results/**',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: false, ignoreVoidReturningFunctions: true },
      ],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
    },
  },
  ...rooms.map(boundaries),
  {
    files: ['src/images/**/*.ts'],
    ignores: ['src/images/pixels.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ regex: '^(\\.\\./)+(references|review|vision|cli|extension|agents|webview)(/|$)' }],
          paths: homes.map(h => ({ name: h.name, message: h.why })),
        },
      ],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', 'process', 'Buffer', '__dirname', 'require'] },
  },
  {
    // describe/it callbacks and chai-less asserts read better without these.
    files: ['test/**/*.ts'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
