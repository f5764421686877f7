import type { Measured } from './measure';

export interface Rates {
  readonly files: number;
  readonly calls: { readonly found: number; readonly expected: number };
  readonly expected: number;
  readonly found: number;
  readonly matched: number;
  /** 0 to 1; 1 where there is nothing to find. */
  readonly recall: number;
  readonly precision: number;
}

export const bar = { recall: 0.98, precision: 0.99 };

export function rate(measured: readonly Measured[]): Rates {
  const sum = (of: (one: Measured) => number): number => measured.reduce((total, one) => total + of(one), 0);
  const expected = sum(one => one.comparison.expected);
  const found = sum(one => one.comparison.found);
  const matched = sum(one => one.comparison.matched);
  return {
    files: measured.length,
    calls: {
      found: sum(one => one.comparison.calls.matched),
      expected: sum(one => one.comparison.calls.expected),
    },
    expected,
    found,
    matched,
    recall: expected === 0 ? 1 : matched / expected,
    precision: found === 0 ? 1 : matched / found,
  };
}

export function byFolder(measured: readonly Measured[]): ReadonlyMap<string, Rates> {
  const folders = new Set(measured.map(one => one.fixture.folder));
  return new Map(
    [...folders].map(folder => [folder, rate(measured.filter(one => one.fixture.folder === folder))]),
  );
}

/** Whether every folder is at the bar; nothing at all is not. */
export function isGood(measured: readonly Measured[]): boolean {
  return (
    measured.length > 0 &&
    [...byFolder(measured).values()].every(
      ({ recall, precision }) => recall >= bar.recall && precision >= bar.precision,
    )
  );
}

/** The table: a line a folder, the total, and the slowest files. */
export function summarise(measured: readonly Measured[]): string {
  const rows = [
    ['', 'files', 'calls', 'findings', 'recall', 'precision'],
    ...[...byFolder(measured)].map(([folder, rates]) => row(folder, rates)),
    row('all', rate(measured)),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(cells => cells[column]!.length)));
  const table = rows.map(cells =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
  return [...table, '', times(measured)].join('\n');
}

function row(name: string, { files, calls, expected, matched, recall, precision }: Rates): string[] {
  return [
    name,
    String(files),
    `${calls.found}/${calls.expected}`,
    `${matched}/${expected}`,
    percent(recall),
    percent(precision),
  ];
}

function times(measured: readonly Measured[]): string {
  const total = measured.reduce((sum, one) => sum + one.milliseconds, 0);
  const slowest = [...measured].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 3);
  const mean = (total / Math.max(1, measured.length)).toFixed(1);
  const named = slowest.map(one => `${one.fixture.name} ${one.milliseconds.toFixed(0)} ms`);
  return `${mean} ms a file; slowest: ${named.join(', ')}`;
}

/** Each miss and each false finding with its place. */
export function complaints(measured: readonly Measured[]): string {
  return measured
    .flatMap(({ fixture, comparison }) => {
      const place = (line: number): string => `test/fixtures/calls/${fixture.name}:${line}`;
      return [
        ...comparison.missed.map(({ line, text }) => `missed  ${place(line)}  ${text}`),
        ...comparison.wrong.map(({ line, text }) => `false   ${place(line)}  ${text}`),
      ];
    })
    .join('\n');
}

/** Downwards, so that 97.96 % is not shown as the 98 % it has not reached. */
function percent(part: number): string {
  return `${(Math.floor(part * 1000) / 10).toFixed(1)} %`;
}
