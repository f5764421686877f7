import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
} from 'chart.js';
import type { ChartConfiguration, Plugin, TooltipItem } from 'chart.js';
import { formatUsd } from '../../core/money';
import { group, plural } from '../../core/text';
import type { Colours } from './colours';
import type { UsageComparison, UsagePair, UsageRow } from './protocol';
import { nameOf, pairText, unknownText } from './words';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
);

/** So many names are legible as bars one below the other; the table has them all. */
export const mostBars = 12;
/** So many points off the line are named in the chart. */
const mostNamed = 6;

// Whoever does not want movement is spared it, and so is everyone else: numbers do not move.
Chart.defaults.animation = false;
Chart.defaults.responsive = true;
Chart.defaults.maintainAspectRatio = false;

export type BarChart = ChartConfiguration<'bar', number[], string>;
export type ComparisonChart = ChartConfiguration<'scatter' | 'line', Point[]>;

/** Draws a chart on a canvas, instead of what was there. */
export function draw(canvas: HTMLCanvasElement, configuration: BarChart | ComparisonChart): void {
  Chart.getChart(canvas)?.destroy();
  if (isBarChart(configuration)) new Chart(canvas, configuration);
  else new Chart(canvas, configuration);
}

function isBarChart(configuration: BarChart | ComparisonChart): configuration is BarChart {
  return configuration.type === 'bar';
}

/** Money over time: standing bars. */
export function periodChart(rows: readonly UsageRow[], colours: Colours): BarChart {
  return barChart(rows, colours, 'x');
}

/** Money by name: lying bars, with room for the names. */
export function nameChart(rows: readonly UsageRow[], colours: Colours): BarChart {
  return barChart(rows.slice(0, mostBars), colours, 'y');
}

