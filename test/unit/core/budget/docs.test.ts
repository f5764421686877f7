import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { budgetCodes } from '../../../../src/core/budget/codes';
import { parseConfig } from '../../../../src/core/config/parseConfig';

const page = readFileSync(path.join(__dirname, '../../../../docs/budgets.md'), 'utf8');

describe('docs/budgets.md', () => {
  it('has examples that are right', () => {
    const blocks = [...page.matchAll(/^```json\n([^]*?)^```$/gm)];
    assert.ok(blocks.length > 0);
    for (const [, text = ''] of blocks)
      assert.deepEqual(parseConfig(text, 'tilescope.json').problems, [], text);
  });

  it('has a heading for each code, and for no other', () => {
    assert.deepEqual(
      [...page.matchAll(/^### (.*)$/gm)].map(([, code]) => code),
      [...budgetCodes],
    );
  });
});
