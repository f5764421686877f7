import assert from 'node:assert/strict';
import { leads, TestProject } from './projectHost';

describe('folders a project serves', () => {
  const cases: readonly (readonly [
    name: string,
    files: Readonly<Record<string, string>>,
    target: string,
    document: string,
    answer: string,
  ])[] = [
    [
      'Vite’s publicDir',
      { 'web/vite.config.ts': "export default { publicDir: 'assets' }", 'web/assets/a.png': '' },
      '/a.png',
      'web/src/x.tsx',
      'web/assets/a.png (project)',
    ],
    [
      'Vite’s root, and the sources its server serves',
      {
        'vite.config.js': "defineConfig({ root: './client', /* publicDir: false */ })",
        'client/public/a.png': '',
      },
      '/a.png',
      'server/x.js',
      'client/public/a.png (project)',
    ],
    [
      'the folder of the package as the root of its server',
      { 'web/package.json': '{}', 'web/src/img/a.png': '' },
      '/src/img/a.png',
      'web/src/x.html',
      'web/src/img/a.png (package)',
    ],
    [
      'Next',
      { 'web/next.config.mjs': '', 'web/public/a.png': '' },
      '/a.png',
      'web/app/x.tsx',
      'web/public/a.png (root)',
    ],
    [
      'Astro',
      {
        'site/astro.config.mjs': "export default defineConfig({ publicDir: './files' })",
        'site/files/a.png': '',
      },
      '/a.png',
      'site/src/pages/x.md',
      'site/files/a.png (project)',
    ],
    [
      'SvelteKit’s static',
      { 'svelte.config.js': "export default { kit: { alias: { $img: 'src/img' } } }", 'static/a.png': '' },
      '/a.png',
      'src/routes/x.ts',
      'static/a.png (root)',
    ],
    [
      'SvelteKit’s $lib',
      { 'svelte.config.js': 'export default {}', 'src/lib/a.png': '' },
      '$lib/a.png',
      'src/routes/x.ts',
      'src/lib/a.png (alias)',
    ],
    [
      'SvelteKit’s aliases',
      {
        'svelte.config.js': "export default { kit: { alias: { '$img/*': 'src/img/*' } } }",
        'src/img/a.png': '',
      },
      '$img/a.png',
      'src/routes/x.ts',
      'src/img/a.png (alias)',
    ],
    [
      'Nuxt 4',
      { 'nuxt.config.ts': '', 'app/assets/a.png': '' },
      '~/assets/a.png',
      'app/pages/x.vue',
      'app/assets/a.png (alias)',
    ],
    [
      'Nuxt 3',
      { 'nuxt.config.ts': '', 'assets/a.png': '' },
      '@/assets/a.png',
      'pages/x.vue',
      'assets/a.png (alias)',
    ],
    [
      'Nuxt’s root',
      { 'nuxt.config.ts': "export default { srcDir: 'client/' }", 'shared/a.png': '' },
      '~~/shared/a.png',
      'client/pages/x.vue',
      'shared/a.png (alias)',
    ],
    [
      'Gatsby',
      { 'www/gatsby-config.ts': '', 'www/static/a.png': '' },
      '/a.png',
      'www/src/x.tsx',
      'www/static/a.png (root)',
    ],
    [
      'Docusaurus’ static folders',
      {
        'website/docusaurus.config.ts': "const config = { staticDirectories: ['files', 'static'] }",
        'website/files/img/a.png': '',
      },
      '/img/a.png',
      'website/docs/x.mdx',
      'website/files/img/a.png (project)',
    ],
    [
      'Docusaurus’ @site',
      { 'website/docusaurus.config.js': '', 'website/static/img/a.png': '' },
      '@site/static/img/a.png',
      'website/docs/x.mdx',
      'website/static/img/a.png (alias)',
    ],
    [
      'Django’s applications',
      { 'backend/manage.py': '', 'backend/shop/static/shop/a.png': '', 'backend/shop/views.py': '' },
      'shop/a.png',
      'backend/pages/templates/x.html',
      'backend/shop/static/shop/a.png (project)',
    ],
    [
      'Rails’ pictures',
      { Gemfile: '', 'config/application.rb': '', 'app/assets/images/a.png': '' },
      'a.png',
      'app/views/x.html',
      'app/assets/images/a.png (project)',
    ],
    [
      'Hugo’s static',
      { 'site/hugo.toml': '', 'site/assets/a.png': '' },
      '/a.png',
      'site/content/posts/x.md',
      'site/assets/a.png (project)',
    ],
    [
      'Hugo under its old name',
      { 'site/config.toml': 'baseURL = "https://x.example"\n', 'site/assets/a.png': '' },
      '/a.png',
      'site/content/x.md',
      'site/assets/a.png (project)',
    ],
    [
      'MkDocs’ docs_dir',
      { 'mkdocs.yml': 'site_name: x\ndocs_dir: "manual"  # ours\n', 'manual/img/a.png': '' },
      '/img/a.png',
      'manual/guide/x.md',
      'manual/img/a.png (project)',
    ],
    [
      'Jekyll’s root',
      { 'site/_config.yml': 'title: x\n', 'site/assets/a.png': '' },
      '/assets/a.png',
      'site/_posts/x.md',
      'site/assets/a.png (project)',
    ],
    [
      'VitePress',
      { 'docs/.vitepress/config.ts': '', 'docs/public/a.png': '' },
      '/a.png',
      'docs/guide/x.md',
      'docs/public/a.png (root)',
    ],
    [
      'Laravel',
      { 'api/artisan': '', 'api/resources/img/a.png': '' },
      'img/a.png',
      'api/app/x.md',
      'api/resources/img/a.png (project)',
    ],
    [
      'Phoenix',
      { 'mix.exs': '', 'priv/static/a.png': '' },
      '/a.png',
      'lib/x.html',
      'priv/static/a.png (project)',
    ],
    [
      'Spring',
      { 'pom.xml': '', 'src/main/resources/static/a.png': '' },
      '/a.png',
      'src/main/resources/templates/x.html',
      'src/main/resources/static/a.png (root)',
    ],
  ];
  for (const [name, files, target, document, answer] of cases)
    it(`${name}: ${target} → ${answer}`, async () => {
      assert.equal(await leads(files, target, document), answer);
    });

  it('only where the framework is: a Jekyll site has a Gemfile too', async () => {
    assert.equal(await leads(['Gemfile', 'app/assets/images/a.png'], 'a.png', 'x.md'), 'missing');
  });

  it('a publicDir that is put together is not guessed', async () => {
    const files = {
      'web/vite.config.ts': 'export default { publicDir: `${base}/x` }',
      'web/public/a.png': '',
    };
    assert.equal(await leads(files, '/a.png', 'web/src/x.ts'), 'web/public/a.png (root)');
  });
});

