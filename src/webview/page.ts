import { render } from 'lit';
import { Registry } from '../core/models/registry';
import { levelsOf } from '../core/advice/cheaper';
import { comparisonCsv, comparisonMarkdown } from '../core/export/comparison';
import { overlaySvg } from '../core/export/overlaySvg';
import { formatUsd } from '../core/money';
import { group, percent } from '../core/text';
import { explainCells } from '../core/tokens/explain';
import { app, sizes } from './app';
import type { AskModel } from './ask/askModel';
import { askModel, reduceAsk, spoken } from './ask/askModel';
import { regionsOf } from './ask/regionsOf';
import type { Actions, Context } from './context';
import { compareRows, counted, derive } from './derive';
import type { Derived } from './derive';
import type { Kept } from './kept';
import { parseKept } from './kept';
import type { Messenger } from './messenger';
import { atWidth } from './panel/whatIf';
import type { ExportFormat, PagePicture, PageState, ToPage } from './protocol';
import { Speaker } from './speaker';
import type { StageScene } from './stage/stage';
import { Stage, stageLabel } from './stage/stage';

/** The Tile View: what the extension said, what the user chose, and both drawn. */
export class Page {
  #state: PageState | undefined;
  #registry = new Registry();
  #layers = '';
  #kept: Kept;
  #ask: AskModel | undefined;
  #derived: Derived | undefined;
  #chosen = '';
  #drawing = false;
  readonly #stage: Stage;
  readonly #speaker = new Speaker();

