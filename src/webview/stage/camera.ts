import type { Rect } from './layout';

/** Screen (CSS pixels within a pane) = picture × zoom + offset. */
export interface Camera {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is around a picture that fits. */
const margin = 28;
const mostZoom = 64;

/** All of `sheet`, centred; small pictures are not enlarged beyond `most`. */
export function fitted(sheet: Rect, viewport: Viewport, most = 4): Camera {
  const room = {
    width: Math.max(16, viewport.width - 2 * margin),
    height: Math.max(16, viewport.height - 2 * margin),
  };
  const zoom = Math.min(most, room.width / sheet.width, room.height / sheet.height);
  return centred({ x: sheet.x + sheet.width / 2, y: sheet.y + sheet.height / 2 }, zoom, viewport);
}

export function centred(center: Point, zoom: number, viewport: Viewport): Camera {
  return { zoom, x: viewport.width / 2 - center.x * zoom, y: viewport.height / 2 - center.y * zoom };
}

/** The place of the picture in the middle of the viewport. */
export function centerOf({ zoom, x, y }: Camera, viewport: Viewport): Point {
  return { x: (viewport.width / 2 - x) / zoom, y: (viewport.height / 2 - y) / zoom };
}

export function toPicture({ zoom, x, y }: Camera, at: Point): Point {
  return { x: (at.x - x) / zoom, y: (at.y - y) / zoom };
}

export function toScreen({ zoom, x, y }: Camera, at: Point): Point {
  return { x: at.x * zoom + x, y: at.y * zoom + y };
}

/** Zooms, and what is at `at` on the screen stays there. */
export function zoomedAt(camera: Camera, factor: number, at: Point, sheet: Rect): Camera {
  const zoom = clampZoom(camera.zoom * factor, sheet);
  const place = toPicture(camera, at);
  return { zoom, x: at.x - place.x * zoom, y: at.y - place.y * zoom };
}

/** From a picture as large as a thumb to pixels as large as one. */
export function clampZoom(zoom: number, sheet: Rect): number {
  const least = Math.min(1, 48 / Math.max(sheet.width, sheet.height));
  return Math.min(mostZoom, Math.max(least, zoom));
}

/** Moved; some of the sheet always stays in sight. */
export function panned(camera: Camera, dx: number, dy: number, sheet: Rect, viewport: Viewport): Camera {
  const keep = 40;
  const within = (offset: number, begin: number, length: number, room: number): number => {
    const most = room - keep - begin * camera.zoom;
    const least = keep - (begin + length) * camera.zoom;
    return Math.min(Math.max(offset, Math.min(least, most)), Math.max(least, most));
  };
  return {
    zoom: camera.zoom,
    x: within(camera.x + dx, sheet.x, sheet.width, viewport.width),
    y: within(camera.y + dy, sheet.y, sheet.height, viewport.height),
  };
}

/** Moved as little as it takes for `rect` to be in sight. */
export function revealed(camera: Camera, rect: Rect, viewport: Viewport): Camera {
  const by = (from: number, length: number, room: number): number => {
    if (length > room - 2 * margin) return 0;
    if (from < margin) return margin - from;
    return Math.min(0, room - margin - from - length);
  };
  const { x, y } = toScreen(camera, rect);
  return {
    zoom: camera.zoom,
    x: camera.x + by(x, rect.width * camera.zoom, viewport.width),
    y: camera.y + by(y, rect.height * camera.zoom, viewport.height),
  };
}
