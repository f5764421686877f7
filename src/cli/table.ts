import stringWidth from 'string-width';
import { paint } from './describe';

/**
 * Columns as wide as their widest cell, two spaces apart; `right` are aligned at their right edge. A row with fewer cells
 * than the longest ends in free text, which widens no column.
 */
export function table(
  rows: readonly (readonly string[])[],
  options: {
    readonly head?: readonly string[];
    readonly right?: readonly number[];
    readonly indent?: string;
  } = {},
): string {
  const all = options.head === undefined ? rows : [options.head, ...rows];
  const widths: number[] = [];
  const columns = Math.max(...all.map(row => row.length));
  for (const row of all) {
    row.forEach((cell, i) => {
      if (i < row.length - 1 || row.length === columns)
        widths[i] = Math.max(widths[i] ?? 0, stringWidth(cell));
    });
  }
  const line = (row: readonly string[]): string =>
    (options.indent ?? '') +
    row
      .map((cell, i) => {
        if (i === row.length - 1 && row.length < columns) return cell;
        const space = ' '.repeat((widths[i] ?? 0) - stringWidth(cell));
        return options.right?.includes(i) === true ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  const body = rows.map(line);
  return (options.head === undefined ? body : [paint('dim', line(options.head)), ...body]).join('\n');
}
