import assert from 'node:assert/strict';
import fc from 'fast-check';
import { neverCancelled } from '../../../src/host/host';
import { resolve } from '../../../src/references/resolve';
import { TestProject } from './projectHost';

describe('what a project is asked for', () => {
  const files = {
    'package.json': '{"imports":{"#img/*":"./src/img/*"}}',
    'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
    'vite.config.ts': '',
    'src/img/a.png': '',
    'public/b.png': '',
    'src/c.png': '',
  };

  it('nothing, for a picture beside the document or in the workspace folder', async () => {
    const project = new TestProject(files);
    await project.leads('./c.png', 'src/x.ts');
    assert.deepEqual(project.host.asked(), { stats: 1, opened: 0, listed: 0 });
    await project.leads('src/c.png', 'src/x.ts');
    assert.deepEqual(project.host.asked(), { stats: 2, opened: 0, listed: 0 });
  });

  it('names alone, for a path that starts at the site’s root', async () => {
    const project = new TestProject(files);
    await project.leads('/b.png', 'src/x.ts');
    assert.deepEqual(project.host.asked(), { stats: 1, opened: 0, listed: 1 });
  });

  it('each file once, however many documents and paths', async () => {
    const project = new TestProject(files);
    assert.equal(await project.leads('@/img/a.png', 'src/x.ts'), 'src/img/a.png (alias)');
    assert.deepEqual(project.host.asked(), { stats: 5, opened: 3, listed: 2 });
    for (const document of ['src/y.ts', 'src/z.ts']) await project.leads('#img/a.png', document);
    assert.deepEqual(project.host.asked(), { stats: 10, opened: 0, listed: 0 });
    await project.leads('none.png', 'src/img/x.ts');
    const { opened, listed } = project.host.asked();
    assert.deepEqual({ opened, listed }, { opened: 0, listed: 1 }, 'the folder of the document is new');
  });

  it('each file once, for documents that ask at the same time', async () => {
    const project = new TestProject(files);
    await Promise.all(
      ['src/x.ts', 'src/y.ts', 'z.ts'].map(document => project.leads('@/none.png', document)),
    );
    const { opened, listed } = project.host.asked();
    assert.deepEqual({ opened, listed }, { opened: 3, listed: 2 });
  });

  it('a few looks more for a file that is nowhere', async () => {
    const project = new TestProject(files);
    assert.equal(await project.leads('none.png', 'src/x.ts'), 'missing');
    assert.deepEqual(project.host.asked(), { stats: 4, opened: 3, listed: 2 });
    const { host } = project;
    await resolve({ target: 'none.png', form: 'path' }, project.place('src/x.ts'), host, {
      isCancellationRequested: true,
    });
    assert.deepEqual(host.asked(), { stats: 0, opened: 0, listed: 0 }, 'nobody waits for it');
  });

  it('again, once a file of it has changed', async () => {
    const project = new TestProject(files);
    assert.equal(await project.leads('@/img/a.png', 'src/x.ts'), 'src/img/a.png (alias)');
    project.host.write('tsconfig.json', '{"compilerOptions":{"paths":{"@/img/*":["./pictures/*"]}}}');
    project.host.write('pictures/a.png', '');
    project.cache.invalidate('file:///ws/tsconfig.json');
    project.host.asked();
    assert.equal(await project.leads('@/img/a.png', 'src/x.ts'), 'pictures/a.png (alias)');
    assert.equal(project.host.opened.length, 1, 'what has not changed is not read again');
  });

  it('again, once a folder has come with its first picture', async () => {
    const project = new TestProject(['web/src/x.ts']);
    assert.equal(await project.leads('/a.png', 'web/src/x.ts'), 'missing');
    project.host.write('web/public/a.png', '');
    project.cache.invalidate('file:///ws/web/public/a.png');
    assert.equal(await project.leads('/a.png', 'web/src/x.ts'), 'web/public/a.png (root)');
  });
});

describe('a path that is anchored', () => {
  it('is relative to the document’s folder and nothing else', async () => {
    const project = new TestProject(['a.png', 'public/a.png', 'src/b.png']);
    const anchored = (target: string): Promise<unknown> =>
      project.resolve(target, 'src/x.ts', { anchored: true });
    assert.deepEqual(await anchored('b.png'), { kind: 'file', uri: 'file:///ws/src/b.png', via: 'document' });
    project.host.asked();
    assert.deepEqual(await anchored('a.png'), { kind: 'missing', tried: ['file:///ws/src/a.png'] });
    assert.deepEqual(project.host.asked(), { stats: 1, opened: 0, listed: 0 });
  });

  it('or absolute', async () => {
    const project = new TestProject(['public/tmp/a.png', 'file:///tmp/a.png']);
    const resolution = await project.resolve('/tmp/a.png', 'src/x.ts', { anchored: true });
    assert.deepEqual(resolution, { kind: 'file', uri: 'file:///tmp/a.png', via: 'absolute' });
  });
});

