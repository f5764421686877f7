import assert from 'node:assert/strict';
import { languageByFile, languageByName } from '../../../src/references/language';
import { LineIndex } from '../../../src/references/lines';

describe('lines and columns', () => {
  it('are those an editor shows', () => {
    const index = new LineIndex('a\nb\r\nc\rd😀e\n');
    const at = (offset: number): readonly [number, number] => {
      const { line, column } = index.at(offset);
      return [line, column];
    };
    assert.deepEqual([0, 1, 2, 5, 7, 8, 10, 11, 12].map(at), [
      [1, 1],
      [1, 2],
      [2, 1],
      [3, 1],
      [4, 1],
      [4, 2],
      [4, 4],
      [4, 5],
      [5, 1],
    ]);
  });
});

describe('the language of a file', () => {
  it('is told by its name', () => {
    assert.equal(languageByFile('/a/b.TSX'), 'javascript');
    assert.equal(languageByFile('C:\\a\\b.py'), 'python');
    assert.equal(languageByFile('a/Dockerfile'), 'config');
    assert.equal(languageByFile('a.prompt.md'), 'markdown');
    assert.equal(languageByFile('.env'), 'text');
    assert.equal(languageByFile('LICENSE'), 'text');
    assert.equal(languageByFile('a.constructor'), 'text');
    assert.equal(languageByName('TypeScriptReact'), 'javascript');
    assert.equal(languageByName('toString'), undefined);
  });
});
