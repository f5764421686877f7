import * as vscode from 'vscode';
import { explainArithmetic, tokensText } from '../core/tokens/explain';
import type { Estimate } from '../core/tokens/types';
import { neverCancelled } from '../host/host';
import { settings } from './contributions';
import type { Span } from '../references/calls/expression';
import type { Resolution } from '../references/resolve';
import { callHoverText } from './callHoverText';
import { callSummary } from './callSummary';
import { lineOf, nameSpan } from './callWords';
import type { PricedCallAt } from './calls';
import type { NamedPictures } from './namedPictures';
import type { Pictures, Shown } from './pictures';
import { included } from './pictures';
import { gitRevision, whyNoRevision } from './gitRevision';
import { isSource, languageOf, resourceOf } from './place';
import { flag } from './settings';

export interface Explanation {
  /** What stands in the text. */
  readonly label: string;
  /** What Tilescope makes of it. */
  readonly detail: string;
  /** Why, a sentence each. */
  readonly more?: readonly string[];
  /** Offset of the reference, where there is one to go to. */
  readonly offset?: number;
}

/** Why something is shown on a line, or why not: nothing is left to guess. */
export async function explainLine(
  named: NamedPictures,
  document: vscode.TextDocument,
  line: number,
): Promise<readonly Explanation[]> {
  if (!isSource(document))
    return [
      {
        label: 'Not a source file',
        detail: `Tilescope does not read documents of the scheme "${document.uri.scheme}".`,
      },
    ];
  const { pictures } = named;
  const { effective } = await pictures.effective(document);
  const explanations: Explanation[] = [];
  if (!included(document, effective))
    explanations.push({
      label: 'This file is left out',
      detail: effective.leftOut
        ? 'A tilescope.json leaves it out with "include" or "exclude", so nothing is shown here.'
        : 'The settings tilescope.include and tilescope.exclude leave it out, so nothing is shown here.',
    });
  if (!flag(settings.hoverEnabled, resourceOf(document)))
    explanations.push({
      label: 'Hovers are off',
      detail: 'Turn on the setting tilescope.hover.enabled to see them.',
    });
  const onLine = ({ start, end }: Span): boolean =>
    document.positionAt(start).line <= line && line <= document.positionAt(end).line;
  const pictured = (await named.all(document, neverCancelled)).filter(onLine);
  const calls = (await named.calls.of(document, neverCancelled)).filter(at => isAbout(at, line));
  if (pictured.length + calls.length === 0) {
    explanations.push({
      label: 'No image is named on this line',
      detail: `Read as ${languageOf(document)}. Looked for: strings and links that end in an image extension, data:image URIs, calls that send pictures to a model. Comments are left out.`,
    });
  }
  for (const at of calls) explanations.push(explainCall(at));
  for (const { start, end, reference, shown, uses } of pictured) {
    const [call] = uses.map(use => use.call);
    const text = document.getText(new vscode.Range(document.positionAt(start), document.positionAt(end)));
    const name = reference?.target ?? text;
    const label = reference?.form === 'data' ? `${name.slice(0, 32)}…` : name;
    const sent =
      call === undefined ? [] : [`Sent by the call on ${lineOf(call, document)}: ${call.call.callee}`];
    if (shown.length === 0) {
      const why = uses.map(({ image }) => image.why).find(Boolean);
      explanations.push({
        label,
        detail: plain(why ?? 'Not known before the program runs'),
        more: sent,
        offset: start,
      });
    }
    for (const one of shown) {
      const explanation = whatAndWhy(one);
      const { assessment } = one;
      const isMissing = assessment.kind === 'unresolved' && assessment.resolution.kind === 'missing';
      const { detail, more = [] } = isMissing ? await missing(pictures, document, explanation) : explanation;
      explanations.push({
        label: shown.length > 1 ? assessment.reference.target : label,
        detail: one.notSent === undefined ? detail : `Not known: ${plain(one.notSent)}`,
        more: [...sent, ...(one.notes ?? []).map(plain), ...more],
        offset: start,
      });
    }
  }
  return explanations;
}

/** On the line of its lens, of its name, and of its model. */
function isAbout(at: PricedCallAt, line: number): boolean {
  const { document, call } = at;
  const name = document.positionAt(nameSpan(at).end).line;
  const model = call.model.kind === 'omitted' ? undefined : at.where(call.model.span);
  return (
    document.positionAt(call.statement).line === line ||
    name === line ||
    (model?.document === document && model.range.start.line === line)
  );
}

