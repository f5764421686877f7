import assert from 'node:assert/strict';
import fc from 'fast-check';
import { costOf, formatUsd, formatUsdRange, usdPerMillion } from '../../../src/core/money';

describe('dollars', () => {
  it('are the decimals that a person would work out', () => {
    assert.equal(costOf(1229, 2.5), 0.0030725);
    assert.equal(costOf(14_364, 10), 0.14364);
    assert.equal(costOf(765, 2.5), 0.0019125);
    assert.equal(costOf(258, 0.1), 0.0000258);
    assert.equal(costOf(0, 2.5), 0);
    assert.equal(costOf(36_835, 0.15), 0.00552525);
    assert.equal(costOf(1, 0.01875), 1.875e-8);
    fc.assert(
      fc.property(fc.nat(2_000_000), fc.integer({ min: 0, max: 200_000 }), (tokens, thousandths) => {
        // tokens × thousandths of a dollar a million, as a decimal written out and read back.
        const exact = Number(`${String(BigInt(tokens) * BigInt(thousandths))}e-9`);
        assert.equal(costOf(tokens, thousandths / 1000), exact);
      }),
    );
  });

  const shown: readonly (readonly [number, string])[] = [
    [0, '$0'],
    [1e-7, '$0.00000010'],
    [0.000013, '$0.000013'],
    [0.0000996, '$0.00010'],
    [0.0031, '$0.0031'],
    [0.0030725, '$0.0031'],
    [0.00996, '$0.010'],
    [0.01, '$0.010'],
    [0.0996, '$0.10'],
    [0.1, '$0.10'],
    [0.14, '$0.14'],
    [0.5, '$0.50'],
    [0.994, '$0.99'],
    [0.995, '$1.00'],
    [0.9951, '$1.00'],
    [1.14, '$1.14'],
    [999.994, '$999.99'],
    [999.999, '$1,000.00'],
    [123_456.7, '$123,456.70'],
    [-0.0031, '-$0.0031'],
    [-1234.5, '-$1,234.50'],
  ];
  for (const [usd, text] of shown) {
    it(`${String(usd)} is shown as ${text}`, () => {
      assert.equal(formatUsd(usd), text);
    });
  }

  it('are shown to within a twentieth of what they are, or half a cent, whatever the size', () => {
    fc.assert(
      fc.property(fc.double({ min: Math.log(1e-9), max: Math.log(1e7), noNaN: true }), log => {
        const usd = Math.exp(log);
        const text = formatUsd(usd);
        assert.match(text, /^\$(?:\d{1,3}(?:,\d{3})*\.\d\d|0\.0*[1-9]\d)$/);
        const read = Number(text.replace(/[$,]/g, ''));
        assert.ok(
          Math.abs(read - usd) <= Math.max(usd >= 0.995 ? 0.005000001 : 0, usd * 0.0501),
          `${text} for ${String(usd)}`,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('from one to another are one figure where they look alike', () => {
    assert.equal(formatUsdRange([0.0031, 0.0042]), '$0.0031–$0.0042');
    assert.equal(formatUsdRange([0.00311, 0.00312]), '$0.0031');
    assert.equal(usdPerMillion(0.75), '$0.75 / 1M tokens');
  });
});
