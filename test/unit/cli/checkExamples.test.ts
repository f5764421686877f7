import assert from 'node:assert/strict';
import { run } from './run';

describe('tilescope check of the example project', function () {
  this.timeout(60_000);

  it('finds it within its budget', async () => {
    const { code, stdout, stderr } = await run(['check', 'examples', '--format', 'json']);
    assert.deepEqual([code, stderr], [0, '']);
    const { outcome, limits } = JSON.parse(stdout) as { outcome: string; limits: number };
    assert.equal(outcome, 'within');
    assert.ok(limits > 0);
  });
});
