/** OpenAI's sizing tables as they were read from its pages, kept apart from the data that Tilescope ships. */
import type { PatchLevelTable } from './plainRules';

export interface PatchTableRow {
  readonly model: string;
  /** Hundredths. */
  readonly multiplierPercent: number;
  readonly levels: Readonly<Record<string, PatchLevelTable>>;
  /** What `auto`, and no detail, means. */
  readonly auto: string;
}

// model | multiplier × 100 | low | high | original | auto; sizes are max dimension / patch budget, `-` for none.
const patchTable = `
gpt-6.2-astra         | 120 | 512/-     | 65535/2500 | 65535/-    | original
gpt-6.2-sol           | 120 | 512/-     | 65535/2500 | 65535/-    | original
gpt-6.1-sol           | 120 | 512/-     | 65535/2500 | 65535/-    | original
gpt-6-astra           | 120 | 512/-     | 65535/2500 | 65535/-    | original
gpt-6-sol             | 120 | 512/-     | 65535/2500 | 65535/-    | original
gpt-6-luna            | 120 | 512/-     | 65535/2500 | 65535/-    | original
gpt-5.6-sol           | 120 | 512/-     | 2048/2500  | 65535/-    | original
gpt-5.6-terra         | 120 | 512/-     | 2048/2500  | 65535/-    | original
gpt-5.6-luna          | 120 | 512/-     | 2048/2500  | 65535/-    | original
gpt-5.5               | 120 | 512/-     | 2048/2500  | 6000/10000 | original
gpt-5.5-pro           | 120 | 512/-     | 2048/2500  | 6000/10000 | original
gpt-5.4               | 120 | 2048/6144 | 2048/2500  | 6000/10000 | high
gpt-5.4-mini          | 120 | 2048/6144 | 2048/2500  | 6000/10000 | high
gpt-5.4-nano          | 120 | 2048/6144 | 2048/2500  | 6000/10000 | high
gpt-5.4-pro           | 120 | 2048/6144 | 2048/2500  | 6000/10000 | high
gpt-5.3-codex         | 120 | 2048/6144 | 2048/6144  |            | high
gpt-5.2               | 120 | 2048/6144 | 2048/6144  |            | high
gpt-5.2-chat-latest   | 120 | 2048/6144 | 2048/6144  |            | high
gpt-5.2-codex         | 120 | 2048/6144 | 2048/6144  |            | high
gpt-5.3-chat-latest   | 120 | 2048/6144 | 2048/6144  |            | high
gpt-5.2-pro           | 120 | 2048/6144 | 2048/6144  |            | high
gpt-5-mini            | 120 | 2048/1536 | 2048/1536  |            | high
gpt-5-nano            | 150 | 2048/1536 | 2048/1536  |            | high
gpt-5.1-codex-mini    | 120 | 2048/1536 | 2048/1536  |            | high
gpt-5-codex-mini      | 120 | 2048/1536 | 2048/1536  |            | high
gpt-4.1-mini          | 162 | 2048/6144 | 2048/6144  |            | high
gpt-4.1-nano          | 246 | 2048/1536 | 2048/1536  |            | high
o4-mini               | 172 | 2048/1536 | 2048/1536  |            | high
codex-mini-latest     | 172 | 2048/1536 | 2048/1536  |            | high
o4-mini-deep-research | 172 | 2048/1536 | 2048/1536  |            | high
`;

function level(cell: string): PatchLevelTable | undefined {
  const [maxDimension, budget] = cell.split('/');
  if (maxDimension === undefined || maxDimension === '') return undefined;
  return { maxDimension: Number(maxDimension), budget: budget === '-' ? null : Number(budget) };
}

export const patchModels: readonly PatchTableRow[] = patchTable
  .trim()
  .split('\n')
  .map(line => {
    const [model = '', multiplier = '', low = '', high = '', original = '', auto = ''] = line
      .split('|')
      .map(cell => cell.trim());
    const levels = Object.entries({ low: level(low), high: level(high), original: level(original) });
    return {
      model,
      multiplierPercent: Number(multiplier),
      levels: Object.fromEntries(
        levels.filter((entry): entry is [string, PatchLevelTable] => entry[1] !== undefined),
      ),
      auto,
    };
  });

/** [model, base, tokens a tile] */
export const tileModels: readonly (readonly [string, number, number])[] = [
  ['gpt-5.1', 70, 140],
  ['gpt-5.1-chat-latest', 70, 140],
  ['gpt-5.1-codex', 70, 140],
  ['gpt-5.1-codex-max', 70, 140],
  ['gpt-5-codex', 70, 140],
  ['gpt-5', 70, 140],
  ['gpt-5-chat-latest', 70, 140],
  ['gpt-5-pro', 70, 140],
  ['gpt-4.5-preview', 85, 170],
  ['gpt-4.1', 85, 170],
  ['gpt-4o', 85, 170],
  ['gpt-4o-2024-05-13', 85, 170],
  ['gpt-4o-mini', 2833, 5667],
  ['gpt-4-turbo', 85, 170],
  ['o1', 75, 150],
  ['o1-pro', 75, 150],
  ['o3', 75, 150],
  ['o3-pro', 75, 150],
  ['o3-deep-research', 75, 150],
  ['computer-use-preview', 65, 129],
];
