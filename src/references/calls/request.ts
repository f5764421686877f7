import type { Api } from './call';
import type { Span } from './expression';
import type { Value } from './value';

/**
 * A request as data, wherever it came from: the options of an SDK's call, the body of a `fetch`, a line of a batch
 * file, a JSON file, a prompt file. `shapes/` reads it.
 */
export interface RequestBody {
  readonly api: Api;
  readonly body: Value;
  readonly callee: string;
  readonly span: Span;
  readonly statement: number;
  readonly provider: string | undefined;
  readonly baseUrl?: string;
  /** A model that stands outside of the body: in the URL (Gemini, Azure deployments), on the client, in a header. */
  readonly model?: Value;
  /** A tier that holds for all (`batch`). */
  readonly tier?: string;
  /** How the text spells what a fix adds: `detail: 'low'`, `"detail": "low"`, `detail: low`. */
  readonly spelling: 'javascript' | 'python' | 'json' | 'yaml' | 'none';
}
