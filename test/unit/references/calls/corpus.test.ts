import assert from 'node:assert/strict';
import { fixtureNames, readFixture } from '../../../accuracy/corpus';
import { loadReader, measure } from '../../../accuracy/measure';
import { complaints } from '../../../accuracy/summary';

describe('calls in files as people write them', () => {
  for (const name of fixtureNames())
    it(name, async () => {
      const measured = await measure(readFixture(name), await loadReader());
      assert.equal(complaints([measured]), '');
    });
});
