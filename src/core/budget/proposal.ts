import type { Amount, MeasuredCall, MeasuredFile } from './measured';

/** A limit that keeps what there is, and what it was taken from. */
export interface ProposedLimit {
  readonly quantity: 'tokens' | 'usd';
  /** With headroom, rounded up to two digits. */
  readonly limit: number;
  /** What it costs today. */
  readonly today: number;
  /** What has the most: `src/a.ts:12`, `photos/mug.jpg`; absent for the project. */
  readonly dearest: string | undefined;
}

export interface ProposedScope {
  readonly scope: 'image' | 'call' | 'file' | 'project';
  readonly limits: readonly ProposedLimit[];
}

export interface Proposal {
  readonly scopes: readonly ProposedScope[];
  /** Calls without a number, or with a part that has none: they are in no limit as they will be. `file:line: why`. */
  readonly unknown: readonly string[];
  readonly calls: number;
}

interface Candidate {
  readonly name: string;
  readonly tokens: Amount;
  readonly usd: Amount;
}

/** Limits as things are today. @param headroom 0.1 for 10 % */
export function proposeBudget(files: readonly MeasuredFile[], headroom: number): Proposal {
  const calls = files.flatMap(({ file, calls: all }) => all.map(call => ({ file, call })));
  const sums = files.flatMap(({ file, calls: all }): Candidate[] =>
    all.length === 0 ? [] : [{ name: file, tokens: total(all, 'tokens'), usd: total(all, 'usd') }],
  );
  const whole = calls.map(({ call }) => call);
  const scopes = [
    scopeOf(
      'image',
      calls.flatMap(({ call }) =>
        call.images.map(({ shown, tokens, usd }) => ({ name: shown, tokens, usd })),
      ),
      ['tokens'],
      headroom,
    ),
    scopeOf(
      'call',
      calls.map(({ file, call }) => ({
        name: `${file}:${String(call.range.line)}`,
        tokens: call.tokens,
        usd: call.usd,
      })),
      ['tokens', 'usd'],
      headroom,
    ),
    scopeOf('file', sums, ['tokens'], headroom),
    scopeOf(
      'project',
      [{ name: '', tokens: total(whole, 'tokens'), usd: total(whole, 'usd') }],
      ['tokens', 'usd'],
      headroom,
    ),
  ];
  return {
    scopes: scopes.filter(({ limits }) => limits.length > 0),
    calls: calls.length,
    unknown: calls.flatMap(({ file, call }) => {
      const why = call.tokens.missing ?? call.usd.missing;
      return why === undefined ? [] : [`${file}:${String(call.range.line)}: ${why.join('; ')}`];
    }),
  };
}

function scopeOf(
  scope: ProposedScope['scope'],
  candidates: readonly Candidate[],
  quantities: readonly ProposedLimit['quantity'][],
  headroom: number,
): ProposedScope {
  const most = (quantity: ProposedLimit['quantity']): Candidate | undefined =>
    candidates.reduce<Candidate | undefined>(
      (best, one) => (best === undefined || one[quantity].known[1] > best[quantity].known[1] ? one : best),
      undefined,
    );
  return {
    scope,
    limits: quantities.flatMap(quantity => {
      const one = most(quantity);
      const today = one?.[quantity].known[1] ?? 0;
      if (one === undefined || today <= 0) return [];
      return [
        {
          quantity,
          today,
          limit: roundedUp(today * (1 + headroom), quantity),
          dearest: scope === 'project' ? undefined : one.name,
        },
      ];
    }),
  };
}

function total(calls: readonly MeasuredCall[], quantity: ProposedLimit['quantity']): Amount {
  const most = calls.reduce((sum, call) => sum + call[quantity].known[1], 0);
  return { known: [most, most] };
}

/** To two digits, never down: 13,579 → 14,000. Tokens are whole. */
export function roundedUp(value: number, quantity: 'tokens' | 'usd'): number {
  if (value <= 0) return 0;
  const digit = Math.floor(Math.log10(value)) - 1;
  // Powers of ten below 1 are inexact; dividing by their inverse is not.
  const scaled = digit >= 0 ? value / 10 ** digit : value * 10 ** -digit;
  const up = Math.ceil(Number(scaled.toPrecision(12)));
  const rounded = digit >= 0 ? up * 10 ** digit : up / 10 ** -digit;
  return quantity === 'tokens' ? Math.ceil(rounded) : rounded;
}
