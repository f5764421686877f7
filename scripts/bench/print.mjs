// The results as a table for people: what, how much, against what, and whether the goal is met.

/**
 * @typedef {object} Results
 * @property {{ cores: number, cpu: string, memoryGb: number, node: string, platform: string, load: number }} machine
 * @property {number} rounds
 * @property {import('./facts.mjs').FactsRow[]} [facts]
 * @property {{ name: string, model: string | null, perSecond: number, best: number }[]} [estimates]
 * @property {Awaited<ReturnType<typeof import('./calls.mjs').measureCalls>>} [calls]
 * @property {Awaited<ReturnType<typeof import('./report.mjs').measureReport>>} [report]
 * @property {Awaited<ReturnType<typeof import('./check.mjs').measureCheck>>} [check]
 * @property {Awaited<ReturnType<typeof import('./editor.mjs').measureEditor>>} [editor]
 * @property {import('./tileView.mjs').PageRow[]} [page]
 * @property {{ name: string, bytes: number, gzip: number }[]} [bundles]
 * @property {Record<string, number>} [memory]
 */

/** @typedef {{ what: string, median: string, best?: string, note?: string, goal?: string }} Row */
/** @typedef {{ title: string, rows: Row[] }} Section */

/** @param {Results} results */
export function print(results) {
  const { machine, rounds } = results;
  const sections = [
    facts(results),
    estimates(results),
    calls(results),
    report(results),
    check(results),
    editor(results),
    page(results),
    bundles(results),
    memory(results),
  ];
  return [
    `${machine.cores} cores (${machine.cpu}), ${machine.memoryGb} GB, ${machine.platform}, Node ${machine.node}\n` +
      `${rounds} rounds in turns; the machine's load before them was ${machine.load.toFixed(1)}.`,
    ...sections.filter(section => section !== undefined).map(table),
  ].join('\n\n');
}

/** @param {Results} results @returns {Section | undefined} */
function facts({ facts }) {
  if (facts === undefined) return undefined;
  const libraries = facts.filter(({ name }) => !/^tilescope|^bare/.test(name));
  const rows = facts.map(row => {
    const { name, label, perSecond, best, answered, different } = row;
    const cells = { what: label, median: `${group(perSecond)} / s`, best: `${group(best)} / s` };
    if (name.startsWith('bare')) return cells;
    if (!name.startsWith('tilescope'))
      return {
        ...cells,
        note: `knows ${answered} of 2,000${different === 0 ? '' : `, ${different} of them otherwise`}`,
      };
    const limit = facts.find(other => other.name === name.replace('tilescope', 'bare'));
    /** @param {'perSecond' | 'best'} which */
    const against = which => {
      const fastest = libraries.reduce((most, other) => (other[which] > most[which] ? other : most));
      return { fastest, library: row[which] / fastest[which], limit: (limit?.[which] ?? NaN) / row[which] };
    };
    const [median, bestOf] = [against('perSecond'), against('best')];
    const reached = (/** @type {typeof median} */ each) => each.library >= 1 && each.limit <= 2;
    return {
      ...cells,
      note: `${both(times, median.library, bestOf.library)} ${median.fastest.label}; takes ${both(times, median.limit, bestOf.limit)} as long as the limit`,
      goal: verdict(reached(median), reached(bestOf)),
    };
  });
  return {
    title:
      'Facts of pictures (goal: no library is faster, and at most 2× as long as opening, reading and closing)',
    rows,
  };
}

/** @param {Results} results @returns {Section | undefined} */
function estimates({ estimates }) {
  if (estimates === undefined) return undefined;
  const rows = estimates.map(({ name, model, perSecond, best }) => ({
    what: name === 'mix' ? 'all models in turns' : name,
    median: `${group(perSecond)} / s`,
    best: `${group(best)} / s`,
    ...(model !== null && { note: `such as ${model}` }),
    goal: verdict(perSecond >= 1e6, best >= 1e6),
  }));
  return { title: 'Estimates (goal: 1,000,000 a second)', rows };
}

