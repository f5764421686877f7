import { render } from 'lit';
import { Registry } from '../core/models/registry';
import { levelsOf } from '../core/advice/cheaper';
import { comparisonCsv, comparisonMarkdown } from '../core/export/comparison';
import { formatUsd } from '../core/money';
import { group, percent } from '../core/text';
import { app, sizes } from './app';
import type { AskModel } from './ask/askModel';
import { askModel, reduceAsk, spoken } from './ask/askModel';
import { afterSending, draftOf } from './ask/draft';
import { isClosed } from './ask/askSection';
import { DraftPrices } from './ask/draftPrices';
import { isAtEnd, scrollerOf } from './ask/following';
import type { AskState } from './askProtocol';
import type { Actions, Context } from './context';
import { compareRows, counted, derive } from './derive';
import type { Derived } from './derive';
import type { Kept } from './kept';
import { parseKept } from './kept';
import type { Messenger } from './messenger';
import { atWidth } from './panel/tried';
import type { ExportFormat, PagePicture, PagePricing, PageState, ToPage } from './protocol';
import { pairOf } from './pair';
import { sceneOf } from './scene';
import { Speaker } from './speaker';
import type { StageHandler, StageScene } from './stage/stage';
import { Stage } from './stage/stage';

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
  #frame: number | undefined;
  /** What brings this panel back, for the extension: kept unread. */
  #restore: unknown;
  #pointed: string | undefined;
  /** The version of a picture that could not be loaded. */
  #broken: string | undefined;
  #clock: number | undefined;
  /** A question is new in the conversation: whoever asked it looks for its answer, wherever they were. */
  #hasAsked = false;
  readonly #stage: Stage;
  /** Of the picture before a change, where there is a pair. */
  #stageBefore: Stage | undefined;
  readonly #prices: DraftPrices;
  readonly #speaker = new Speaker();

  constructor(
    private readonly messenger: Messenger,
    private readonly root: HTMLElement,
  ) {
    const kept = messenger.kept();
    this.#kept = parseKept(kept);
    if (typeof kept === 'object' && kept !== null && 'restore' in kept) this.#restore = kept.restore;
    this.#prices = new DraftPrices(messenger);
    this.#stage = this.#newStage((look, zoom) => {
      const label = document.getElementById('zoom-value');
      const text = percent(zoom);
      if (label !== null && label.textContent !== text) label.textContent = text;
      if (look !== this.#kept.look) this.#save({ ...this.#kept, look });
    });
    for (const type of ['pointerover', 'focusin'] as const)
      root.addEventListener(type, event => {
        const { target } = event;
        if (!(target instanceof Element) || target.closest('.stage') !== null) return;
        this.#actions.pointRegion(target.closest<HTMLElement>('[data-region]')?.dataset.region);
      });
    window.addEventListener('resize', () => {
      this.#draw();
    });
    messenger.listen(message => {
      this.#receive(message);
    });
    messenger.post({ type: 'ready' });
  }

  #newStage(looked: StageHandler['looked']): Stage {
    return new Stage({
      cell: words => {
        this.#showCell(words);
      },
      say: words => {
        this.#speaker.say(words);
      },
      looked,
      resized: width => {
        const shown = this.#derived?.sight?.shown;
        if (shown !== undefined) this.#keep({ whatIf: { kind: 'resize', ...atWidth(shown, width) } });
      },
      cropped: crop => {
        this.#keep({ whatIf: { kind: 'crop', ...crop } });
      },
      broken: key => {
        if (this.#broken === key) return;
        this.#broken = key;
        this.#draw();
      },
      pointRegion: id => {
        this.#actions.pointRegion(id);
      },
      chooseRegion: id => {
        this.#actions.chooseRegion(id);
      },
    });
  }

  #receive(message: ToPage): void {
    switch (message.type) {
      case 'state':
        this.#take(message.state);
        break;
      case 'picture':
        this.#replace(message.picture);
        break;
      case 'choose':
        this.#choose(message.pricing, message.picture);
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
        if (message.type === 'ask') this.#freeForm(before.state, message.ask);
        if (message.type === 'askDelta') {
          // Pieces may come faster than frames.
          this.#frame ??= requestAnimationFrame(() => {
            this.#frame = undefined;
            this.#draw();
          });
          return;
        }
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
    if (this.#ask === undefined) this.#ask = askModel(state.ask);
    else {
      this.#freeForm(this.#ask.state, state.ask);
      this.#ask = { ...this.#ask, state: state.ask };
    }
    if (state.restore !== undefined) this.#restore = state.restore;
    this.#save(this.#kept);
  }

  /** Another call was opened in this page: what it says goes before what was chosen here. */
  #choose(pricing: PagePricing, picture: string | undefined): void {
    if (this.#state === undefined) return;
    this.#state = { ...this.#state, pricing };
    const { model: _model, detail: _detail, tier: _tier, ...rest } = this.#kept;
    this.#save({ ...rest, ...(picture === undefined ? {} : { picture }) });
  }

  /** What was typed stands in the conversation now. */
  #freeForm(before: AskState, after: AskState): void {
    // A conversation that is there again after a reload has taken nothing out of the form.
    if (before.endpoints.length === 0 || after.turns.length <= before.turns.length) return;
    this.#hasAsked = true;
    this.#save({ ...this.#kept, draft: afterSending(this.#kept.draft) });
  }

  #replace(picture: PagePicture): void {
    if (this.#state === undefined) return;
    const pictures = this.#state.pictures.map(other => (other.id === picture.id ? picture : other));
    this.#state = { ...this.#state, pictures };
  }

  #save(kept: Kept): void {
    this.#kept = kept;
    this.messenger.keep(this.#restore === undefined ? kept : { ...kept, restore: this.#restore });
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
      for (const stage of this.#stages()) stage.zoomBy(factor);
    },
    fit: () => {
      for (const stage of this.#stages()) stage.fit();
    },
    actualSize: () => {
      for (const stage of this.#stages()) stage.actualSize();
    },
    pointRegion: id => {
      if (id === this.#pointed) return;
      this.#pointed = id;
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
    style.setProperty(
      '--ask-height',
      `${String(isClosed(context) ? sizes.closed : (context.kept.askHeight ?? sizes.ask))}px`,
    );
    // Who reads at the end of the conversation stays there; who looks at something above is left alone.
    const before = scrollerOf(this.root);
    const follows = this.#hasAsked || (before !== undefined && isAtEnd(before));
    this.#hasAsked = false;
    const pair = pairOf(context.state, context.kept, context.registry, context.derived);
    if (pair !== undefined) this.#stageBefore ??= this.#newStage(() => undefined);
    const stages = { before: (this.#stageBefore ?? this.#stage).element, after: this.#stage.element };
    render(app(context, pair, stages), this.root);
    const scroller = scrollerOf(this.root);
    // A page that has just begun shows the newest answer, but not in place of its own beginning.
    if (follows || (before === undefined && scroller?.matches('.answers') === true))
      scroller?.scrollTo({ top: Number.MAX_SAFE_INTEGER });
    this.#showStages(context, pair);
    const chosen = JSON.stringify(context.derived?.choice ?? null);
    if (chosen !== this.#chosen && context.derived !== undefined) {
      this.#chosen = chosen;
      this.messenger.post({ type: 'chosen', choice: context.derived.choice });
    }
    this.#price(context);
    this.#tick(context.ask);
  }

  #stages(): readonly Stage[] {
    return this.#stageBefore === undefined ? [this.#stage] : [this.#stage, this.#stageBefore];
  }

  #showStages(context: Context, pair: ReturnType<typeof pairOf>): void {
    const { derived, ask } = context;
    const show = (stage: Stage | undefined, scene: StageScene | undefined): void => {
      if (scene !== undefined) stage?.show(scene, stage === this.#stage ? this.#kept.look : undefined);
    };
    if (pair === undefined) show(this.#stage, derived && sceneOf(context, derived));
    else
      for (const [stage, { derived: own, kept, label }] of [
        [this.#stageBefore, pair.before],
        [this.#stage, pair.after],
      ] as const)
        show(stage, sceneOf({ kept, ask }, own, `${own.picture.name}, ${label}`));
  }

  /** Has the question priced as it stands. */
  #price({ state, ask, kept, derived }: Context): void {
    if (!state.trusted || derived === undefined || ask.state.endpoints.length === 0) return;
    const draft = draftOf(ask.state, kept.draft, derived.choice, state.pictures);
    this.#prices.ask(draft, ask.state, number => {
      if (this.#ask !== undefined) this.#ask = { ...this.#ask, asked: number };
    });
  }

  /** As long as something waits its seconds are counted down. */
  #tick(ask: AskModel): void {
    const waits = ask.state.turns.some(({ runs }) => runs.some(({ status }) => status === 'waiting'));
    if (waits && this.#clock === undefined)
      this.#clock = window.setInterval(() => {
        this.#draw();
      }, 500);
    if (!waits && this.#clock !== undefined) {
      window.clearInterval(this.#clock);
      this.#clock = undefined;
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
      broken: this.#broken,
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

  /** The table as text; pictures are drawn by the extension. */
  #exported(format: ExportFormat): string | undefined {
    const context = this.#context();
    const { derived } = context ?? {};
    if (context === undefined || derived?.sight === undefined) return undefined;
    if (format === 'png' || format === 'svg') return undefined;
    const { sight, picture } = derived;
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
