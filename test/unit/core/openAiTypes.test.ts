import assert from 'node:assert/strict';
import type { ChatCompletionContentPartImage } from 'openai/resources/chat/completions';
import type {
  ResponseCreateParams,
  ResponseInputImage,
  ResponseInputImageContent,
} from 'openai/resources/responses/responses';
import type { Tier } from '../../../src/core/money';
import { parseTier } from '../../../src/core/money';
import { estimate } from '../../../src/core/tokens/estimate';
import { allModels } from './models';

/** `true` where two types are the same, and a type that nothing fits where they are not. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

/** The levels we count, of both of OpenAI's interfaces: a level it adds or takes away stops the compiler here. */
const responsesLevels = ['low', 'high', 'original', 'auto'] as const;
const chatLevels = ['low', 'high', 'auto'] as const;
type ResponsesLevel = (typeof responsesLevels)[number];
type ChatLevel = (typeof chatLevels)[number];

const agreed: readonly true[] = [
  true satisfies Same<ResponsesLevel, ResponseInputImage['detail']>,
  true satisfies Same<ResponsesLevel, NonNullable<ResponseInputImageContent['detail']>>,
  true satisfies Same<ChatLevel, NonNullable<ChatCompletionContentPartImage.ImageURL['detail']>>,
];

/** What each of OpenAI's service tiers is here; `scale` is bought ahead, so a token of it has no price. */
const tierWords: Readonly<Record<NonNullable<ResponseCreateParams['service_tier']>, Tier | undefined>> = {
  auto: 'standard',
  default: 'standard',
  flex: 'flex',
  priority: 'fast',
  scale: undefined,
};

describe('OpenAI’s own types', () => {
  it('have the detail levels that our rules have', () => {
    assert.equal(agreed.length, 3);
    const ours = new Set(['auto']);
    for (const { provider, rule } of allModels) {
      if (provider !== 'openai') continue;
      if (rule.family === 'patch') for (const level of Object.keys(rule.details)) ours.add(level);
      if (rule.family === 'tile') for (const level of ['low', 'high']) ours.add(level);
    }
    assert.deepEqual([...ours].sort(), [...responsesLevels].sort());
  });

  it('have no level that a patch model refuses without saying so', () => {
    for (const model of allModels.filter(({ rule }) => rule.family === 'patch' || rule.family === 'tile')) {
      for (const level of chatLevels) {
        const result = estimate({ width: 640, height: 480 }, model, level);
        assert.equal(result.outcome, 'counted', `${model.id} ${level}`);
      }
    }
  });

  it('have the service tiers that we know', () => {
    for (const [word, tier] of Object.entries(tierWords)) assert.equal(parseTier(word), tier, word);
  });
});