describe('a text of another revision', () => {
  const revision = { name: 'at HEAD', of: (uri: string): string => `old+${uri}` };

  it('has that revision’s pictures, where the project of today says', async () => {
    const project = new TestProject({
      'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./client/*"]}}}',
      'old+file:///ws/src/a.png': '',
      'old+file:///ws/client/b.png': '',
      'src/gone.png': '',
    });
    const old = (target: string): Promise<string> => project.leads(target, 'src/x.ts', { revision });
    assert.equal(await old('a.png'), 'old+src/a.png (document)');
    assert.equal(await old('@/b.png'), 'old+client/b.png (alias)');
    assert.equal(await old('gone.png'), 'missing', 'today’s picture is not shown for the old text');
    assert.ok(project.host.stats.every(uri => uri.startsWith('old+')));
  });
});

describe('file:// and a relative path, as promptfoo writes it', () => {
  const project = new TestProject(['evals/images/a.png', 'evals/b.png', 'c.png']);
  const from = 'evals/promptfooconfig.yaml';

  it('is looked for beside the document', async () => {
    assert.equal(await project.leads('file://images/a.png', from), 'evals/images/a.png (document)');
    assert.equal(await project.leads('file://./images/a.png', from), 'evals/images/a.png (document)');
    assert.equal(await project.leads('file://b.png', from), 'evals/b.png (document)');
    assert.equal(await project.leads('file://../c.png', from), 'c.png (document)');
    assert.equal(await project.leads('file://./none.png', from), 'missing');
  });

  it('is another machine where nothing of that name is beside the document', async () => {
    project.host.asked();
    for (const target of ['file://host/share/a.png', 'file://host\\share\\a.png', 'file:////images/a.png'])
      assert.equal(await project.leads(target, from), 'network-path');
    assert.equal(project.host.asked().stats, 0);
  });

  it('never becomes the address of a machine, whatever lies beside the document', async () => {
    const trap = new TestProject(['evals/host/x', 'evals/%68ost/x']);
    for (const target of [
      'file://host/share/a.png',
      'file://host\\share\\a.png',
      'file://host//share/a.png',
      'file://%68ost/a.png',
    ])
      await trap.leads(target, from);
    assert.ok(trap.host.stats.length > 0);
    for (const uri of trap.host.stats) assert.match(uri, /^file:\/\/\/ws\/evals\//);
  });
});

describe('a project that means harm', () => {
  it('leads to no other machine', async () => {
    const evil = [
      '//host/share',
      '\\\\host\\share',
      '/\\host/share',
      'file://host/share',
      '\\\\?\\UNC\\host\\x',
      '%2F%2Fhost',
    ];
    for (const path of evil) {
      const text = JSON.stringify(path);
      const project = new TestProject({
        'tsconfig.json': `{"extends":["./\\\\..\\\\${text.slice(1, -1)}",${text}],"references":[{"path":${text}}],
          "compilerOptions":{"baseUrl":${text},"paths":{"@/*":[${JSON.stringify(`${path}/*`)}],"~*":["*"],"#x/*":["/*"]}}}`,
        'package.json': `{"imports":{"#img/*":${JSON.stringify(`./${path}/*`)}}}`,
        'vite.config.ts': `export default { root: ${text}, publicDir: ${text}, resolve: { alias: { '@': ${text} } } }`,
        'mkdocs.yml': `docs_dir: ${path}\n`,
        '_config.yml': `source: ${path}\n`,
        'docusaurus.config.js': `staticDirectories: [${text}]`,
      });
      const targets = [
        '@/a.png',
        '#img/a.png',
        '/a.png',
        'a.png',
        '~//host/a.png',
        '#x//host/a.png',
        '~\\\\host\\a.png',
      ];
      for (const folder of ['file:///ws', 'file:///'])
        for (const target of targets) await project.leads(target, 'src/x.ts', { folder });
      for (const uri of [...project.host.stats, ...project.host.opened, ...project.host.listed])
        assert.match(uri, /^file:\/\/\/(?!\/|%5C)/i, `${path}: ${uri}`);
    }
  });

  it('is searched a bounded number of times, whatever is looked for', async () => {
    const project = new TestProject({
      'tsconfig.json':
        '{"compilerOptions":{"baseUrl":".","paths":{"@*":["./a/*","./b/*"],"*":["./*","x"],"~/*":["/*"]}}}',
      'package.json': '{"imports":{"#*":"./c/*"}}',
      'web/package.json': '{}',
      'web/public/x': '',
      'node_modules/x': '',
    });
    const part = fc.constantFrom(
      ...[
        'a',
        '..',
        '.',
        '/',
        '\\',
        '%2F',
        '%5C',
        '%',
        '#',
        '?',
        '~',
        '@',
        'é',
        ' ',
        '\0',
        'host',
        '//',
        '\\\\',
        '$&',
        '*',
        '\ud800',
      ],
    );
    const target = fc.array(part, { maxLength: 8 }).map(parts => `${parts.join('')}a.png`);
    await fc.assert(
      fc.asyncProperty(target, fc.constantFrom('file:///ws', 'file:///'), async (name, folder) => {
        project.host.asked();
        const place = project.place('web/src/x.ts', { folder });
        await resolve({ target: name, form: 'path' }, place, project.host, neverCancelled);
        assert.ok(project.host.stats.length <= 300, `${String(project.host.stats.length)} looks`);
        for (const uri of project.host.stats) assert.match(uri, /^file:\/\/\/(?!\/|%5C)/i);
      }),
      { numRuns: 1000 },
    );
  });
});
