// The Tile View's page while a picture with its grid is moved: frames that are shown, and what a frame costs the page.
import { require as requireTypeScript } from 'tsx/cjs/api';
import { ensureBrowser } from '../vscode/browser.mjs';
import { median } from './measure.mjs';

/**
 * @typedef {object} PageRow
 * @property {number} patches
 * @property {string} view
 * @property {number} framesPerSecond
 * @property {number} slowest the interval that 95 of 100 frames keep within, in milliseconds
 * @property {number} script what the page itself takes of a frame, in milliseconds
 * @property {number} layouts of the whole pan: the browser laid the page out anew
 */

const frames = 240;

/** A rule of the benchmark's own: a token a cell, and nothing scaled. @param {number} patch */
const layers = patch => [
  {
    origin: 'benchmark',
    models: { 'bench-1': { rule: { family: 'grok-patch', patch, perImage: 0 }, prices: { input: 1 } } },
  },
];

/** @param {{ shipped: string }} options @returns {Promise<PageRow[]>} */
export async function measurePage({ shipped }) {
  process.env.TILESCOPE_PAGE = JSON.stringify(await ensureBrowser());
  const { Harness } = requireTypeScript('../../test/page/harness.ts', import.meta.url);
  const { state, picture } = requireTypeScript('../../test/page/states.ts', import.meta.url);
  /** @type {PageRow[]} */
  const rows = [];
  const poster = picture('print/trail-map-poster.png', { width: 6000, height: 6000 });
  for (const { patch, view } of [
    { patch: 60, view: 'original' },
    { patch: 60, view: 'seen' },
    { patch: 24, view: 'seen' },
  ]) {
    const harness = await Harness.open({
      bundle: shipped,
      kept: { view },
      state: state({
        layers: layers(patch),
        pictures: [poster],
        pricing: { model: 'bench-1', detail: undefined, tier: 'standard', origin: 'benchmark' },
      }),
    });
    await harness.page.locator('.pane:not([hidden]) .sheet img').waitFor();
    const session = await harness.page.context().newCDPSession(harness.page);
    await session.send('Performance.enable');
    const layouts = async () =>
      (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'LayoutCount')
        ?.value ?? NaN;
    await harness.page.evaluate(pan, 60);
    const before = await layouts();
    const { intervals, scripts } = await harness.page.evaluate(pan, frames);
    const inOrder = [...intervals].sort((a, b) => a - b);
    rows.push({
      patches: Math.ceil(6000 / patch) ** 2,
      view,
      framesPerSecond: 1000 / (intervals.reduce((sum, each) => sum + each, 0) / intervals.length),
      slowest: inOrder[Math.floor(inOrder.length * 0.95)] ?? NaN,
      script: median(scripts),
      layouts: (await layouts()) - before,
    });
    await harness.close();
  }
  return rows;
}

/**
 * In the page: moves the picture in every frame, to and fro, as a hand on a track pad does.
 * @param {number} count
 * @returns {Promise<{ intervals: number[], scripts: number[] }>}
 */
function pan(count) {
  const stage = document.querySelector('.pane:not([hidden])');
  const request = window.requestAnimationFrame.bind(window);
  /** @type {number[]} */
  const intervals = [];
  /** @type {number[]} */
  const scripts = [];
  window.requestAnimationFrame = callback =>
    request(time => {
      const since = performance.now();
      callback(time);
      scripts.push(performance.now() - since);
    });
  return new Promise(resolve => {
    let last = 0;
    /** @param {number} time */
    const step = time => {
      if (last > 0) intervals.push(time - last);
      last = time;
      if (intervals.length >= count) {
        window.requestAnimationFrame = request;
        resolve({ intervals, scripts });
        return;
      }
      const by = Math.floor(intervals.length / 40) % 2 === 0 ? 6 : -6;
      stage?.dispatchEvent(
        new WheelEvent('wheel', { deltaX: by, deltaY: by / 2, bubbles: true, cancelable: true }),
      );
      request(step);
    };
    request(step);
  });
}
