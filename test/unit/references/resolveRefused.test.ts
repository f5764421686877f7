import assert from 'node:assert/strict';
import fc from 'fast-check';
import { neverCancelled } from '../../../src/host/host';
import { resolve } from '../../../src/references/resolve';
import type { Place, Resolution } from '../../../src/references/resolve';
import { MemoryHost } from './memoryHost';
import { place, resolved } from './resolving';

describe('what is not looked up', () => {
  for (const target of [
    '\\\\host\\share\\a.png',
    '//host/share/a.png',
    '\\/host/share/a.png',
    '/\\host\\share\\a.png',
    '///host/share/a.png',
    '\\\\?\\UNC\\host\\share\\a.png',
    '\\??\\UNC\\host\\share\\a.png',
    '\\\\.\\pipe\\a.png',
    'file://host/share/a.png',
    'file:////host/share/a.png',
    'file://localhost//host/share/a.png',
    'file:///%5Chost/share/a.png',
    'file:///%2Fhost/share/a.png',
    'file://host\\share\\a.png',
    'file://%68ost/share/a.png',
  ]) {
    it(`another machine: ${target}`, async () => {
      const { resolution, asked } = await resolved(target, []);
      assert.deepEqual(resolution, { kind: 'unresolved', why: 'network-path' });
      assert.deepEqual(asked, []);
    });
  }

  it('another machine behind percent signs', async () => {
    for (const target of ['%5C%5Chost%5Cshare%5Ca.png', '%2F%2Fhost/share/a.png', '%5c/host/a.png?x']) {
      const { asked } = await resolved(target, []);
      assert.ok(asked.length > 0);
      for (const uri of asked) assert.match(uri, /^file:\/\/\/ws\//);
    }
  });

  it('roots on another machine, as a project might bring them', async () => {
    const roots = ['\\\\host\\share', '//host/share', '/\\host\\share'];
    for (const folder of [place.folder, undefined]) {
      const { asked } = await resolved('/a.png', [], { ...place, folder, roots });
      for (const uri of asked) assert.doesNotMatch(uri, /host/);
    }
  });

  it('what the program puts together, patterns, data and addresses', async () => {
    const host = new MemoryHost([]);
    const ask = (target: string, form: 'dynamic' | 'glob' | 'data' | 'url'): Promise<Resolution> =>
      resolve({ target, form }, place, host, neverCancelled);
    assert.deepEqual(await ask('${a}.png', 'dynamic'), { kind: 'unresolved', why: 'dynamic' });
    assert.deepEqual(await ask('*.png', 'glob'), { kind: 'unresolved', why: 'glob' });
    assert.deepEqual(await ask('data:image/png,x', 'data'), { kind: 'data' });
    assert.deepEqual(await ask('https://x.example/a.png', 'url'), {
      kind: 'remote',
      url: 'https://x.example/a.png',
    });
    assert.deepEqual(host.asked, []);
  });

  it('what nobody waits for any more', async () => {
    const host = new MemoryHost([]);
    await resolve({ target: 'a.png', form: 'path' }, place, host, { isCancellationRequested: true });
    assert.deepEqual(host.asked, []);
    const cancellation = { isCancellationRequested: false };
    const stat = host.stat.bind(host);
    host.stat = (uri): ReturnType<typeof stat> => {
      cancellation.isCancellationRequested = true;
      return stat(uri);
    };
    await resolve({ target: 'a.png', form: 'path' }, place, host, cancellation);
    assert.equal(host.asked.length, 1);
  });
});

describe('any target', () => {
  it('is looked for a bounded number of times, on this machine, and never an error', async () => {
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
        ':',
        'C:',
        '~',
        '@',
        'é',
        'e\u0301',
        ' ',
        '\0',
        'host',
      ],
      ...['file:', '//', '\\\\', 'localhost', '.png', '??', '\u{1F600}', '\ud800'],
    );
    const target = fc.array(part, { maxLength: 12 }).map(parts => `${parts.join('')}a.png`);
    const places = fc.constantFrom<Place>(
      place,
      { document: undefined, folder: 'file:///c%3A/ws', roots: ['../x'] },
      { document: 'vscode-vfs://github/a/b.md', folder: undefined, roots: ['/r'] },
      { document: undefined, folder: undefined, roots: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        target,
        places,
        fc.constantFrom('path' as const, 'file-url' as const),
        async (name, from, form) => {
          const host = new MemoryHost([]);
          await resolve(
            { target: form === 'file-url' ? `file:${name}` : name, form },
            from,
            host,
            neverCancelled,
          );
          assert.ok(host.asked.length <= 100);
          assert.equal(new Set(host.asked).size, host.asked.length);
          for (const uri of host.asked) assert.match(uri, /^(?:file:\/\/\/(?!\/)|vscode-vfs:\/\/github\/)/);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
