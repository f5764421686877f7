import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { askSection, isClosed } from './ask/askSection';
import { confirmation } from './ask/confirmation';
import type { Context } from './context';
import { sceneKey } from './context';
import { icon } from './controls/icon';
import { sash } from './controls/sash';
import { filmstrip } from './filmstrip';
import { pairView } from './pair';
import type { pairOf } from './pair';
import { panel } from './panel/panel';
import { toolbar } from './toolbar';

/** Sizes at first; the user's are kept. */
export const sizes = { side: 384, ask: 280, closed: 64 } as const;

/** The page as a whole; `stage` is drawn by itself. */
export function app(
  context: Context,
  pair: ReturnType<typeof pairOf>,
  stages: { readonly before: HTMLElement; readonly after: HTMLElement },
): TemplateResult {
  const { kept, act, derived } = context;
  const side = kept.sideWidth ?? sizes.side;
  const ask = kept.askHeight ?? sizes.ask;
  return html`<a class="skip" href="#number">Skip to the number</a>
    ${toolbar(context)} ${pair === undefined ? filmstrip(context) : nothing}
    <main class="body">
      <div class="stage-holder">
        ${
          pair === undefined
            ? html`${derived?.sight === undefined ? nothing : stages.after} ${unshown(context)}`
            : pairView(pair, stages, side => unshown({ ...context, derived: side }), act)
        }
        <p class="status" id="cell-status" aria-hidden="true"></p>
        <p class="hidden" id="stage-keys">
          Arrow keys go from cell to cell, with Shift they move the picture. Plus and minus zoom, 0 shows all
          of it, 1 shows it pixel by pixel. While a crop is tried, Tab goes on to the crop and its edges.
        </p>
      </div>
      ${sash({
        id: 'sash-side',
        label: 'Width of the side panel',
        orientation: 'vertical',
        value: side,
        least: 260,
        most: Math.max(300, window.innerWidth - 320),
        change: sideWidth => {
          act.keep({ sideWidth });
        },
      })}
      <div class="right" id="number" tabindex="-1">${panel(context)}</div>
      ${
        isClosed(context)
          ? nothing
          : sash({
              id: 'sash-ask',
              label: 'Height of the part that asks',
              orientation: 'horizontal',
              value: ask,
              least: 96,
              most: Math.max(120, window.innerHeight - 240),
              change: askHeight => {
                act.keep({ askHeight });
              },
            })
      }
      ${askSection(context)}
    </main>
    ${confirmation(context)}`;
}

/** Why there is no picture to see: the grid is drawn all the same. */
function unshown({
  derived,
  act,
  broken,
}: Pick<Context, 'derived' | 'act' | 'broken'>): TemplateResult | typeof nothing {
  if (derived === undefined)
    return html`<div class="empty-page">
      ${icon('file-media')}
      <p>There is no picture here any more.</p>
    </div>`;
  const { picture } = derived;
  if (picture.src !== undefined && broken !== sceneKey(picture)) return nothing;
  const why = picture.facts === undefined ? (picture.error ?? picture.unshown) : picture.unshown;
  return html`<p class="unshown">
    ${icon('eye-closed')}<span>${why ?? 'The picture cannot be shown here.'}</span>
    ${
      picture.fetchable === true
        ? html`<button
            type="button"
            class="way"
            @click=${() => {
              act.post({ type: 'fetchPicture', id: picture.id });
            }}
          >
            Fetch it
          </button>`
        : nothing
    }
  </p>`;
}
