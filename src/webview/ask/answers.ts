import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AskTurn } from '../askProtocol';
import type { Context } from '../context';
import { icon } from '../controls/icon';
import { runView } from './runView';

/** The conversation, the newest at the end. */
export function answers(context: Context): TemplateResult {
  const { ask, act } = context;
  const { turns } = ask.state;
  if (turns.length === 0)
    return html`<div class="answers empty">
      <p>${icon('comment-discussion')}</p>
      <p class="dim">
        The answer appears here, with its bill beside the estimate. Regions it names are drawn on the picture.
      </p>
    </div>`;
  return html`<div class="answers" role="log" aria-live="off" aria-label="Answers" tabindex="0">
    <div class="answers-head">
      <span class="dim">${turns.length === 1 ? '1 question' : `${String(turns.length)} questions`}</span>
      <button
        type="button"
        class="link"
        @click=${() => {
          act.post({ type: 'askClear' });
        }}
      >
        ${icon('clear-all')}Start over
      </button>
    </div>
    ${repeat(
      turns,
      ({ id }) => id,
      turn => turnView(context, turn),
    )}
  </div>`;
}

function turnView(context: Context, turn: AskTurn): TemplateResult {
  const { state } = context;
  const names = turn.pictures.map(id => state.pictures.find(picture => picture.id === id)?.name ?? id);
  return html`<article class="turn" aria-label="Question and answers">
    <details class="question">
      <summary>
        ${icon('account')}<span class="question-text">${turn.text}</span>
        ${state.pictures.length < 2 ? nothing : html`<span class="dim">${names.join(', ')}</span>`}
      </summary>
    </details>
    <div class="runs">
      ${repeat(
        turn.runs,
        ({ id }) => id,
        run => runView(context, turn, run),
      )}
    </div>
  </article>`;
}
