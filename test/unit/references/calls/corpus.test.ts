import assert from 'node:assert/strict';
import { readCorpus } from '../../../accuracy/corpus';
import { loadReader, measure } from '../../../accuracy/measure';
import { complaints } from '../../../accuracy/summary';

describe('calls in files as people write them', () => {
  for (const fixture of readCorpus())
    it(fixture.name, async () => {
      const measured = await measure(fixture, await loadReader());
      assert.equal(complaints([measured]), '');
    });
});
