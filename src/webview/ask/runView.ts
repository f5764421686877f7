import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AskAction, AskRun, AskTurn, CodeLanguage } from '../askProtocol';
import type { Context } from '../context';
import { icon } from '../controls/icon';
import { menuButton } from '../controls/menu';
import type { MenuItem } from '../controls/menu';
import { answerBody } from './answerBody';
import { billWords, isActive, statusWords } from './words';

const actionWords: Readonly<Record<AskAction, string>> = {
  setKey: 'Set API key',
  selectEndpoint: 'Choose another endpoint',
  retry: 'Try again',
  retryStandard: 'Try again in the standard tier',
  openLog: 'Show log',
  openLimits: 'Change the limits',
  continue: 'Go on',
};

/** One model's answer: as it comes, what became of it, what it cost, and what can be done with it. */
export function runView(context: Context, turn: AskTurn, run: AskRun): TemplateResult {
  const { act, ask } = context;
  const endpoint = ask.state.endpoints.find(({ id }) => id === run.endpoint);
  const active = isActive(run);
  return html`<section
    class="run ${run.status}"
    aria-label="Answer of ${run.model}"
    aria-busy=${active ? 'true' : 'false'}
  >
    <header class="run-head">
      <h3>${run.model}</h3>
      <span class="dim"
        >${endpoint?.name ?? run.endpoint}${run.tier === 'standard' ? '' : ` · ${run.tier}`}</span
      >
      <span class="run-status">
        ${
          run.status === 'done'
            ? nothing
            : html`${statusIcon(run)}<span>${statusWords(run, Date.now())}</span>`
        }
        ${
          active
            ? html`<button
                type="button"
                class="way"
                @click=${() => {
                  act.post({ type: 'askCancel', run: run.id });
                }}
              >
                Cancel
              </button>`
            : nothing
        }
      </span>
    </header>
    ${answerBody(context, run)}
    ${run.note === undefined ? nothing : html`<p class="run-note">${icon('info')}<span>${run.note}</span></p>`}
    ${trouble(context, run)} ${bill(run)} ${active ? nothing : tools(context, turn, run)}
  </section>`;
}

function statusIcon({ status }: AskRun): TemplateResult {
  switch (status) {
    case 'failed':
      return icon('error');
    case 'cancelled':
      return icon('circle-slash');
    case 'waiting':
      return icon('watch');
    default:
      return html`<span class="codicon codicon-loading codicon-modifier-spin" aria-hidden="true"></span>`;
  }
}

function trouble({ act }: Context, { id, error }: AskRun): TemplateResult | typeof nothing {
  if (error === undefined) return nothing;
  const { action, message, nextStep } = error;
  return html`<div class="run-error">
    <p>
      ${icon('error')}<span><strong>${message}</strong> ${nextStep ?? ''}</span>
    </p>
    ${
      action === undefined
        ? nothing
        : html`<button
            type="button"
            class="way"
            @click=${() => {
              act.post({ type: 'askAction', run: id, action });
            }}
          >
            ${actionWords[action]}
          </button>`
    }
  </div>`;
}

function bill({ bill: sent }: AskRun): TemplateResult | typeof nothing {
  if (sent === undefined) return nothing;
  const { estimatedInput, billedInput } = sent;
  const differs = estimatedInput !== null && billedInput !== undefined && estimatedInput !== billedInput;
  return html`<p class="bill ${differs ? 'differs' : ''}">
    ${billWords(sent).map((part, index) => html`${index === 0 ? '' : ' · '}<span>${part}</span>`)}
  </p>`;
}

function tools(context: Context, turn: AskTurn, run: AskRun): TemplateResult {
  const { act } = context;
  const { id } = run;
  const code = (label: string, language: CodeLanguage): MenuItem => ({
    label,
    icon: 'code',
    run: () => {
      act.post({ type: 'askAsCode', run: id, language });
    },
  });
  return html`<div class="run-tools" role="group" aria-label="With this answer">
    ${
      run.text === ''
        ? nothing
        : html`${tool('copy', 'Copy', () => {
            act.post({ type: 'askCopy', run: id });
          })}
          ${tool('insert', 'Insert', () => {
            act.post({ type: 'askInsert', run: id });
          })}
          ${tool('save', 'Save beside image', () => {
            act.post({ type: 'askSave', run: id });
          })}`
    }
    ${menuButton(
      `code-${id}`,
      'As code',
      [code('TypeScript', 'typescript'), code('Python', 'python'), code('curl', 'curl')],
      'This very request as code, without the key',
    )}
    ${menuButton(`again-${id}`, 'Ask again', againItems(context, turn, run), 'The same question once more')}
  </div>`;
}

function tool(name: string, label: string, run: () => void): TemplateResult {
  return html`<button type="button" class="way" @click=${run}>${icon(name)}${label}</button>`;
}

const mostModels = 8;

/** The same once more, and other models that are at hand: what the endpoint offers, else what the table compares. */
function againItems({ ask, act, state, kept }: Context, turn: AskTurn, run: AskRun): readonly MenuItem[] {
  const again = (label: string, endpoint: string, model: string, name: string): MenuItem => ({
    label,
    icon: name,
    run: () => {
      act.post({ type: 'askAgain', turn: turn.id, endpoint, model, tier: run.tier, confirmed: false });
    },
  });
  const items: MenuItem[] = [again(run.model, run.endpoint, run.model, 'refresh')];
  for (const { id, name, models } of ask.state.endpoints) {
    const known = models.length > 0 || id !== run.endpoint ? models : (kept.compare ?? state.compareModels);
    const others = known.filter(model => id !== run.endpoint || model !== run.model).slice(0, mostModels);
    if (others.length > 0)
      items.push({ heading: name }, ...others.map(model => again(model, id, model, 'arrow-right')));
  }
  return items;
}
