import * as vscode from 'vscode';
import { formatUsd } from '../../core/money';
import type { Model } from '../../core/models/model';
import { group } from '../../core/text';
import type { Tier } from '../../core/money';
import type { ImageFacts } from '../../images/facts';
import { imageExtensions } from '../../references/reference';
import { estimateFacts } from '../../references/assess';

/** A workspace's picture in a list to choose from. */
export interface PictureRow extends vscode.QuickPickItem {
  readonly uri: vscode.Uri;
}

export interface FoundPictures {
  /** Newest first. */
  readonly uris: readonly vscode.Uri[];
  /** How many there are in all, where not all are listed. */
  readonly more: number;
}

/** So many are looked at, and so many offered. */
const mostFound = 3000;
const mostListed = 200;

/** The workspace's pictures, newest first. */
export async function workspacePictures(token: vscode.CancellationToken): Promise<FoundPictures> {
  const names = [...imageExtensions, ...imageExtensions.map(extension => extension.toUpperCase())];
  const found = await vscode.workspace.findFiles(
    `**/*.{${names.join(',')}}`,
    '**/{node_modules,bower_components,.venv,venv,__pycache__,dist,build,.git}/**',
    mostFound,
    token,
  );
  const dated = await Promise.all(
    found.map(async uri => {
      try {
        return { uri, mtime: (await vscode.workspace.fs.stat(uri)).mtime };
      } catch {
        // Gone since it was found: not offered.
        return undefined;
      }
    }),
  );
  const sorted = dated.filter(one => one !== undefined).sort((a, b) => b.mtime - a.mtime);
  return {
    uris: sorted.slice(0, mostListed).map(({ uri }) => uri),
    more: Math.max(0, sorted.length - mostListed),
  };
}

export function plainRow(uri: vscode.Uri): PictureRow {
  const path = vscode.workspace.asRelativePath(uri);
  const slash = path.lastIndexOf('/');
  return {
    uri,
    label: path.slice(slash + 1),
    ...(slash > 0 && { description: path.slice(0, slash) }),
  };
}

/** The row with what the picture costs; why it cannot be asked about, where it cannot. */
export function pricedRow(
  uri: vscode.Uri,
  facts: ImageFacts | Error,
  pricing: { readonly model: Model | undefined; readonly detail: string | undefined; readonly tier: Tier },
  icon: vscode.Uri | undefined,
): PictureRow {
  const row = plainRow(uri);
  return {
    ...row,
    description: [row.description, priceText(facts, pricing)].filter(Boolean).join(' · '),
    ...(icon !== undefined && { iconPath: icon }),
  };
}

function priceText(
  facts: ImageFacts | Error,
  { model, detail, tier }: Parameters<typeof pricedRow>[2],
): string {
  if (facts instanceof Error) return '$(error) cannot be read';
  const size = `${group(facts.width)} × ${group(facts.height)}`;
  if (model === undefined) return size;
  const estimate = estimateFacts(facts, model, detail, tier, new Date().toISOString().slice(0, 10));
  if (estimate.outcome === 'rejected') return `${size} · $(warning) refused: ${estimate.rejected.message}`;
  if (estimate.outcome === 'unpublished') return `${size} · tokens not known`;
  const money = estimate.costUsd === null ? '' : ` · ${formatUsd(estimate.costUsd)}`;
  return `${size} · ${group(estimate.tokens)} tokens${money}`;
}
