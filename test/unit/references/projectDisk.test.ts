import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { URI } from 'vscode-uri';
import { neverCancelled } from '../../../src/host/host';
import { NodeFileHost } from '../../../src/host/nodeFiles';
import { SyncNodeFileHost } from '../../../src/host/nodeFilesSync';
import { ProjectCache } from '../../../src/references/project/projectCache';
import { defaultRoots, resolve } from '../../../src/references/resolve';

describe('a project on the disk', () => {
  let root = '';
  const uri = (file: string): string => URI.file(path.join(root, file)).toString();

  before(() => {
    root = mkdtempSync(path.join(tmpdir(), 'tilescope project '));
    mkdirSync(path.join(root, 'web/files'), { recursive: true });
    mkdirSync(path.join(root, 'web/src'));
    // A byte order mark, as some editors write it; and a folder where a file is expected.
    writeFileSync(
      path.join(root, 'web/tsconfig.json'),
      '\ufeff{"compilerOptions":{"paths":{"@f/*":["./files/*"]}}}',
    );
    writeFileSync(path.join(root, 'web/vite.config.ts'), "export default { publicDir: 'files' }");
    mkdirSync(path.join(root, 'web/package.json'));
    writeFileSync(path.join(root, 'web/files/a.png'), '');
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  for (const [name, host] of [
    ['at once', new SyncNodeFileHost()],
    ['in time', new NodeFileHost()],
  ] as const)
    it(`is read ${name}`, async () => {
      const place = {
        document: uri('web/src/x.ts'),
        folder: URI.file(root).toString(),
        roots: defaultRoots,
        projects: new ProjectCache(host),
      };
      const leads = (target: string): Promise<unknown> =>
        resolve({ target, form: 'path' }, place, host, neverCancelled);
      assert.deepEqual(await leads('@f/a.png'), { kind: 'file', uri: uri('web/files/a.png'), via: 'alias' });
      assert.deepEqual(await leads('/a.png'), { kind: 'file', uri: uri('web/files/a.png'), via: 'project' });
      const elsewhere = { ...place, document: uri('none/x.ts') };
      const missing = await resolve({ target: '/a.png', form: 'path' }, elsewhere, host, neverCancelled);
      assert.equal(missing.kind, 'missing');
    });
});
