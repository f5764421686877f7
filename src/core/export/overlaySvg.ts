import type { Size } from '../size';
import type { Grid } from '../tokens/types';
import { percent } from '../text';

/** More lines than this are no drawing. */
const mostCells = 250_000;

/**
 * The grid as an SVG to lay over the picture, in pixels of the picture as the model sees it; `undefined` where no grid is
 * known. Cells that reach beyond the picture are inside of the drawing.
 */
export function overlaySvg(seen: Size, grid: Grid, title: string): string | undefined {
  if (grid.columns * grid.rows > mostCells) return undefined;
  const cellWidth = grid.cell ?? seen.width / grid.columns;
  const cellHeight = grid.cell ?? seen.height / grid.rows;
  const width = round(cellWidth * grid.columns);
  const height = round(cellHeight * grid.rows);
  const across = Array.from(
    { length: grid.columns - 1 },
    (_, i) => `M${round((i + 1) * cellWidth)} 0V${height}`,
  );
  const down = Array.from({ length: grid.rows - 1 }, (_, i) => `M0 ${round((i + 1) * cellHeight)}H${width}`);
  const stroke = round(Math.max(1, Math.min(cellWidth, cellHeight) / 128));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>${escape(title)}</title>
<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="#d18616" stroke-opacity=".6"/></pattern></defs>
<path fill="url(#hatch)" fill-rule="evenodd" d="M0 0H${width}V${height}H0ZM0 0H${round(seen.width)}V${round(seen.height)}H0Z"/>
<g fill="none" stroke="#d18616" stroke-width="${stroke}"><path d="${across.join('')}${down.join('')}"/><rect x="${half(stroke)}" y="${half(stroke)}" width="${less(width, stroke)}" height="${less(height, stroke)}"/></g>
${grid.kind === 'tile' ? labels(seen, grid, cellWidth, cellHeight) : ''}</svg>
`;
}

function labels(seen: Size, grid: Grid, cellWidth: number, cellHeight: number): string {
  const size = Math.min(24, cellHeight / 4);
  let text = '';
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      const used =
        (Math.min(cellWidth, seen.width - column * cellWidth) *
          Math.min(cellHeight, seen.height - row * cellHeight)) /
        (cellWidth * cellHeight);
      const number = row * grid.columns + column + 1;
      const label = used < 0.9999 ? `${number} · ${percent(Math.min(used, 0.99))} used` : String(number);
      text += `<text x="${round(column * cellWidth + size / 2)}" y="${round(row * cellHeight + size * 1.3)}" font-size="${round(size)}" font-family="sans-serif" font-weight="600" fill="#d18616" stroke="#000" stroke-width="${round(size / 6)}" stroke-opacity=".55" paint-order="stroke">${label}</text>\n`;
    }
  }
  return text;
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function half(stroke: string): string {
  return round(Number(stroke) / 2);
}

function less(length: string, stroke: string): string {
  return round(Number(length) - Number(stroke));
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
