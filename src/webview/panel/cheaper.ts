import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Advice } from '../../core/advice/cheaper';
import { cheaperWays } from '../../core/advice/cheaper';
import { group } from '../../core/text';
import type { Context } from '../context';
import { section } from '../controls/section';
import type { Derived, Sight } from '../derive';
import { counted } from '../derive';
import { turnedSize } from '../stage/turn';
import { marked } from './answer';

/** Cheaper ways to send the picture; each is a button that tries it. */
export function cheaper(context: Context, { choice, sight }: Derived): TemplateResult | typeof nothing {
  const estimate = counted(sight?.estimate);
  if (estimate === undefined || sight === undefined) return nothing;
  const ways = cheaperWays(estimate, { tier: choice.tier, at: context.state.today });
  const list =
    ways.length === 0
      ? html`<p class="dim">Nothing worth the effort: this is as cheap as it gets here.</p>`
      : html`<ul class="cards">
          ${ways.map(
            advice =>
              html`<li>
                <button
                  type="button"
                  class="card"
                  title=${advice.kind === 'detail' ? 'Use this detail' : 'Try it on the picture'}
                  @click=${() => {
                    apply(context, advice, sight);
                  }}
                >
                  <span>${marked(advice.message)}</span>
                  <span class="saving">${advice.saved === 0 ? 'same' : `−${group(advice.saved)}`}</span>
                </button>
              </li>`,
          )}
        </ul>`;
  return section(context, 'cheaper', 'Cheaper', list);
}

function apply({ act }: Context, advice: Advice, { turn, whatIf }: Sight): void {
  if (advice.kind === 'detail') act.setDetail(advice.detail);
  if (advice.size === undefined) return;
  const size = turnedSize(advice.size, turn);
  // Of a part that is tried already, a smaller part.
  const { x, y } = whatIf.kind === 'crop' ? whatIf : { x: 0, y: 0 };
  act.keep({
    whatIf: advice.kind === 'crop' ? { kind: 'crop', x, y, ...size } : { kind: 'resize', ...size },
  });
}
