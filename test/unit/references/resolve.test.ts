import assert from 'node:assert/strict';
import { URI } from 'vscode-uri';
import { neverCancelled } from '../../../src/host/host';
import { resolve } from '../../../src/references/resolve';
import type { Place } from '../../../src/references/resolve';
import { MemoryHost } from './memoryHost';
import { place, resolved } from './resolving';

/** The file that is found, and after how many looks. */
async function assertFile(
  target: string,
  file: string,
  via: string,
  stats: number,
  from = place,
): Promise<void> {
  const { resolution, asked } = await resolved(target, [file], from);
  assert.deepEqual(resolution, { kind: 'file', uri: file, via }, `${target}: asked for ${asked.join(', ')}`);
  assert.equal(asked.length, stats, asked.join(', '));
}

describe('where a path leads', () => {
  const found: readonly (readonly [
    name: string,
    target: string,
    file: string,
    via: string,
    stats: number,
  ])[] = [
    ['beside the document, with one look', 'a.png', 'file:///ws/docs/a.png', 'document', 1],
    ['with a dot', './a.png', 'file:///ws/docs/a.png', 'document', 1],
    ['above it', '../img/a.png', 'file:///ws/img/a.png', 'document', 1],
    ['above the root', '../../../../../etc/a.png', 'file:///etc/a.png', 'document', 1],
    ['from the folder', 'img/a.png', 'file:///ws/img/a.png', 'folder', 2],
    ['from the first root', 'img/a.png', 'file:///ws/public/img/a.png', 'root', 3],
    ['from the second root', 'img/a.png', 'file:///ws/src/assets/img/a.png', 'root', 4],
    ['from the site’s root', '/img/a.png', 'file:///ws/public/img/a.png', 'root', 1],
    ['from the folder, as the site’s root', '/img/a.png', 'file:///ws/img/a.png', 'folder', 3],
    ['absolute', '/home/me/a.png', 'file:///home/me/a.png', 'absolute', 4],
    ['a drive', 'C:\\img\\a.png', 'file:///c%3A/img/a.png', 'absolute', 1],
    ['a drive with slashes', 'c:/img/a.png', 'file:///c%3A/img/a.png', 'absolute', 1],
    ['Windows separators', '..\\img\\a.png', 'file:///ws/img/a.png', 'document', 1],
    ['a backslash in the name', 'a\\b.png', 'file:///ws/docs/a%5Cb.png', 'document', 5],
    ['a query', 'a.png?url', 'file:///ws/docs/a.png', 'document', 5],
    ['a fragment', 'a.svg#icon', 'file:///ws/docs/a.svg', 'document', 5],
    ['a name that holds #', 'a#1.png', 'file:///ws/docs/a%231.png', 'document', 1],
    ['a name that holds ?', 'a?b.png', 'file:///ws/docs/a%3Fb.png', 'document', 1],
    ['a name that holds %20', 'a%20b.png', 'file:///ws/docs/a%2520b.png', 'document', 1],
    ['percent-encoding', 'a%20b.png', 'file:///ws/docs/a%20b.png', 'document', 5],
    ['percent-encoding and a query', 'caf%C3%A9.png?v=1', 'file:///ws/docs/caf%C3%A9.png', 'document', 13],
    ['a percent sign that encodes nothing', '100%.png', 'file:///ws/docs/100%25.png', 'document', 1],
    ['spaces', 'my photo.png', 'file:///ws/docs/my%20photo.png', 'document', 1],
    ['a directory called ~', '~/a.png', 'file:///ws/docs/~/a.png', 'document', 1],
    ['a bundler’s alias', '@/a.png', 'file:///ws/public/a.png', 'root', 5],
    ['an alias with a tilde', '~@/a.png', 'file:///ws/src/assets/a.png', 'root', 6],
    ['a file URL', 'file:///tmp/a%20b.png', 'file:///tmp/a%20b.png', 'file-url', 1],
    ['a file URL of a drive', 'file:///C:/tmp/a.png', 'file:///c%3A/tmp/a.png', 'file-url', 1],
    ['a file URL with a slash too few', 'file://C:/tmp/a.png', 'file:///c%3A/tmp/a.png', 'file-url', 1],
    ['a file URL of this machine', 'file://localhost/tmp/a.png', 'file:///tmp/a.png', 'file-url', 1],
    ['a file URL with a query', 'file:///tmp/a.png?x#y', 'file:///tmp/a.png', 'file-url', 1],
    ['a short file URL', 'file:/tmp/a.png', 'file:///tmp/a.png', 'file-url', 1],
  ];
  for (const [name, target, file, via, stats] of found) {
    it(`${name}: ${target}`, () => assertFile(target, file, via, stats));
  }

  it('composed in the code and apart on the disk, and the other way round', async () => {
    const [composed, apart] = ['caf\u00e9.png', 'cafe\u0301.png'];
    const uri = (name: string): string => URI.file(`/ws/docs/${name}`).toString();
    await assertFile(composed, uri(composed), 'document', 1);
    await assertFile(composed, uri(apart), 'document', 5);
    await assertFile(apart, uri(composed), 'document', 5);
    await assertFile(`./${encodeURI(apart)}`, uri(composed), 'document', 9);
  });

  it('prefers the name as it is written', async () => {
    const files = ['file:///ws/docs/a%2520b.png', 'file:///ws/docs/a%20b.png'];
    const { resolution } = await resolved('a%20b.png', files);
    assert.deepEqual(resolution, { kind: 'file', uri: files[0], via: 'document' });
  });

  it('prefers the file beside the document', async () => {
    const { resolution } = await resolved('a.png', ['file:///ws/a.png', 'file:///ws/docs/a.png']);
    assert.deepEqual(resolution, { kind: 'file', uri: 'file:///ws/docs/a.png', via: 'document' });
  });

  it('is no directory that is called like a picture', async () => {
    const host = new MemoryHost([
      { uri: 'file:///ws/docs/a.png', type: 'directory' },
      { uri: 'file:///ws/a.png', type: 'other' },
      'file:///ws/public/a.png',
    ]);
    const resolution = await resolve({ target: 'a.png', form: 'path' }, place, host, neverCancelled);
    assert.deepEqual(resolution, { kind: 'file', uri: 'file:///ws/public/a.png', via: 'root' });
  });

  it('is asked for once a place, and told where it was looked for', async () => {
    const { resolution, asked } = await resolved('x/a.png', []);
    assert.deepEqual(asked, [
      'file:///ws/docs/x/a.png',
      'file:///ws/x/a.png',
      'file:///ws/public/x/a.png',
      'file:///ws/src/assets/x/a.png',
    ]);
    assert.deepEqual(resolution, { kind: 'missing', tried: asked });
  });

  it('is looked for once where document, folder and roots are the same', async () => {
    const { asked } = await resolved('a.png', [], {
      document: 'file:///ws/a.md',
      folder: 'file:///ws',
      roots: ['.', ''],
    });
    assert.deepEqual(asked, ['file:///ws/a.png']);
  });
});

