import type { AskFromPage, AskPreview, AskRun, AskState, AskTurn, AskUpdate } from '../askProtocol';

/** The conversation as the page knows it: what the extension said last, with what came since. */
export interface AskModel {
  readonly state: AskState;
  /** What the draft would cost; `undefined` while the answer is awaited for the first time. */
  readonly preview: AskPreview | undefined;
  /** Number of the newest draft that was asked about: answers to older ones are void. */
  readonly asked: number;
  readonly confirm: { readonly question: string; readonly again: AskFromPage } | undefined;
}

export function askModel(state: AskState): AskModel {
  return { state, preview: undefined, asked: 0, confirm: undefined };
}

export function reduceAsk(model: AskModel, update: AskUpdate): AskModel {
  switch (update.type) {
    case 'ask':
      return { ...model, state: update.ask };
    case 'askPreviewed':
      return update.number === model.asked ? { ...model, preview: update.preview } : model;
    case 'askConfirm':
      return { ...model, confirm: { question: update.question, again: update.again } };
    case 'askDelta':
      return withRuns(model, run =>
        run.id === update.run
          ? { ...run, status: 'streaming', text: run.text.slice(0, update.from) + update.delta }
          : run,
      );
    case 'askRun':
      return withRun(model, update.turn, update.run);
  }
}

function withRuns(model: AskModel, change: (run: AskRun) => AskRun): AskModel {
  const turns = model.state.turns.map(turn => {
    const runs = turn.runs.map(change);
    return runs.every((run, index) => run === turn.runs[index]) ? turn : { ...turn, runs };
  });
  return turns.every((turn, index) => turn === model.state.turns[index])
    ? model
    : { ...model, state: { ...model.state, turns } };
}

/** A run takes the place of what was known of it, or is the newest answer of its question. */
function withRun(model: AskModel, turnId: string, run: AskRun): AskModel {
  const known = model.state.turns.some(({ runs }) => runs.some(({ id }) => id === run.id));
  if (known) return withRuns(model, other => (other.id === run.id ? run : other));
  const turns = model.state.turns.map((turn): AskTurn =>
    turn.id === turnId ? { ...turn, runs: [...turn.runs, run] } : turn,
  );
  return { ...model, state: { ...model.state, turns } };
}

/** What a screen reader is told of a change: that an answer begins, ends, waits or fails; never each piece of it. */
export function spoken(before: AskModel, after: AskModel): string | undefined {
  const statuses = new Map(
    before.state.turns.flatMap(({ runs }) => runs.map(({ id, status }) => [id, status] as const)),
  );
  for (const turn of after.state.turns) {
    for (const run of turn.runs) {
      if (statuses.get(run.id) === run.status) continue;
      switch (run.status) {
        case 'sending':
          return `Asking ${run.model}.`;
        case 'waiting':
          return `${run.model} is to be asked again later: ${run.waiting?.why ?? 'it has to wait'}.`;
        case 'streaming':
          return `${run.model} answers.`;
        case 'done':
          return `The answer of ${run.model} is complete.${run.note === undefined ? '' : ` ${run.note}`}`;
        case 'failed':
          return `${run.model} gave no answer: ${run.error?.message ?? 'it failed'}`;
        case 'cancelled':
          return `The question to ${run.model} is cancelled.`;
      }
    }
  }
  return undefined;
}