function explainCall({ priced, call, document }: PricedCallAt): Explanation {
  const { reason, source } = callHoverText(priced, new Date().toISOString().slice(0, 10));
  const pictures = priced.images.flatMap(({ image, why }) => {
    const what = 'reference' in image.source ? image.source.reference.target : 'A picture';
    return why === undefined ? [] : [`${what} is not counted: ${why}`];
  });
  return {
    label: `${call.callee} (line ${String(document.positionAt(call.span.start).line + 1)})`,
    detail: callSummary(priced).replace(/\$\(\w+\) /g, ''),
    more: [
      ...reason,
      ...pictures,
      ...(source === undefined ? [] : [`Rule: ${source.name}, ${source.note}`]),
    ].map(plain),
    offset: call.span.start,
  };
}

/** A picker shows no Markdown. */
function plain(text: string): string {
  return text.replace(/`|\\(?=[^\w\s])/g, '');
}

/** What keeps a file from being found besides its absence: another revision, a project that cannot be read. */
async function missing(
  pictures: Pictures,
  document: vscode.TextDocument,
  { detail, more = [] }: Pick<Explanation, 'detail' | 'more'>,
): Promise<Pick<Explanation, 'detail' | 'more'>> {
  const revision = gitRevision(document.uri);
  const why = await whyNoRevision(document.uri);
  const problems = await pictures.projectProblems(document);
  return {
    detail: revision === undefined ? detail : `${detail} ${revision.name}`,
    more: [
      ...(why === undefined ? [] : [`$(warning) ${why}`]),
      ...problems.map(
        ({ uri, message }) => `$(warning) ${path(uri)} ${message}: it counts as far as it could be read`,
      ),
      ...more,
    ],
  };
}

function whatAndWhy({ assessment, effective }: Shown): Pick<Explanation, 'detail' | 'more'> {
  switch (assessment.kind) {
    case 'estimated': {
      const { estimate, resolution } = assessment;
      const { model, origins, detail } = effective.pricing;
      const more = [
        resolution.kind === 'file'
          ? `Found ${vias[resolution.via]}: ${path(resolution.uri)}`
          : resolution.kind === 'data'
            ? 'Its bytes are in the text'
            : 'Read from the web',
        `Model ${model} (${origins.model}), detail ${detail ?? 'omitted'} (${origins.detail})`,
        ruleRow(estimate.rule),
        ...estimate.warnings.map(({ message }) => `$(warning) ${message}`),
      ];
      switch (estimate.outcome) {
        case 'rejected':
          return { detail: `Refused: ${estimate.rejected.message}`, more };
        case 'unpublished':
          return { detail: estimate.reason, more };
        case 'counted':
          return {
            detail: `${tokensText(estimate)} tokens: ${explainArithmetic(estimate.arithmetic)}`,
            more,
          };
      }
    }
    case 'unreadable':
      return { detail: assessment.error.message };
    case 'unknown-model':
      return {
        detail: `${assessment.lookup.asked} (${effective.pricing.origins.model}) is not a known model`,
        more: [`Nearest: ${assessment.lookup.nearest.join(', ') || 'none'}`],
      };
    case 'remote':
      return { detail: 'On the web: nothing is fetched unless you ask for it in the hover.' };
    case 'unresolved':
      return whyUnresolved(assessment.resolution);
  }
}

/** The address last: a picker cuts off what does not fit. */
function ruleRow({ source, asOf, confidence }: Estimate['rule']): string {
  return asOf === '' ? `Rule: ${source}` : `Rule checked ${asOf}, ${confidence} confidence: ${source}`;
}

function whyUnresolved(
  resolution: Extract<Resolution, { kind: 'missing' | 'unresolved' }>,
): Pick<Explanation, 'detail' | 'more'> {
  if (resolution.kind === 'missing') {
    return {
      detail: 'No such file',
      more: [
        ...resolution.tried.map(uri => `Tried ${path(uri)}`),
        'More folders to start from can be named in tilescope.roots',
      ],
    };
  }
  switch (resolution.why) {
    case 'dynamic':
      return { detail: 'Put together when the program runs: which file it names is not known.' };
    case 'glob':
      return { detail: 'A pattern: which files it names is not looked up.' };
    case 'network-path':
      return { detail: 'On another machine: never looked up, as that alone could hand it your credentials.' };
    case 'no-folder':
      return { detail: 'A relative path in a document that has no folder: save it, or open a folder.' };
  }
}

const vias = {
  document: 'beside this file',
  folder: 'from the workspace folder',
  root: 'from a folder of tilescope.roots',
  absolute: 'by its absolute path',
  'file-url': 'by its address',
  project: 'in a folder that the project serves',
  alias: 'by an alias of the project',
  package: 'from the folder of its package',
} as const;

function path(uri: string): string {
  const parsed = vscode.Uri.parse(uri);
  // A file of another revision is called as the file of today.
  return vscode.workspace.asRelativePath(
    parsed.scheme === 'git' ? parsed.with({ scheme: 'file', query: '' }) : parsed,
  );
}
