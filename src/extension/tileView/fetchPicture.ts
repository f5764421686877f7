import * as vscode from 'vscode';
import { remoteSource } from '../../images/remote';
import { allowedHosts } from '../pictures';
import type { Pictures } from '../pictures';

/** A picture larger than any vendor takes is not fetched. */
const mostBytes = 50_000_000;
const step = 4_000_000;

/**
 * All of a picture on the web, for a user who asked for it; its header's facts are known to the hover then, too. Rejects
 * with `ImageError`, `aborted` where the user stopped it.
 */
export function fetchPicture(url: string, pictures: Pictures): Thenable<Uint8Array> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: 'Tilescope: fetching the picture',
      cancellable: true,
    },
    async (_progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => {
        stop.abort();
      });
      await pictures.readRemote(url, stop.signal);
      const source = await remoteSource(url, {
        signal: stop.signal,
        allowPrivate: allowedHosts(),
        maxBytes: mostBytes,
        totalTimeout: 120_000,
      });
      const parts: Uint8Array[] = [];
      for (let at = 0; ;) {
        const part = await source.read(at, step);
        parts.push(part);
        at += part.length;
        if (part.length < step) return Buffer.concat(parts);
      }
    },
  );
}
