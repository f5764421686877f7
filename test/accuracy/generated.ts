/** Fixtures that are too long to keep: made from a few lines of code that stand where their expectation says. */
export const generated: ReadonlyMap<string, () => string> = new Map([
  ['javascript/twenty-thousand-lines.js', longModule],
]);

const lines = 20_000;

/** The beginning of the file, the calls by the line they begin at, and between them what such files are full of. */
function longModule(): string {
  const text = [
    "import OpenAI from 'openai';",
    "import { readFileSync } from 'node:fs';",
    'const client = new OpenAI();',
    "const FLOOR_PLAN = 'plans/ground-floor.png';",
  ];
  const calls = new Map([
    [120, call('FLOOR_PLAN', 'gpt-5.2', 'high')],
    [10_000, call("'plans/attic.png'", 'gpt-5-mini', 'low')],
    [19_990, call('LAST_PLAN', 'gpt-4.1-mini', 'auto')],
  ]);
  for (let line = text.length + 1; line <= lines; line++) {
    const block = calls.get(line);
    if (block === undefined)
      text.push(line === 15_000 ? "const LAST_PLAN = 'plans/cellar.png';" : filler(line));
    else {
      text.push(...block);
      line += block.length - 1;
    }
  }
  return text.join('\n');
}

/** The line it begins at is that of `client`. */
function call(image: string, model: string, detail: string): readonly string[] {
  return [
    'await client.responses.create({',
    `  model: '${model}',`,
    '  input: [{ role: "user", content: [{',
    `    type: 'input_image', detail: '${detail}',`,
    `    image_url: \`data:image/png;base64,\${readFileSync(${image}, 'base64')}\`,`,
    '  }] }],',
    '});',
  ];
}

/** One line of something else that is complete by itself. */
function filler(line: number): string {
  const kinds = [
    `export const room${line} = { id: ${line}, icon: 'icons/room-${line % 97}.svg', area: ${line % 61} };`,
    `function areaOf${line}(rooms) { return rooms.reduce((sum, { area }) => sum + area, ${line % 7}); }`,
    `// room ${line}: see plans/old-${line}.png`,
    `store.create({ id: ${line}, data: { image: 'room-${line}.jpg' } });`,
    '',
  ];
  return kinds[line % kinds.length]!;
}
