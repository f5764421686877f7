import type { AnswerSchema } from '../../vision/request';
import type { AskRun, AskTurn } from '../../webview/askProtocol';

/** A question with its answers, and what is needed to ask it again. */
export interface KeptTurn extends AskTurn {
  /** The pictures' names, by their ids: they may be gone when the answer is read again. */
  readonly names: Readonly<Record<string, string>>;
  readonly detail?: string;
  readonly schema?: AnswerSchema;
  /** Tokens of an answer, from … to, as they were estimated. */
  readonly output: readonly [number, number];
  /** `checkout.` **`describe.md`** */
  readonly suffix: string;
  readonly extension: string;
  /** It was asked without what was said before: from the palette, at the price that was shown there. */
  readonly fresh?: boolean;
}

/** All that one panel has asked. Plain data: it is kept as JSON. No picture is in it, and no key. */
export interface Conversation {
  readonly version: 1;
  readonly turns: readonly KeptTurn[];
}

export const noConversation: Conversation = { version: 1, turns: [] };

export function isUnfinished({ status }: Pick<AskRun, 'status'>): boolean {
  return status === 'sending' || status === 'waiting' || status === 'streaming';
}

/** As it is after whoever was receiving it has gone: nothing that came is lost. */
export function interrupted(conversation: Conversation): Conversation {
  return withRuns(conversation, run => {
    if (!isUnfinished(run)) return run;
    const { waiting: _waiting, ...rest } = run;
    return {
      ...rest,
      status: 'failed',
      error: {
        message:
          run.text === ''
            ? 'Interrupted: the window was closed before an answer came. It may have been billed.'
            : 'Interrupted: the window was closed while the answer came. What had come is here; the rest may have been billed.',
        nextStep: 'Ask again.',
        action: 'retry',
      },
    };
  });
}

function withRuns(conversation: Conversation, change: (run: AskRun) => AskRun): Conversation {
  return {
    ...conversation,
    turns: conversation.turns.map(turn => ({ ...turn, runs: turn.runs.map(change) })),
  };
}

export function withTurn(conversation: Conversation, turn: KeptTurn): Conversation {
  return { ...conversation, turns: [...conversation.turns, turn] };
}

/** Puts a run in place of the one of its id, or after the others of its turn. */
export function withRun(conversation: Conversation, turnId: string, run: AskRun): Conversation {
  return {
    ...conversation,
    turns: conversation.turns.map(turn => {
      if (turn.id !== turnId) return turn;
      const known = turn.runs.some(({ id }) => id === run.id);
      return {
        ...turn,
        runs: known ? turn.runs.map(one => (one.id === run.id ? run : one)) : [...turn.runs, run],
      };
    }),
  };
}

export function withoutRun(conversation: Conversation, runId: string): Conversation {
  return {
    ...conversation,
    turns: conversation.turns.map(turn => ({ ...turn, runs: turn.runs.filter(({ id }) => id !== runId) })),
  };
}

/** What a question goes on from: what was said since the last one that began anew. @param turn absent: a new question */
export function historyOf({ turns }: Conversation, turn?: KeptTurn): readonly KeptTurn[] {
  if (turn?.fresh === true) return [];
  const index = turn === undefined ? turns.length : turns.findIndex(({ id }) => id === turn.id);
  const before = turns.slice(0, index);
  const start = before.findLastIndex(({ fresh }) => fresh === true);
  return before.slice(Math.max(0, start));
}

export interface RunAt {
  readonly turn: KeptTurn;
  readonly run: AskRun;
}

export function runAt(conversation: Conversation, runId: string): RunAt | undefined {
  for (const turn of conversation.turns) {
    const run = turn.runs.find(({ id }) => id === runId);
    if (run !== undefined) return { turn, run };
  }
  return undefined;
}

/** The answer that a later question goes on from: the asked model's own where it has one, else the last there is. */
export function answerFor(turn: KeptTurn, endpoint: string, model: string): string | undefined {
  const answered = turn.runs.filter(({ text }) => text !== '');
  const own = answered.filter(run => run.endpoint === endpoint && run.model === model);
  const good = (runs: readonly AskRun[]): AskRun | undefined =>
    runs.filter(({ status }) => status === 'done').at(-1) ?? runs.at(-1);
  return (good(own) ?? good(answered))?.text;
}
