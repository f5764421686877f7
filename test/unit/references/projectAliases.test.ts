import assert from 'node:assert/strict';
import { leads, TestProject } from './projectHost';

const json = (value: unknown): string => JSON.stringify(value);

describe('names a project gives to places', () => {
  it('tsconfig.json’s paths, with comments and without baseUrl', async () => {
    const files = {
      'tsconfig.json': `{
        // ours
        "compilerOptions": { "paths": { "@assets/*": ["./src/assets/*"], "logo": ["./src/logo.png"], }, },
      }`,
      'src/assets/a.png': '',
      'src/logo.png': '',
    };
    assert.equal(await leads(files, '@assets/a.png', 'src/app/x.ts'), 'src/assets/a.png (alias)');
    assert.equal(await leads(files, '~@assets/a.png', 'src/app/x.scss'), 'src/assets/a.png (alias)');
    assert.equal(await leads(files, '@assets/none.png', 'src/app/x.ts'), 'missing');
  });

  it('paths that are relative to baseUrl, and baseUrl by itself', async () => {
    const files = {
      'tsconfig.json': json({ compilerOptions: { baseUrl: './src', paths: { '~img/*': ['images/*'] } } }),
      'src/images/a.png': '',
    };
    assert.equal(await leads(files, '~img/a.png', 'src/deep/x.ts'), 'src/images/a.png (alias)');
    assert.equal(await leads(files, 'images/a.png', 'src/deep/x.ts'), 'src/images/a.png (alias)');
    assert.equal(
      await leads(files, './images/a.png', 'src/deep/x.ts'),
      'missing',
      'relative to the document alone',
    );
  });

  it('the longest pattern first, and its targets in order', async () => {
    const files = {
      'tsconfig.json': json({
        compilerOptions: {
          paths: { '*': ['./any/*'], '@/*': ['./src/*'], '@/img/*': ['./none/*', './img/*'] },
        },
      }),
      'any/@/img/a.png': '',
      'src/img/a.png': '',
      'img/a.png': '',
    };
    assert.equal(await leads(files, '@/img/a.png', 'x.ts'), 'img/a.png (alias)');
  });

  it('what a tsconfig.json extends, from where that says it', async () => {
    const files = {
      'tsconfig.base.json': json({ compilerOptions: { paths: { '@shared/*': ['./libs/shared/*'] } } }),
      'apps/web/tsconfig.json': json({ extends: ['@tsconfig/strictest', '../../tsconfig.base'] }),
      'libs/shared/a.png': '',
    };
    assert.equal(await leads(files, '@shared/a.png', 'apps/web/src/x.ts'), 'libs/shared/a.png (alias)');
  });

  it('what it refers to, as Vite’s template does', async () => {
    const files = {
      'tsconfig.json': json({ files: [], references: [{ path: './tsconfig.app.json' }, { path: './node' }] }),
      'tsconfig.app.json': json({ compilerOptions: { paths: { '#img/*': ['./src/img/*'] } } }),
      'node/tsconfig.json': json({ compilerOptions: { paths: { '#node/*': ['./img/*'] } } }),
      'src/img/a.png': '',
      'node/img/b.png': '',
    };
    assert.equal(await leads(files, '#img/a.png', 'src/x.ts'), 'src/img/a.png (alias)');
    assert.equal(await leads(files, '#node/b.png', 'src/x.ts'), 'node/img/b.png (alias)');
  });

  it('${configDir}, which is the folder of the configuration one began with', async () => {
    const files = {
      'base/tsconfig.json': json({ compilerOptions: { paths: { '@/*': ['${configDir}/src/*'] } } }),
      'apps/web/tsconfig.json': json({ extends: '../../base/tsconfig.json' }),
      'apps/web/src/a.png': '',
      'src/a.png': '',
    };
    assert.equal(await leads(files, '@/a.png', 'apps/web/src/deep/x.ts'), 'apps/web/src/a.png (alias)');
  });

  it('jsconfig.json, and the nearest of several configurations', async () => {
    const files = {
      'jsconfig.json': json({ compilerOptions: { paths: { '@/*': ['./*'] } } }),
      'web/jsconfig.json': json({ compilerOptions: { paths: { '@/*': ['./client/*'] } } }),
      'img/a.png': '',
      'web/client/img/a.png': '',
    };
    assert.equal(await leads(files, '@/img/a.png', 'web/client/x.js'), 'web/client/img/a.png (alias)');
    assert.equal(await leads(files, '@/img/a.png', 'tools/x.js'), 'img/a.png (alias)');
  });

  it('package.json’s imports, with conditions', async () => {
    const files = {
      'package.json': json({
        imports: {
          '#assets/*': './assets/*',
          '#img/*.png': { browser: './none/*.png', default: ['./pictures/*.png'] },
          '#dep/*': 'some-package/*',
        },
      }),
      'assets/a.png': '',
      'pictures/b.png': '',
      'some-package/c.png': '',
    };
    assert.equal(await leads(files, '#assets/a.png', 'src/x.js'), 'assets/a.png (alias)');
    assert.equal(await leads(files, '#img/b.png', 'src/x.js'), 'pictures/b.png (alias)');
    assert.equal(await leads(files, '#assets/a.png?url', 'src/x.js'), 'assets/a.png (alias)');
    assert.equal(await leads(files, '#dep/c.png', 'src/x.js'), 'missing');
  });

  it('bundlers’ aliases, where they are plain', async () => {
    const files = {
      'vite.config.ts': `import path from 'node:path';
        export default { resolve: { alias: {
          // '@pics': './nowhere',
          '@pics': path.resolve(__dirname, './src/pictures'),
          '#shots': fileURLToPath(new URL('./src/shots', import.meta.url)),
          $up: '/src/up',
          computed: somewhere('x'),
        } } };`,
      'src/pictures/a.png': '',
      'src/shots/b.png': '',
      'src/up/c.png': '',
    };
    assert.equal(await leads(files, '@pics/a.png', 'src/x.ts'), 'src/pictures/a.png (alias)');
    assert.equal(await leads(files, '#shots/b.png', 'src/x.ts'), 'src/shots/b.png (alias)');
    assert.equal(await leads(files, '$up/c.png', 'src/x.ts'), 'src/up/c.png (alias)');
  });

  it('@/ and ~/ without any configuration: the sources of the package, or its folder', async () => {
    const files = ['web/package.json', 'web/src/a.png', 'web/b.png', 'src/a.png', 'src/c.png'];
    assert.equal(await leads(files, '@/a.png', 'web/src/deep/x.vue'), 'web/src/a.png (alias)');
    assert.equal(await leads(files, '~/b.png', 'web/src/deep/x.vue'), 'web/b.png (alias)');
    assert.equal(await leads(files, '~@/c.png', 'web/src/deep/x.vue'), 'src/c.png (alias)');
    assert.equal(await leads(['public/a.png'], '@/a.png', 'src/x.vue'), 'public/a.png (root)');
  });

  it('@/ is what tsconfig.json says before it is anything else', async () => {
    const files = {
      'tsconfig.json': json({ compilerOptions: { paths: { '@/*': ['./client/*'] } } }),
      'client/a.png': '',
      'src/a.png': '',
      'public/a.png': '',
    };
    assert.equal(await leads(files, '@/a.png', 'client/deep/x.ts'), 'client/a.png (alias)');
  });

  it('packages of the workspace and of others', async () => {
    const files = ['web/node_modules/@acme/ui/a.png', 'web/package.json'];
    for (const target of ['@acme/ui/a.png', '~@acme/ui/a.png'])
      assert.equal(await leads(files, target, 'web/src/x.css'), 'web/node_modules/@acme/ui/a.png (package)');
  });
});

