import path from 'node:path';
import { URI } from 'vscode-uri';
import { bytes } from '../../core/text';
import type { Assessment } from '../assess';
import { fileOf } from '../assess';

/**
 * Text of a project as a terminal may show it: what would move its cursor, colour it or turn its direction is shown as a
 * sign of its own.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** What a reference leads to as it is written; data URIs by their kind and size. */
export function fullTarget({ reference }: Pick<Assessment, 'reference'>): string {
  if (reference.form !== 'data') return reference.target;
  const type = /^data:([^;,]*)/i.exec(reference.target)?.[1] ?? '';
  return `data:${type} (${bytes(reference.target.length)} in the text)`;
}

/** The same for a list. */
export function targetText(assessment: Assessment): string {
  return shortTarget(fullTarget(assessment));
}

/** Of a long path the end, which tells it from others. */
export function shortTarget(text: string, longest = longestTarget): string {
  const target = visible(text);
  return target.length > longest ? `…${target.slice(1 - longest)}` : target;
}

const longestTarget = 80;

/** Why there is no number, or `undefined` where there is one. */
export function problemText(assessment: Assessment): string | undefined {
  switch (assessment.kind) {
    case 'estimated':
      return assessment.estimate.outcome === 'rejected'
        ? `refused: ${assessment.estimate.rejected.message}`
        : assessment.estimate.outcome === 'unpublished'
          ? assessment.estimate.reason
          : undefined;
    case 'unreadable':
      return assessment.error.message;
    case 'unknown-model':
      return `${assessment.lookup.asked} is no known model`;
    case 'remote':
      return 'on the web: not fetched';
    case 'unresolved': {
      const { resolution } = assessment;
      if (resolution.kind === 'missing') return 'no such file';
      switch (resolution.why) {
        case 'dynamic':
          return 'put together when the program runs';
        case 'glob':
          return 'a pattern, not a path';
        case 'network-path':
          return 'on another machine: not looked up';
        case 'no-folder':
          return 'relative, and nothing to be relative to';
      }
    }
  }
}

/** The picture's file relative to the project, with forward slashes; absolute outside of it. */
export function resolvedPath(assessment: Assessment, root: string): string | undefined {
  const uri = fileOf(assessment);
  if (uri === undefined) return undefined;
  const file = URI.parse(uri).fsPath;
  const relative = path.relative(root, file);
  return (relative.startsWith('..') || path.isAbsolute(relative) ? file : relative).replaceAll('\\', '/');
}

/** The same; `undefined` where it is no file of the project. */
export function relativePath(assessment: Assessment, root: string): string | undefined {
  const uri = fileOf(assessment);
  if (uri === undefined) return undefined;
  const relative = path.relative(root, URI.parse(uri).fsPath);
  return relative.startsWith('..') || path.isAbsolute(relative) ? undefined : relative.replaceAll('\\', '/');
}