/** @param {Results} results @returns {Section | undefined} */
function calls({ calls }) {
  if (calls === undefined) return undefined;
  const rows = calls.flatMap(({ language, lines, calls: count, first, again, whole, compiler, memory }) => [
    {
      what: `${language}, ${group(lines)} lines with ${count} calls`,
      median: `${first.toFixed(1)} ms`,
      note: `${times(first / whole)} parsing all of it${compiler === null ? '' : `, ${times(first / compiler)} the compiler's own parser`}`,
      goal: verdict(first < 50, first < 50),
    },
    {
      what: `${language}, again after a keystroke`,
      median: `${again.toFixed(1)} ms`,
      goal: verdict(again < 10, again < 10),
    },
    { what: `${language}, held while the document is open`, median: `${memory.toFixed(2)} MB` },
  ]);
  return { title: 'Reading the calls of a long file (goal: 50 ms, and 10 ms after a keystroke)', rows };
}

/** @param {Results} results @returns {Section | undefined} */
function report({ report }) {
  if (report === undefined) return undefined;
  const { milliseconds, ratio, bestRatio, files, parsed, calls, references } = report;
  /** @type {(what: string, name: string) => Row} */
  const row = (what, name) => ({
    what,
    median: ms(milliseconds[name]?.median),
    best: ms(milliseconds[name]?.best),
  });
  return {
    title: `Report of ${group(files)} files, ${group(parsed)} of them parsed, with ${group(calls)} calls and ${group(references)} other references (goal: at most 10× as long as ripgrep)`,
    rows: [
      {
        ...row('tilescope report --json', 'report'),
        ...(ratio === null || bestRatio === null
          ? { note: 'there is no ripgrep to compare with' }
          : {
              note: `${both(times, ratio, bestRatio)} ripgrep`,
              goal: verdict(ratio <= 10, bestRatio <= 10),
            }),
      },
      {
        ...row('ripgrep', 'ripgrep'),
        note: 'the same files, for the same extensions; prints names and counts',
      },
      row('ripgrep, one thread', 'ripgrep-1'),
      { ...row('node -e 0', 'node'), note: 'what starting Node takes, part of the report' },
    ],
  };
}

/** @param {Results} results @returns {Section | undefined} */
function check({ check }) {
  if (check === undefined) return undefined;
  const { milliseconds, ratios, files, changed } = check;
  /** @type {(what: string, name: string, note?: string) => Row} */
  const row = (what, name, note) => {
    const cells = { what, median: ms(milliseconds[name]?.median), best: ms(milliseconds[name]?.best) };
    const ratio = ratios[name];
    if (ratio === undefined) return { ...cells, ...(note !== undefined && { note }) };
    return {
      ...cells,
      note: `${both(times, ratio.median, ratio.best)} Git and reading${note === undefined ? '' : `; ${note}`}`,
      ...(name === 'check-first' ? {} : { goal: verdict(ratio.median <= 3, ratio.best <= 3) }),
    };
  };
  return {
    title: `Check of ${group(changed)} changed files among ${group(files)} (goal: at most 3× \`git diff --stat\` and reading the changed files once)`,
    rows: [
      row('tilescope check --base HEAD', 'check'),
      row('with a limit on the project', 'check-sums'),
      row('for the first time', 'check-first', 'nothing is known of the others yet: no goal'),
      row('git diff --stat HEAD', 'git'),
      row('reading the changed files', 'reading'),
      row(
        'tilescope report of them alone',
        'report',
        'what parsing and pricing one side of the change takes',
      ),
      row('node -e 0', 'node', 'what starting Node takes, part of the check'),
    ],
  };
}