describe('a configuration that is broken', () => {
  it('counts as far as it can be read, and is named', async () => {
    const project = new TestProject({
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./client/*"] } ',
      'package.json': '{ "imports": 3,, }',
      'client/a.png': '',
    });
    assert.equal(await project.leads('@/a.png', 'x.ts'), 'client/a.png (alias)');
    assert.deepEqual(
      (await project.project('x.ts')).problems.map(({ uri }) => uri),
      ['file:///ws/tsconfig.json', 'file:///ws/package.json'],
    );
  });

  for (const [name, tsconfig] of [
    ['no JSON at all', 'hello'],
    ['empty', ''],
    ['a list', '[1]'],
    ['nested deeper than any stack', '['.repeat(200_000)],
    [
      'of the wrong types',
      '{"compilerOptions":{"baseUrl":1,"paths":[{}]},"extends":{},"references":[1,{"path":2}]}',
    ],
    ['with targets that are none', '{"compilerOptions":{"paths":{"@/*":"x","b":[1,null]}}}'],
    ['that extends itself', '{"extends":"./tsconfig.json"}'],
    ['that extends what is not there', '{"extends":"./none.json"}'],
    ['larger than anybody’s', `{"compilerOptions":{"paths":{"@/*":["./x/*"]}},"x":"${'x'.repeat(600_000)}"}`],
  ] as const)
    it(`keeps nothing from being found: ${name}`, async () => {
      const files = { 'tsconfig.json': tsconfig, 'src/a.png': '' };
      assert.equal(await leads(files, '@/a.png', 'deep/x.ts'), 'src/a.png (alias)');
      assert.equal(await leads(files, '/none.png', 'deep/x.ts'), 'missing');
    });
});
