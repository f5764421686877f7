import * as vscode from 'vscode';
import type { Size } from '../core/size';
import type { CountedEstimate } from '../core/tokens/types';
import { displaySize } from '../images/facts';
import type { ImageFacts } from '../images/facts';
import { drawnGrid, layOut } from '../images/gridOverlay';
import type { ThumbnailGrid } from '../images/gridOverlay';
import { shownByBrowsers } from '../images/names';
import type * as Pixels from '../images/pixels';
import { fileOf } from '../references/assess';
import type { Thumbnail } from './hoverLayout';
import type { Shown } from './pictures';

/** A hover must not wait for pixels: past this a plain picture is shown, and the one with the grid next time. */
const patience = 30;
/** As shown; drawn at twice that for dense screens. */
const box: Size = { width: 200, height: 92 };
const density = 2;
/** VS Code cuts a hover's Markdown off at 100,000 characters. */
const longest = 80_000;
/** Some 20 kB each. */
const mostKept = 200;
/** More lines than this would be a grey veil. */
const mostCells = 4000;

/** Thumbnails with the grid drawn on them, made once for a picture and its grid. */
export class Thumbnails {
  readonly #made = new Map<string, Promise<Thumbnail | undefined>>();
  #pixels: Promise<typeof Pixels | undefined> | undefined;
  /** The image engine is not there: said, and not tried again for each picture. */
  #withoutEngine = false;

  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** Forgets all: a picture may have changed and kept its size. */
  clear(): void {
    this.#made.clear();
  }

  /** Draws ahead of being asked, for a picture whose line is on screen. */
  prepare({ assessment }: Shown): void {
    const uri = fileOf(assessment);
    if (assessment.kind !== 'estimated' || uri?.startsWith('file:') !== true) return;
    const { facts, estimate } = assessment;
    void this.#drawn(uri, facts, estimate.outcome === 'counted' ? estimate : undefined);
  }

  /** `undefined` where the picture cannot be shown. */
  async of({ assessment }: Shown): Promise<Thumbnail | undefined> {
    if (assessment.kind !== 'estimated') return undefined;
    const { reference, facts, estimate } = assessment;
    const uri = fileOf(assessment);
    const inline =
      reference.form === 'data' && reference.target.length < longest ? reference.target : undefined;
    // The window loads no addresses of the Git extension.
    const plain = uri?.startsWith('git:') === true ? undefined : plainThumbnail(uri ?? inline, facts);
    if (uri?.startsWith('file:') !== true) return plain;
    const counted = estimate.outcome === 'counted' ? estimate : undefined;
    const drawn = await Promise.race([
      this.#drawn(uri, facts, counted),
      new Promise<'late'>(resolve => setTimeout(resolve, patience, 'late')),
    ]);
    return drawn === 'late' || drawn === undefined ? plain : drawn;
  }

  #drawn(
    uri: string,
    facts: ImageFacts,
    counted: CountedEstimate | undefined,
  ): Promise<Thumbnail | undefined> {
    // The image engine decodes with the rights of the user: not what somebody else's folder holds. The plain picture is
    // decoded by the window, which is locked in.
    if (!vscode.workspace.isTrusted) return Promise.resolve(undefined);
    const { grid = null, seen = null } = counted ?? {};
    const key = JSON.stringify([uri, facts.bytes, facts.width, facts.height, grid, seen]);
    let made = this.#made.get(key);
    if (made !== undefined) {
      // In order of use: the one unused longest is the first to go.
      this.#made.delete(key);
      this.#made.set(key, made);
    } else {
      const [unused] = this.#made.keys();
      if (unused !== undefined && this.#made.size >= mostKept) this.#made.delete(unused);
      const cells =
        grid === null || seen === null || grid.columns * grid.rows > mostCells
          ? undefined
          : drawnGrid(grid, seen, facts.orientation >= 5);
      made = this.#draw(uri, cells, facts);
      this.#made.set(key, made);
    }
    return made;
  }

  async #draw(
    uri: string,
    grid: ThumbnailGrid | undefined,
    facts: ImageFacts,
  ): Promise<Thumbnail | undefined> {
    if (this.#withoutEngine) return undefined;
    this.#pixels ??= import('../images/pixels').catch((error: unknown) => {
      this.log.info(`Thumbnails show no grid: the image engine cannot be loaded (${String(error)}).`);
      return undefined;
    });
    const pixels = await this.#pixels;
    if (pixels === undefined) return undefined;
    const most = { width: box.width * density, height: box.height * density };
    try {
      const drawn = await pixels.thumbnail(vscode.Uri.parse(uri).fsPath, {
        width: most.width,
        maxHeight: most.height,
        format: 'webp',
        ...(grid === undefined ? {} : { grid }),
      });
      const source = `data:image/webp;base64,${drawn.toString('base64')}`;
      if (source.length > longest) return undefined;
      const size = grid === undefined ? displaySize(facts) : layOut(grid, most.width, most.height).canvas;
      const scale = Math.min(1 / density, box.width / size.width, box.height / size.height);
      return {
        source,
        width: Math.max(1, Math.round(size.width * scale)),
        height: Math.max(1, Math.round(size.height * scale)),
      };
    } catch (error) {
      if (isEngineMissing(error)) this.#sayEngineMissing(error);
      else this.log.debug(`No thumbnail of ${uri}: ${String(error)}`);
      return undefined;
    }
  }

  #sayEngineMissing({ cause }: Error): void {
    if (this.#withoutEngine) return;
    this.#withoutEngine = true;
    // The loader's message goes on for lines; what it could not load is in the first.
    const [why] = String(cause).split('\n');
    this.log.warn(
      `The image engine (sharp) cannot be loaded on this machine, so hovers show pictures without the grid. Sizes, tokens and prices do not need it. ${why ?? ''}`,
    );
  }
}

/** Whichever bundle's class the error is of: it is asked for by its name. */
function isEngineMissing(error: unknown): error is Error {
  return (
    error instanceof Error &&
    error.name === 'ImageError' &&
    'reason' in error &&
    error.reason === 'engine-missing'
  );
}

function plainThumbnail(address: string | undefined, facts: ImageFacts): Thumbnail | undefined {
  if (address === undefined || !shownByBrowsers.has(facts.format)) return undefined;
  const { width, height } = displaySize(facts);
  const scale = Math.min(1, box.width / width, box.height / height);
  return {
    // As the link in the hover's first line has it: the two must be the same.
    source: address.replace(/[()<>\s]/g, encodeURIComponent),
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}