/** @param {Results} results @returns {Section | undefined} */
function editor({ editor }) {
  if (editor === undefined) return undefined;
  const both = (/** @type {{ p50: number, p95: number }} */ { p50, p95 }) => [
    `p50 ${ms(p50)}`,
    `p95 ${ms(p95)}`,
  ];
  /** @type {(what: string, name: 'cold' | 'warm' | 'plain' | 'empty', note: string, goal?: number) => Row} */
  const row = (what, name, note, goal) => {
    const [median = '', best = ''] = both(editor[name].own);
    const text = `${note === '' ? '' : `${note}; `}with the way to the window and back ${both(editor[name].whole).join(', ')}`;
    return {
      what,
      median,
      best,
      note: text,
      ...(goal !== undefined && { goal: verdict(editor[name].own.p95 < goal) }),
    };
  };
  return {
    title: `Editor: VS Code ${editor.version}, ${editor.samples} hovers, time of our provider (goal: p95 under 50 ms cold, 10 ms warm; activation under 50 ms)`,
    rows: [
      {
        what: 'activation',
        median: ms(editor.activation),
        note: 'loading extension.js and activate()',
        goal: verdict(editor.activation < 50),
      },
      {
        what: 'first hover of all',
        median: ms(editor.first.own),
        note: `with the way ${ms(editor.first.whole)}`,
      },
      row('cold hover', 'cold', 'a document just opened, a picture not seen before', 50),
      row('warm hover', 'warm', 'the same at once again', 10),
      row('without thumbnail', 'plain', 'warm, hover.thumbnail off'),
      row('where nothing is named', 'empty', ''),
    ],
  };
}

/** @param {Results} results @returns {Section | undefined} */
function page({ page }) {
  if (page === undefined) return undefined;
  const rows = page.map(({ patches, view, framesPerSecond, slowest, script, layouts }) => ({
    what: view === 'seen' ? `with ${group(patches)} patches` : 'the picture alone',
    median: `${framesPerSecond.toFixed(0)} / s`,
    note: `95 of 100 frames within ${ms(slowest)}; ${script.toFixed(2)} ms of script a frame; laid out anew ${group(layouts)} times`,
    // The browser's clock has 60 of them, less what a busy machine loses.
    ...(view === 'seen' && { goal: verdict(framesPerSecond >= 59) }),
  }));
  return {
    title:
      'Tile View: frames while a picture with its grid is moved; without a graphics card most of a frame is painting by the browser (goal: 60 a second)',
    rows,
  };
}

/** @param {Results} results @returns {Section | undefined} */
function bundles({ bundles }) {
  if (bundles === undefined) return undefined;
  const rows = bundles.map(({ name, bytes, gzip }) => ({
    what: name,
    median: kB(bytes),
    note: `${kB(gzip)} gzipped`,
    ...(name === 'extension.js' && { goal: verdict(bytes < 300_000) }),
  }));
  return { title: 'Bundles (goal: extension.js under 300 kB)', rows };
}

/** @param {Results} results @returns {Section | undefined} */
function memory({ memory }) {
  if (memory === undefined) return undefined;
  /** @type {(what: string, name: string, note?: string) => Row} */
  const row = (what, name, note = '') => ({ what, median: `${group(memory[name] ?? NaN)} MB`, note });
  return {
    title: 'Most memory at once',
    rows: [
      row('the report', 'report'),
      row('facts of 2,000 pictures, kept', 'facts'),
      row('node -e 0', 'node', 'part of both'),
    ],
  };
}

/** @param {boolean} median @param {boolean} [best] */
const verdict = (median, best = false) => (median ? 'met' : best ? 'met in the best round' : 'missed');
/** @param {(n: number) => string} format @param {number} median @param {number} best */
const both = (format, median, best) => `${format(median)} (best ${format(best)})`;
/** @param {number} n */
const group = n => Math.round(n).toLocaleString('en');
/** @param {number | undefined} n */
const ms = n => (n === undefined || Number.isNaN(n) ? '–' : `${n < 9.95 ? n.toFixed(1) : group(n)} ms`);
/** @param {number} n */
const kB = n => `${n < 9950 ? (n / 1000).toFixed(1) : group(n / 1000)} kB`;
/** @param {number} n */
const times = n => `${n.toFixed(n < 9.95 ? 1 : 0)}×`;

/** @param {Section} section */
function table({ title, rows }) {
  const width = (/** @type {keyof Row} */ key) => Math.max(...rows.map(row => (row[key] ?? '').length));
  const lines = rows.map(({ what, median, best = '', note = '', goal = '' }) =>
    [
      '',
      what.padEnd(width('what')),
      median.padStart(width('median')),
      best.padStart(width('best')),
      goal.padEnd(width('goal')),
      note,
    ]
      .join('  ')
      .trimEnd(),
  );
  return [title, ...lines].join('\n');
}
