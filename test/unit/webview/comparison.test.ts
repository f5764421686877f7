import assert from 'node:assert/strict';
import { comparisonCsv, comparisonMarkdown } from '../../../src/core/export/comparison';
import type { Comparison } from '../../../src/core/export/comparison';
import { Registry } from '../../../src/core/models/registry';
import { estimate } from '../../../src/core/tokens/estimate';

const registry = new Registry();
const size = { width: 1440, height: 900 };

function table(name: string, ...models: readonly (readonly [string, string?])[]): Comparison {
  return {
    name,
    size,
    rows: models.map(([model, detail]) => {
      const found = registry.find(model);
      return {
        model,
        estimate: found.found ? estimate(size, found.model, detail, { at: '2026-11-27' }) : undefined,
      };
    }),
  };
}

describe('The table of models as Markdown', () => {
  it('has a row a model, right-aligned numbers, and says what has none', () => {
    const text = comparisonMarkdown(
      table('checkout.png', ['gpt-5', 'high'], ['gpt-5', 'original'], ['nobody-1']),
    );
    assert.equal(
      text,
      `**checkout.png**, 1,440 × 900 px

| Model | Detail | Tokens | A call | Per 1,000 |
| --- | --- | ---: | ---: | ---: |
| \`gpt-5\` | high | 910 | $0.0011 | $1.14 |
| \`gpt-5\` | — | refused | — | — |
| \`nobody-1\` | — | not known | — | — |
`,
    );
  });

  it('is not broken by a name', () => {
    const lines = comparisonMarkdown(table('a|b\nc.png', ['gpt|5'])).split('\n');
    assert.equal(lines[0], '**a\\|b c.png**, 1,440 × 900 px');
    assert.match(lines[4] ?? '', /^\| `gpt\\\|5` \|/);
  });
});

describe('The table of models as CSV', () => {
  it('has plain numbers, ranges, and why there is none', () => {
    const [head, ...rows] = comparisonCsv(
      table('checkout.png', ['gpt-5', 'high'], ['gpt-5', 'original']),
    ).split('\r\n');
    assert.equal(head?.split(',').length, 13);
    assert.equal(rows[0], 'checkout.png,1440,900,gpt-5,high,standard,counted,910,,,0.0011375,1.25,');
    assert.match(
      rows[1] ?? '',
      /^checkout\.png,1440,900,gpt-5,original,standard,rejected,,,,,,"gpt-5 has no detail/,
    );
    assert.equal(rows.at(-1), '', 'ends with a line break');
  });

  it('quotes what needs quotes, and no name is a formula', () => {
    const rows = comparisonCsv(table('=HYPERLINK("x"),1.png', ['gpt-5', 'high'])).split('\r\n');
    assert.ok(rows[1]?.startsWith(`"'=HYPERLINK(""x""),1.png",1440`), rows[1]);
  });
});