  constructor(
    private readonly messenger: Messenger,
    private readonly root: HTMLElement,
  ) {
    this.#kept = parseKept(messenger.kept());
    this.#stage = new Stage({
      cell: words => {
        this.#showCell(words);
      },
      say: words => {
        this.#speaker.say(words);
      },
      looked: (look, zoom) => {
        const label = document.getElementById('zoom-value');
        const text = percent(zoom);
        if (label !== null && label.textContent !== text) label.textContent = text;
        if (look !== this.#kept.look) this.#save({ ...this.#kept, look });
      },
      resized: width => {
        const shown = this.#derived?.sight?.shown;
        if (shown !== undefined) this.#keep({ whatIf: { kind: 'resize', ...atWidth(shown, width) } });
      },
      cropped: crop => {
        this.#keep({ whatIf: { kind: 'crop', ...crop } });
      },
      pointRegion: id => {
        this.#actions.pointRegion(id);
      },
      chooseRegion: id => {
        this.#actions.chooseRegion(id);
      },
    });
    root.addEventListener('pointerover', event => {
      const region =
        event.target instanceof Element ? event.target.closest<HTMLElement>('[data-region]') : null;
      if (region !== null) this.#actions.pointRegion(region.dataset.region);
    });
    window.addEventListener('resize', () => {
      this.#draw();
    });
    messenger.listen(message => {
      this.#receive(message);
    });
    messenger.post({ type: 'ready' });
  }

  #receive(message: ToPage): void {
    switch (message.type) {
      case 'state':
        this.#take(message.state);
        break;
      case 'picture':
        this.#replace(message.picture);
        break;
      case 'notice':
        this.#speaker.notice(message.message);
        break;
      default: {
        if (this.#ask === undefined) return;
        const before = this.#ask;
        this.#ask = reduceAsk(before, message);
        const words = spoken(before, this.#ask);
        if (words !== undefined) this.#speaker.say(words);
      }
    }
    this.#draw();
  }

  #take(state: PageState): void {
    this.#state = state;
    const layers = JSON.stringify(state.layers);
    if (layers !== this.#layers) {
      this.#layers = layers;
      this.#registry = new Registry(state.layers);
    }
    this.#ask = this.#ask === undefined ? askModel(state.ask) : { ...this.#ask, state: state.ask };
  }

  #replace(picture: PagePicture): void {
    if (this.#state === undefined) return;
    const pictures = this.#state.pictures.map(other => (other.id === picture.id ? picture : other));
    this.#state = { ...this.#state, pictures };
  }

  #save(kept: Kept): void {
    this.#kept = kept;
    this.messenger.keep(kept);
  }

  #keep(change: Partial<Kept>): void {
    this.#save({ ...this.#kept, ...change });
    this.#draw();
  }

  readonly #actions: Actions = {
    post: message => {
      this.messenger.post(message);
    },
    keep: change => {
      this.#keep(change);
    },
    setModel: model => {
      const lookup = this.#registry.find(model);
      const levels = lookup.found ? levelsOf(lookup.model) : [];
      const { detail } = this.#derived?.choice ?? {};
      // A level the new model has not would be refused: another model is begun with none.
      const same = detail === undefined || detail === 'auto' || levels.includes(detail);
      this.#keep({ model, ...(same ? {} : { detail: null }) });
      this.#sayNumber();
    },
    setDetail: detail => {
      this.#keep({ detail: detail ?? null });
      this.#sayNumber();
    },
    setTier: tier => {
      this.#keep({ tier });
      this.#sayNumber();
    },
    export: (format, target) => {
      const { choice } = this.#derived ?? {};
      if (choice === undefined) return;
      const text = this.#exported(format);
      this.messenger.post({
        type: 'export',
        format,
        target,
        choice,
        ...(text === undefined ? {} : { text }),
      });
    },
    zoomBy: factor => {
      this.#stage.zoomBy(factor);
    },
    fit: () => {
      this.#stage.fit();
    },
    actualSize: () => {
      this.#stage.actualSize();
    },
    pointRegion: id => {
      this.#stage.pointRegion(id);
      for (const mark of this.root.querySelectorAll<HTMLElement>('[data-region]'))
        mark.classList.toggle('pointed', mark.dataset.region === id);
    },
    chooseRegion: id => {
      const mark = [...this.root.querySelectorAll<HTMLElement>('[data-region]')].find(
        element => element.dataset.region === id,
      );
      this.#actions.pointRegion(id);
      mark?.scrollIntoView({ block: 'nearest' });
      mark?.focus({ preventScroll: true });
    },
    askChanged: () => {
      this.#draw();
    },
    dismissConfirm: () => {
      if (this.#ask !== undefined) this.#ask = { ...this.#ask, confirm: undefined };
      this.#draw();
    },
  };

  /** At most once a frame, however many messages come. */
  #draw(): void {
    if (this.#drawing || this.#state === undefined) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      this.#drawNow();
    });
  }

  #drawNow(): void {
    const context = this.#context();
    if (context === undefined) return;
    this.#derived = context.derived;
    const style = document.documentElement.style;
    style.setProperty('--side-width', `${String(context.kept.sideWidth ?? sizes.side)}px`);
    style.setProperty('--ask-height', `${String(context.kept.askHeight ?? sizes.ask)}px`);
    render(app(context, this.#stage.element), this.root);
    const scene = context.derived === undefined ? undefined : sceneOf(context, context.derived);
    if (scene !== undefined) this.#stage.show(scene, this.#kept.look);
    const chosen = JSON.stringify(context.derived?.choice ?? null);
    if (chosen !== this.#chosen && context.derived !== undefined) {
      this.#chosen = chosen;
      this.messenger.post({ type: 'chosen', choice: context.derived.choice });
    }
  }

  #context(): Context | undefined {
    if (this.#state === undefined || this.#ask === undefined) return undefined;
    return {
      state: this.#state,
      kept: this.#kept,
      registry: this.#registry,
      derived: derive(this.#state, this.#kept, this.#registry),
      ask: this.#ask,
      act: this.#actions,
    };
  }

  #showCell(words: string | undefined): void {
    const status = document.getElementById('cell-status');
    if (status !== null) status.textContent = words ?? '';
  }

  #sayNumber(): void {
    queueMicrotask(() => {
      const estimate = counted(this.#derived?.sight?.estimate);
      if (estimate === undefined) this.#speaker.say('No number: see the panel.');
      else
        this.#speaker.say(
          `${group(estimate.tokens)} tokens${estimate.costUsd === null ? '' : `, ${formatUsd(estimate.costUsd)} a call`}.`,
        );
    });
  }

  /** The table or the overlay as text; a PNG is made by the extension. */
  #exported(format: ExportFormat): string | undefined {
    const context = this.#context();
    const { derived } = context ?? {};
    if (context === undefined || derived?.sight === undefined || format === 'png') return undefined;
    const { sight, picture } = derived;
    if (format === 'svg') {
      const estimate = counted(sight.estimate);
      return estimate === undefined || estimate.seen === null || estimate.grid === null
        ? undefined
        : overlaySvg(estimate.seen, estimate.grid, `${picture.name}: ${explainCells(estimate.grid)}`);
    }
    const table = {
      name: picture.name,
      size: sight.sent,
      rows: compareRows(context.state, context.kept, context.registry, derived).map(
        ({ model, lookup, estimate }) => ({ model: lookup.found ? lookup.model.id : model, estimate }),
      ),
    };
    return format === 'csv' ? comparisonCsv(table) : comparisonMarkdown(table);
  }
}

function sceneOf(context: Context, { picture, sight }: Derived): StageScene | undefined {
  if (sight === undefined) return undefined;
  const { kept } = context;
  const estimate = counted(sight.estimate);
  const grid = estimate?.grid ?? null;
  return {
    key: `${picture.id} ${picture.version}`,
    src: picture.src,
    label: stageLabel(
      picture.name,
      sight.shown,
      sight.layout.seen,
      grid === null ? undefined : explainCells(grid),
    ),
    layout: sight.layout,
    sent: sight.sent,
    seen: estimate?.seen ?? null,
    view: kept.view,
    tool: kept.whatIf.kind === 'none' ? 'none' : kept.whatIf.kind,
    crop: sight.whatIf.kind === 'crop' ? sight.layout.sent : undefined,
    regions: regionsOf(context.ask.state, picture.id),
  };
}
