import * as vscode from 'vscode';
import type { ImageFormat } from '../../images/facts';
import type { RequestPicture } from '../../vision/request';
import { VisionError } from '../../vision/visionError';
import type { AskPicture } from './askPanel';

const mediaTypes: Readonly<Record<ImageFormat, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  heic: 'image/heic',
  bmp: 'image/bmp',
  tiff: 'image/tiff',
  ico: 'image/x-icon',
  svg: 'image/svg+xml',
  jxl: 'image/jxl',
};

/** A picture as it is sent: read now, as it is now. Throws `VisionError` where it cannot be read. */
export async function requestPicture(
  picture: AskPicture,
  detail: string | undefined,
): Promise<RequestPicture> {
  const { name, source, facts } = picture;
  if (source.kind === 'url') return { name, source: { kind: 'url', url: source.url }, detail };
  if (facts === undefined)
    throw new VisionError('picture-refused', `${name} cannot be read as a picture.`, {
      nextStep: 'Open it in the Tile View: it says why.',
    });
  const mediaType = mediaTypes[facts.format];
  if (source.kind === 'bytes')
    return { name, source: { kind: 'bytes', bytes: source.bytes, mediaType }, detail };
  try {
    const bytes = await vscode.workspace.fs.readFile(source.uri);
    const path = vscode.workspace.asRelativePath(source.uri, false);
    return { name, source: { kind: 'bytes', bytes, mediaType, path }, detail };
  } catch (error) {
    throw new VisionError(
      'picture-refused',
      `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      { nextStep: 'Look whether it is still there.' },
      { cause: error },
    );
  }
}
