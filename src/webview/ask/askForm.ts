import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { AskDraft, AskState, AskTier } from '../askProtocol';
import type { Context } from '../context';
import { icon } from '../controls/icon';
import type { SelectElement } from '../controls/modelSelect';
import { modelOptions } from '../controls/modelSelect';
import { segmented } from '../controls/segmented';
import type { KeptDraft } from '../kept';
import { draftOf, endpointOf, promptOf, withPrompt } from './draft';
import { previewWords } from './words';

const ownWords = '';
const tiers: readonly AskTier[] = ['standard', 'flex', 'fast'];

/** What is asked, of whom, and what it will cost. */
export function askForm(context: Context): TemplateResult {
  const { ask, kept, derived, state, act } = context;
  if (derived === undefined) return html``;
  const draft = draftOf(ask.state, kept.draft, derived.choice, state.pictures);
  const change = (by: KeptDraft): void => {
    act.keep({ draft: { ...kept.draft, ...by } });
  };
  const send = (): void => {
    if (ask.preview?.blocked === undefined && draft.text.trim() !== '')
      act.post({ type: 'askSend', draft, confirmed: false });
  };
  return html`<form
    class="ask-form"
    aria-label="Question"
    @submit=${(event: Event) => {
      event.preventDefault();
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      send();
    }}
  >
    <div class="ask-head">
      <h2>Ask</h2>
      ${promptSelect(context)}
    </div>
    <textarea
      id="question"
      aria-label="Question"
      rows="3"
      placeholder=${ask.state.turns.length === 0 ? 'What do you want to know?' : 'Ask on, about the same pictures'}
      .value=${live(draft.text)}
      @input=${(event: Event) => {
        change({ text: (event.currentTarget as HTMLTextAreaElement).value });
      }}
    ></textarea>
    ${pictures(context, draft, change)} ${whom(context, draft, change)} ${price(context, draft, send)}
  </form>`;
}

function promptSelect({ ask, kept, act }: Context): TemplateResult {
  const chosen = promptOf(ask.state, kept.draft)?.id ?? ownWords;
  return html`<vscode-single-select
    id="prompt"
    class="select"
    label="Prompt"
    .options=${guard([ask.state.prompts, chosen], () => [
      {
        label: 'In my own words',
        value: ownWords,
        description: '',
        selected: chosen === ownWords,
        disabled: false,
      },
      ...ask.state.prompts.map(({ id, title, origin, structured }) => ({
        label: title,
        value: id,
        description: `${origin}${structured ? ', answers as data with regions' : ''}`,
        selected: id === chosen,
        disabled: false,
      })),
    ])}
    .value=${guard([ask.state.prompts, chosen], () => chosen)}
    @change=${(event: Event) => {
      const { value } = event.currentTarget as SelectElement;
      if (value !== chosen)
        act.keep({
          draft: withPrompt(
            kept.draft,
            ask.state.prompts.find(({ id }) => id === value),
          ),
        });
    }}
  ></vscode-single-select>`;
}

function pictures(
  { state }: Context,
  draft: AskDraft,
  change: (by: KeptDraft) => void,
): TemplateResult | typeof nothing {
  if (state.pictures.length < 2) return nothing;
  return html`<fieldset class="ask-pictures">
    <legend class="hidden">Pictures to send</legend>
    ${repeat(
      state.pictures,
      ({ id }) => id,
      ({ id, name, where }) =>
        html`<label title=${where}
          ><input
            type="checkbox"
            .checked=${live(draft.pictures.includes(id))}
            @change=${(event: Event) => {
              const { checked } = event.currentTarget as HTMLInputElement;
              const chosen = state.pictures
                .map(picture => picture.id)
                .filter(other => (other === id ? checked : draft.pictures.includes(other)));
              change({ pictures: chosen });
            }}
          /><span>${name}</span></label
        >`,
    )}
  </fieldset>`;
}

function whom(context: Context, draft: AskDraft, change: (by: KeptDraft) => void): TemplateResult {
  const { ask, registry, kept } = context;
  const endpoint = endpointOf(ask.state, kept.draft);
  const offered = endpoint?.models ?? [];
  return html`<div class="ask-whom">
      <vscode-single-select
        id="endpoint"
        class="select"
        label="Endpoint"
        .options=${guard([ask.state.endpoints, draft.endpoint], () => endpointOptions(ask.state, draft.endpoint))}
        .value=${guard([ask.state.endpoints, draft.endpoint], () => draft.endpoint)}
        @change=${(event: Event) => {
          const { value } = event.currentTarget as SelectElement;
          const next = ask.state.endpoints.find(({ id }) => id === value);
          if (next === undefined || value === draft.endpoint) return;
          // A model the other one does not know would only be refused.
          const same = next.models.length === 0 || next.models.includes(draft.model);
          change({ endpoint: value, ...(same ? {} : { model: next.models[0] ?? draft.model }) });
        }}
      ></vscode-single-select>
      <vscode-single-select
        id="ask-model"
        class="select"
        combobox
        creatable
        filter="contains"
        label="Model to ask"
        .options=${guard([offered, registry, draft.model], () =>
          offered.length === 0
            ? modelOptions(registry, draft.model)
            : [...new Set([draft.model, ...offered])].map(model => ({
                label: model,
                value: model,
                description: '',
                selected: model === draft.model,
                disabled: false,
              })),
        )}
        .value=${guard([offered, registry, draft.model], () => draft.model)}
        @change=${(event: Event) => {
          const { value } = event.currentTarget as SelectElement;
          if (value !== '' && value !== draft.model) change({ model: value });
        }}
      ></vscode-single-select>
      ${segmented(
        'ask-tier',
        'Service tier',
        tiers.map(tier => ({ value: tier, label: tier })),
        draft.tier,
        tier => {
          change({ tier });
        },
      )}
    </div>
    ${
      endpoint?.key === 'missing'
        ? html`<p class="ask-note">${icon('key')}${endpoint.name} has no key yet: sending asks for it.</p>`
        : nothing
    }`;
}

function endpointOptions({ endpoints }: AskState, chosen: string): readonly object[] {
  return endpoints.map(({ id, name, key }) => ({
    label: name,
    value: id,
    description: { set: 'key is set', missing: 'no key yet', 'not-needed': 'needs no key' }[key],
    selected: id === chosen,
    disabled: false,
  }));
}

function price({ ask }: Context, draft: AskDraft, send: () => void): TemplateResult {
  const { preview } = ask;
  const empty = draft.text.trim() === '';
  const blocked = preview?.blocked;
  return html`${
      preview === undefined || preview.warnings.length === 0
        ? nothing
        : html`<ul class="warnings">
            ${preview.warnings.map(warning => html`<li>${icon('warning')}<span>${warning}</span></li>`)}
          </ul>`
    }
    ${
      preview?.unknown === undefined || preview.unknown === blocked
        ? nothing
        : html`<p class="ask-note">${icon('info')}${preview.unknown}</p>`
    }
    <div class="ask-send">
      <p class="price" id="price">
        ${
          blocked === undefined
            ? preview === undefined
              ? html`<span class="dim">Reckoning …</span>`
              : previewWords(preview)
            : html`<span class="bad">${icon('circle-slash')} ${blocked}</span>`
        }
      </p>
      <vscode-button
        id="send"
        title="Send (Ctrl+Enter)"
        ?disabled=${empty || blocked !== undefined || preview === undefined}
        @click=${send}
        >${icon('send', 'content-before')}Send</vscode-button
      >
    </div>`;
}
