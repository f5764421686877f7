// The Usage page: draws what the extension has summed, and keeps what was chosen over a reload.
import { render } from 'lit';
import { connect } from '../messenger';
import { comparisonChart, draw, nameChart, periodChart } from './charts';
import type { BarChart, ComparisonChart } from './charts';
import { editorColours, onThemeChange } from './colours';
import type { Colours } from './colours';
import { isUsageRange } from './protocol';
import type { UsageFromPage, UsageRange, UsageState, UsageToPage } from './protocol';
import { chartIds, failedView, usageView } from './view';
import type { ChartId } from './view';

const messenger = connect<UsageFromPage, UsageToPage>();

interface Kept {
  readonly range: UsageRange;
  readonly open: readonly ChartId[];
}

const kept = keptOf(messenger.kept());
let range = kept.range;
const open = new Set(kept.open);
let usage: UsageState | undefined;

messenger.listen(message => {
  switch (message.type) {
    case 'usage':
      ({ usage } = message);
      break;
    case 'failed':
      usage = undefined;
      render(failedView(message.message, message.nextStep), document.body);
      return;
  }
  show();
});
onThemeChange(drawCharts);
keep();
messenger.post({ type: 'ready', range });

function show(): void {
  if (usage === undefined) return;
  const view = usageView(usage, {
    range,
    open,
    post: message => {
      messenger.post(message);
    },
    choose: chosen => {
      range = chosen;
      keep();
      messenger.post({ type: 'range', range });
    },
    toggle: (id, isOpen) => {
      if (isOpen) open.add(id);
      else open.delete(id);
      keep();
    },
  });
  render(view, document.body);
  drawCharts();
}

function drawCharts(): void {
  if (usage === undefined) return;
  const colours = editorColours();
  for (const id of chartIds) {
    const canvas = document.getElementById(id);
    if (canvas instanceof HTMLCanvasElement) draw(canvas, configurationOf(id, usage, colours));
  }
}

function configurationOf(id: ChartId, state: UsageState, colours: Colours): BarChart | ComparisonChart {
  switch (id) {
    case 'periods':
      return periodChart(state.periods.rows, colours);
    case 'models':
      return nameChart(state.models, colours);
    case 'projects':
      return nameChart(state.projects, colours);
    case 'comparison':
      return comparisonChart(state.comparison, colours);
  }
}

function keep(): void {
  messenger.keep({ range, open: [...open] } satisfies Kept);
}

/** Another version of the page may have kept something else. */
function keptOf(state: unknown): Kept {
  const fields: Readonly<Record<string, unknown>> = typeof state === 'object' ? { ...state } : {};
  return {
    range: isUsageRange(fields.range) ? fields.range : '30',
    open: Array.isArray(fields.open) ? chartIds.filter(id => (fields.open as unknown[]).includes(id)) : [],
  };
}
