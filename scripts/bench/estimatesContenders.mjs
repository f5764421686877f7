// Estimates of one family of rules, or of all, in a process of its own. A child of estimates.mjs.
import { createRequire } from 'node:module';
import { answerParent, seeded } from './measure.mjs';

const calls = 200_000;
const require = createRequire(import.meta.url);

/** @type {() => void} */
let pass = () => undefined;

answerParent(async message => {
  switch (message.do) {
    case 'families': {
      const { Registry } = require(message.library);
      /** @type {Record<string, string>} the first model of each family, which is the newest */
      const families = {};
      for (const { id, rule } of new Registry().all()) families[rule.family] ??= id;
      return families;
    }
    case 'begin':
      return begin(message);
    default: {
      const start = performance.now();
      pass();
      return performance.now() - start;
    }
  }
});

/** @param {{ library: string, family: string }} message */
function begin({ library, family }) {
  const { Registry, estimate } = require(library);
  const models = new Registry()
    .all()
    .filter((/** @type {any} */ { rule }) => family === 'mix' || rule.family === family);
  const random = seeded(3);
  // Sizes and models one after another as a project has them: no two calls in a row are alike.
  const tasks = Array.from({ length: 5000 }, () => ({
    size: { width: random.skewed(16, 6000), height: random.skewed(16, 6000) },
    model: random.pick(models),
    detail: random.pick([undefined, 'high', 'low', 'auto']),
  }));
  const options = { tier: 'standard', at: '2026-11-01' };
  let sum = 0;
  pass = () => {
    for (let i = 0; i < calls; i += 1) {
      const { size, model, detail } = tasks[i % tasks.length] ?? tasks[0] ?? {};
      sum += estimate(size, model, detail, options).tokens ?? 0;
    }
    // Something has to depend on the results, or they need not be computed.
    if (sum < 0) throw new Error('negative');
  };
  return calls;
}
