import type { RequestTier } from '../request';

/** What OpenAI calls the tiers. */
export const serviceTiers = { standard: 'default', flex: 'flex', fast: 'priority' } as const satisfies Record<
  RequestTier,
  string
>;
