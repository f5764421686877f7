import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { bytes, group } from '../core/text';
import { formatName } from '../core/tokens/picture';
import { regionsOf } from './ask/regionsOf';
import type { Context } from './context';
import { icon } from './controls/icon';
import { menuButton } from './controls/menu';
import type { MenuItem } from './controls/menu';
import { segmented } from './controls/segmented';
import type { PageFacts } from './protocol';

/** What the picture is, how it is looked at, and what can be taken away. */
export function toolbar(context: Context): TemplateResult {
  const { derived, kept, act } = context;
  if (derived === undefined) return html`<header class="toolbar"></header>`;
  const { picture } = derived;
  return html`<header class="toolbar">
    <div class="title">
      <h1 title=${picture.name}>${picture.name}</h1>
      <p class="dim" title=${picture.where}>
        <span class="where">${picture.where}</span>
        ${picture.facts === undefined ? nothing : html`<span class="facts">${factsWords(picture.facts)}</span>`}
      </p>
    </div>
    <div class="tools">
      ${segmented(
        'view',
        'What is shown',
        [
          { value: 'original', label: 'Original', title: 'The picture as it is' },
          { value: 'seen', label: 'Seen', title: 'As the model sees it, with the cells that are paid for' },
          { value: 'sideBySide', label: 'Side by side' },
        ],
        kept.view,
        view => {
          act.keep({ view });
        },
      )}
      <div class="zoom" role="group" aria-label="Zoom">
        ${tool('zoom-out', 'Zoom out (−)', () => {
          act.zoomBy(1 / 1.25);
        })}
        <button
          type="button"
          class="zoom-value"
          id="zoom-value"
          title="One pixel a pixel (1)"
          @click=${act.actualSize}
        >
          100 %
        </button>
        ${tool('zoom-in', 'Zoom in (+)', () => {
          act.zoomBy(1.25);
        })}
        ${tool('screen-full', 'All of it in sight (0)', act.fit)} ${regionsTool(context)}
      </div>
      ${menuButton('export', 'Export', exports(context), 'Export the overlay or the table')}
    </div>
  </header>`;
}

function tool(name: string, title: string, run: () => void): TemplateResult {
  return html`<button type="button" class="tool" title=${title} aria-label=${title} @click=${run}>
    ${icon(name)}
  </button>`;
}

/** Where an answer names regions: whether they are drawn. */
function regionsTool({ ask, derived, kept, act }: Context): TemplateResult | typeof nothing {
  if (derived === undefined || regionsOf(ask.state, derived.picture.id).length === 0) return nothing;
  const hidden = kept.regionsHidden === true;
  return html`<button
    type="button"
    class="tool"
    aria-pressed=${hidden ? 'false' : 'true'}
    aria-label="Regions of the answer"
    title="Regions of the answer"
    @click=${() => {
      act.keep({ regionsHidden: !hidden });
    }}
  >
    ${icon(hidden ? 'eye-closed' : 'eye')}
  </button>`;
}

/** `1,440 × 900 · PNG · 212 kB` */
export function factsWords({ width, height, format, bytes: size, animated, orientation }: PageFacts): string {
  return [
    `${group(width)} × ${group(height)}`,
    formatName(format),
    size === undefined ? undefined : bytes(size),
    animated ? 'animated' : undefined,
    orientation === 1 ? undefined : `turned (EXIF ${String(orientation)})`,
  ]
    .filter(part => part !== undefined)
    .join(' · ');
}

function exports({ act, derived }: Context): readonly MenuItem[] {
  const estimate = derived?.sight?.estimate;
  const drawn = estimate?.outcome === 'counted' && estimate.grid !== null;
  return [
    { heading: 'Picture with its cells' },
    { label: 'Save as PNG…', icon: 'file-media', disabled: !drawn, run: take('png', 'file') },
    { label: 'Insert as PNG', icon: 'insert', disabled: !drawn, run: take('png', 'cursor') },
    { label: 'Save as SVG…', icon: 'file-code', disabled: !drawn, run: take('svg', 'file') },
    { label: 'Copy as SVG', icon: 'copy', disabled: !drawn, run: take('svg', 'clipboard') },
    { heading: 'Table of models' },
    { label: 'Copy as Markdown', icon: 'copy', run: take('markdown', 'clipboard') },
    { label: 'Insert as Markdown', icon: 'insert', run: take('markdown', 'cursor') },
    { label: 'Save as Markdown…', icon: 'markdown', run: take('markdown', 'file') },
    { label: 'Copy as CSV', icon: 'copy', run: take('csv', 'clipboard') },
    { label: 'Save as CSV…', icon: 'table', run: take('csv', 'file') },
  ];

  function take(...[format, target]: Parameters<typeof act.export>): () => void {
    return () => {
      act.export(format, target);
    };
  }
}