describe('packages of one repository', () => {
  const files = [
    'package.json',
    'public/logo.png',
    'packages/web/package.json',
    'packages/web/public/logo.png',
    'packages/web/public/only.png',
    'packages/bot/pyproject.toml',
    'packages/bot/assets/a.png',
  ];

  it('the nearest public folder is meant, not that of the workspace', async () => {
    assert.equal(
      await leads(files, '/logo.png', 'packages/web/src/x.tsx'),
      'packages/web/public/logo.png (root)',
    );
    assert.equal(await leads(files, '/logo.png', 'packages/bot/src/x.py'), 'public/logo.png (root)');
    assert.equal(
      await leads(files, 'only.png', 'packages/web/src/x.tsx'),
      'packages/web/public/only.png (root)',
    );
  });

  it('paths start from the folder a package’s programs are run in', async () => {
    assert.equal(
      await leads(files, 'assets/a.png', 'packages/bot/src/deep/x.py'),
      'packages/bot/assets/a.png (package)',
    );
    assert.equal(
      await leads(files, './assets/a.png', 'packages/bot/src/x.py'),
      'packages/bot/assets/a.png (package)',
    );
  });

  it('configured roots of several parts', async () => {
    const project = new TestProject(['web/src/assets/a.png']);
    const more = { roots: ['src/assets'] };
    assert.equal(await project.leads('/a.png', 'web/app/x.ts', more), 'web/src/assets/a.png (root)');
  });

  it('nothing above the workspace folder is read, nor beside it', async () => {
    const project = new TestProject([
      'file:///tsconfig.json',
      'file:///public/a.png',
      'file:///ws2/public/a.png',
      'a/x.ts',
    ]);
    assert.equal(await project.leads('b/a.png', 'a/x.ts'), 'missing');
    assert.deepEqual(project.host.listed, ['file:///ws/a', 'file:///ws']);
    project.host.asked();
    assert.equal(await project.leads('/a.png', 'file:///ws2/docs/x.md'), 'missing');
    assert.deepEqual(
      project.host.listed,
      ['file:///ws2/docs'],
      'of a document elsewhere its own folder alone',
    );
  });

  it('a folder whose address ends in a slash, and one at the root of all', async () => {
    const project = new TestProject(['web/public/a.png']);
    assert.equal(
      await project.leads('/a.png', 'web/x.md', { folder: 'file:///ws/' }),
      'web/public/a.png (root)',
    );
    assert.equal(
      await project.leads('/a.png', 'web/x.md', { folder: 'file:///' }),
      'web/public/a.png (root)',
    );
  });
});