function barChart(rows: readonly UsageRow[], colours: Colours, indexAxis: 'x' | 'y'): BarChart {
  const money = {
    beginAtZero: true,
    grid: { color: withAlpha(colours.line, colours.border === '' ? 0.4 : 1) },
    border: { display: false },
    ticks: {
      color: colours.quiet,
      font: { family: colours.font },
      maxTicksLimit: 6,
      callback: (value: string | number) => formatUsd(Number(value)),
    },
  };
  const names = {
    grid: { display: false },
    border: { color: colours.line },
    ticks: {
      color: colours.quiet,
      font: { family: colours.font },
      maxRotation: 0,
      autoSkipPadding: 12,
      autoSkip: indexAxis === 'x',
    },
  };
  return {
    type: 'bar',
    data: {
      labels: rows.map(nameOf),
      datasets: [
        {
          data: rows.map(({ usd }) => usd),
          backgroundColor: colours.bar,
          borderColor: colours.border,
          borderWidth: colours.border === '' ? 0 : 1,
          maxBarThickness: 28,
        },
      ],
    },
    options: {
      indexAxis,
      scales: indexAxis === 'x' ? { x: names, y: money } : { x: money, y: names },
      plugins: {
        tooltip: {
          ...tooltipColours(colours),
          callbacks: {
            label: ({ dataIndex }: TooltipItem<'bar'>) => {
              const row = rows[dataIndex];
              return row === undefined
                ? ''
                : [`${formatUsd(row.usd)} · ${plural(row.runs, 'run')}`, unknownText(row.unknown)].filter(
                    Boolean,
                  );
            },
          },
        },
      },
    },
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
  /** Absent at the ends of the line. */
  readonly pair?: UsagePair;
}

/** Input tokens, estimated and billed; on logarithmic axes, because pictures cost from tens to tens of thousands. */
export function comparisonChart({ pairs }: UsageComparison, colours: Colours): ComparisonChart {
  const points = (onLine: boolean): Point[] =>
    pairs
      .filter(pair => pair.onLine === onLine)
      .map(pair => ({ x: Math.max(1, pair.estimated), y: Math.max(1, pair.billed), pair }));
  const [on, off] = [points(true), points(false)];
  const values = [...on, ...off].flatMap(({ x, y }) => [x, y]);
  const [low, high] = [Math.min(...values) / 1.5, Math.max(...values) * 1.5];
  const axis = (title: string): object => ({
    type: 'logarithmic',
    min: low,
    max: high,
    title: { display: true, text: title, color: colours.text, font: { family: colours.font } },
    grid: { color: withAlpha(colours.line, colours.border === '' ? 0.25 : 0.5) },
    border: { color: colours.line },
    ticks: {
      color: colours.quiet,
      font: { family: colours.font },
      maxTicksLimit: 6,
      callback: (value: string | number) => (isRound(Number(value)) ? group(Number(value)) : ''),
    },
  });
  return {
    type: 'scatter',
    data: {
      datasets: [
        {
          data: off,
          backgroundColor: colours.off,
          borderColor: colours.border === '' ? colours.off : colours.border,
          pointStyle: 'triangle',
          pointRadius: 7,
          pointHoverRadius: 9,
        },
        {
          data: on,
          backgroundColor: colours.bar,
          borderColor: colours.border === '' ? colours.bar : colours.border,
          pointRadius: 4,
          pointHoverRadius: 6,
        },
        {
          type: 'line',
          data: [
            { x: low, y: low },
            { x: high, y: high },
          ],
          borderColor: colours.quiet,
          borderWidth: 1,
          borderDash: [4, 4],
          pointRadius: 0,
          pointHitRadius: 0,
        },
      ],
    },
    options: {
      scales: { x: axis('estimated input tokens'), y: axis('billed input tokens') },
      plugins: {
        tooltip: {
          ...tooltipColours(colours),
          callbacks: {
            label: ({ datasetIndex, dataIndex }: TooltipItem<'scatter' | 'line'>) => {
              const pair = [off, on][datasetIndex]?.[dataIndex]?.pair;
              return pair === undefined ? '' : pairText(pair);
            },
          },
        },
      },
    },
    plugins: [namesOf(off.slice(0, mostNamed), colours)],
  };
}

/** Writes the model beside each point that is off the line. */
function namesOf(points: readonly Point[], colours: Colours): Plugin {
  return {
    id: 'names',
    afterDatasetsDraw: chart => {
      const { ctx, scales, chartArea } = chart;
      const { x, y } = scales;
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.font = `11px ${colours.font}`;
      ctx.fillStyle = colours.text;
      ctx.textBaseline = 'middle';
      const taken: { readonly left: number; readonly right: number; readonly middle: number }[] = [];
      for (const point of points) {
        const name = point.pair?.model ?? '';
        const [across, middle] = [x.getPixelForValue(point.x), y.getPixelForValue(point.y)];
        const { width } = ctx.measureText(name);
        const left = across + 11 + width > chartArea.right ? across - 11 - width : across + 11;
        const box = { left, right: left + width, middle };
        // Where names would lie on one another, the list below the chart has them.
        if (
          taken.some(
            other => Math.abs(other.middle - middle) < 12 && other.left < box.right && box.left < other.right,
          )
        )
          continue;
        taken.push(box);
        ctx.fillText(name, left, middle);
      }
      ctx.restore();
    },
  };
}

/** 1, 2 or 5 with zeros: the lines of a logarithmic axis that are worth a number. */
function isRound(value: number): boolean {
  return /^[125]0*$/.test(String(value));
}

function tooltipColours(colours: Colours): object {
  return {
    backgroundColor: colours.background,
    borderColor: colours.border === '' ? colours.line : colours.border,
    borderWidth: 1,
    titleColor: colours.text,
    bodyColor: colours.text,
    titleFont: { family: colours.font },
    bodyFont: { family: colours.font },
    displayColors: false,
  };
}

/** A colour as VS Code gives it (`#rrggbb`, `#rrggbbaa`, `rgba(…)`), so much thinner. */
function withAlpha(colour: string, alpha: number): string {
  return colour === '' ? '' : `color-mix(in srgb, ${colour} ${String(alpha * 100)}%, transparent)`;
}