describe('documents of all kinds', () => {
  it('that were never saved: from the folder', () =>
    assertFile('a.png', 'file:///ws/a.png', 'folder', 1, { ...place, document: undefined }));

  it('that have no folder either: nothing to be relative to', async () => {
    const nowhere: Place = { document: undefined, folder: undefined, roots: ['public'] };
    const { resolution, asked } = await resolved('a.png', [], nowhere);
    assert.deepEqual(resolution, { kind: 'unresolved', why: 'no-folder' });
    assert.deepEqual(asked, []);
    await assertFile('/tmp/a.png', 'file:///tmp/a.png', 'absolute', 1, nowhere);
  });

  it('on GitHub', async () => {
    const github: Place = {
      document: 'vscode-vfs://github/me/shop/docs/a.md',
      folder: 'vscode-vfs://github/me/shop',
      roots: ['public'],
    };
    await assertFile('../a b.png', 'vscode-vfs://github/me/shop/a%20b.png', 'document', 1, github);
    await assertFile('/a.png', 'vscode-vfs://github/me/shop/public/a.png', 'root', 1, github);
  });

  it('in memory, on another machine, in a container', async () => {
    await assertFile('b.png', 'memfs:/x/b.png', 'document', 1, {
      document: 'memfs:/x/a.md',
      folder: undefined,
      roots: [],
    });
    const wsl = 'vscode-remote://wsl%2Bubuntu/home/me/a.md';
    await assertFile('b.png', 'vscode-remote://wsl%2Bubuntu/home/me/b.png', 'document', 1, {
      document: wsl,
      folder: undefined,
      roots: [],
    });
  });

  it('on a share the user has opened', async () => {
    const share: Place = {
      document: 'file://server/share/ws/a.md',
      folder: 'file://server/share/ws',
      roots: [],
    };
    await assertFile('b.png', 'file://server/share/ws/b.png', 'document', 1, share);
  });

  it('without a path', async () => {
    const { resolution } = await resolved('a.png', [], {
      document: 'walkThrough:',
      folder: undefined,
      roots: [],
    });
    assert.deepEqual(resolution, { kind: 'unresolved', why: 'no-folder' });
  });

  it('with absolute roots', () =>
    assertFile('a.png', 'file:///srv/img/a.png', 'root', 3, { ...place, roots: ['/srv/img'] }));
});
