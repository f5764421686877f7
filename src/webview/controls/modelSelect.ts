import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Registry } from '../../core/models/registry';

export interface ModelOption {
  readonly label: string;
  readonly value: string;
  readonly description: string;
  readonly selected: boolean;
  readonly disabled: boolean;
}

/** The select of the library, as far as it is used. */
export interface SelectElement extends HTMLElement {
  value: string;
}

/** Every model there is, and the chosen name where the list has no such entry. */
export function modelOptions(registry: Registry, chosen: string | undefined): readonly ModelOption[] {
  const all = registry.all().map(({ id, name, providerName, status }) => ({
    label: id,
    value: id,
    description: [name, providerName, status === 'current' ? undefined : status].filter(Boolean).join(' · '),
    selected: id === chosen,
    disabled: false,
  }));
  if (chosen === undefined || all.some(({ value }) => value === chosen)) return all;
  const lookup = registry.find(chosen);
  const description = lookup.found ? lookup.model.providerName : 'not known';
  return [{ label: chosen, value: chosen, description, selected: true, disabled: false }, ...all];
}

/** The searchable list of models. */
export function modelSelect(
  id: string,
  label: string,
  registry: Registry,
  chosen: string,
  choose: (model: string) => void,
): TemplateResult {
  const lookup = registry.find(chosen);
  const listed =
    lookup.found && registry.all().some(model => model.id === lookup.model.id) ? lookup.model.id : chosen;
  return html`<vscode-single-select
    id=${id}
    class="select"
    combobox
    filter="contains"
    label=${label}
    .options=${guard([registry, listed], () => modelOptions(registry, listed))}
    .value=${guard([registry, listed], () => listed)}
    @change=${(event: Event) => {
      const { value } = event.currentTarget as SelectElement;
      if (value !== '' && value !== listed) choose(value);
    }}
  ></vscode-single-select>`;
}
