import assert from 'node:assert/strict';
import { importCandidates } from '../../../../src/references/calls/importCandidates';

const python = (specifier: string): readonly string[] =>
  importCandidates(specifier, 'python').map(({ from, path }) => `${from} ${path}`);
const javascript = (specifier: string): readonly string[] =>
  importCandidates(specifier, 'javascript').map(({ path }) => path);

describe('the files an import may mean', () => {
  it('are beside the file or above it in Python, as the dots say', () => {
    assert.deepEqual(python('.constants'), ['document constants.py', 'document constants/__init__.py']);
    assert.deepEqual(python('..shop.prompts'), [
      'document ../shop/prompts.py',
      'document ../shop/prompts/__init__.py',
    ]);
    assert.deepEqual(python('.'), ['document __init__.py']);
  });

  it('are beside the file or in the folder of the project where Python says neither', () => {
    assert.deepEqual(python('config'), [
      'document config.py',
      'document config/__init__.py',
      'folder config.py',
      'folder config/__init__.py',
    ]);
  });

  it('have the usual ends in JavaScript', () => {
    const paths = javascript('./encode');
    assert.equal(paths[0], './encode.ts');
    assert.ok(paths.includes('./encode.mjs') && paths.includes('./encode/index.ts'));
  });

  it('are TypeScript where it names what will be made of it', () => {
    assert.deepEqual(javascript('./encode.js'), ['./encode.js', './encode.ts']);
    assert.deepEqual(javascript('../a.mjs'), ['../a.mjs', '../a.mts']);
  });

  it('are none for packages, and for what is no name', () => {
    assert.deepEqual(javascript('openai'), []);
    assert.deepEqual(javascript('@/lib/encode'), []);
    assert.deepEqual(python('../../etc/passwd'), []);
  });
});
