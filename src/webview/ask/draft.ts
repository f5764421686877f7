import type { AskDraft, AskEndpoint, AskPrompt, AskState } from '../askProtocol';
import type { KeptDraft } from '../kept';
import type { PageChoice, PagePicture } from '../protocol';

/** What would be sent: what is typed and chosen, and for the rest what the extension offers. */
export function draftOf(
  state: AskState,
  kept: KeptDraft,
  choice: PageChoice,
  pictures: readonly PagePicture[],
): AskDraft {
  const prompt = promptOf(state, kept);
  const known = kept.pictures?.filter(id => pictures.some(picture => picture.id === id));
  return {
    text: kept.text ?? prompt?.text ?? '',
    prompt: prompt?.id,
    pictures: known ?? pictures.map(({ id }) => id),
    endpoint: endpointOf(state, kept)?.id ?? state.endpoint,
    model: kept.model ?? (state.model === '' ? choice.model : state.model),
    detail: kept.detail ?? choice.detail,
    tier: kept.tier ?? state.tier,
  };
}

/** The prompt that is chosen: the first before the first question; none for what is typed on after an answer. */
export function promptOf(state: AskState, kept: KeptDraft): AskPrompt | undefined {
  if (kept.prompt !== undefined) return state.prompts.find(({ id }) => id === kept.prompt);
  return state.turns.length === 0 && kept.text === undefined ? state.prompts[0] : undefined;
}

export function endpointOf(state: AskState, kept: KeptDraft): AskEndpoint | undefined {
  const id = kept.endpoint ?? state.endpoint;
  return state.endpoints.find(endpoint => endpoint.id === id) ?? state.endpoints[0];
}

/** What stays chosen, whatever is asked next. */
function chosenIn({ pictures, endpoint, model, tier }: KeptDraft): KeptDraft {
  return {
    ...(pictures === undefined ? {} : { pictures }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(model === undefined ? {} : { model }),
    ...(tier === undefined ? {} : { tier }),
  };
}

/** Another prompt: its text, and what its file asks for. */
export function withPrompt(kept: KeptDraft, prompt: AskPrompt | undefined): KeptDraft {
  return {
    ...chosenIn(kept),
    ...(prompt === undefined
      ? { prompt: '', text: '' }
      : {
          prompt: prompt.id,
          ...(prompt.model === undefined ? {} : { model: prompt.model }),
          ...(prompt.detail === undefined ? {} : { detail: prompt.detail }),
          ...(prompt.tier === undefined ? {} : { tier: prompt.tier }),
        }),
  };
}

/** Once a question is sent, the form is free for the next one; what was typed stands in the conversation. */
export function afterSending(kept: KeptDraft): KeptDraft {
  return {
    ...chosenIn(kept),
    text: '',
  };
}
