import { cheaperWays } from '../core/advice/cheaper';
import { formatUsd } from '../core/money';
import type { Model } from '../core/models/model';
import { bytes, group } from '../core/text';
import {
  explainArithmetic,
  explainCost,
  explainDetail,
  explainGrid,
  tokensText,
} from '../core/tokens/explain';
import { formatName } from '../core/tokens/picture';
import type { Estimate } from '../core/tokens/types';
import { estimateFacts } from '../references/assess';
import { fileOf } from '../references/assess';
import type { Assessment } from '../references/assess';
import type { ImageFacts } from '../images/facts';
import type { Shown } from './pictures';

/** What the hover says, in parts and in Markdown; how they are laid out is for the editor and the clipboard to differ on. */
export interface HoverText {
  /** The answer: one line. */
  readonly answer: string;
  /** The reason: what it is priced with, and the road from the picture to the number. */
  readonly reason: readonly string[];
  readonly warnings: readonly string[];
  /** Cheaper ways, the largest saving first; only when there are some. */
  readonly advice: readonly string[];
  /** The same picture on other models. */
  readonly comparison: readonly ComparisonRow[];
  /** Where the rule comes from. */
  readonly source: RuleSource | undefined;
}

/** Plain text, not Markdown. */
export interface RuleSource {
  readonly name: string;
  readonly url: string | undefined;
  /** When it was checked, and how far it can be believed. */
  readonly note: string;
}

/** Plain text, not Markdown. */
export interface ComparisonRow {
  readonly model: string;
  readonly tokens: string;
  readonly perCall: string;
  readonly perThousand: string;
  /** The number stands for the dear reading of an omitted detail. */
  readonly omittedDetail: boolean;
}

const nothing: Omit<HoverText, 'answer' | 'reason'> = {
  warnings: [],
  advice: [],
  comparison: [],
  source: undefined,
};

/** What the hover says about a reference; `undefined` where it says nothing (a path that leads nowhere). */
export function hoverText(shown: Shown, today: string): HoverText | undefined {
  const text = textOf(shown, today);
  const { notes = [] } = shown;
  return text === undefined || notes.length === 0
    ? text
    : { ...text, reason: [...text.reason, ...notes.map(note => `$(info) ${note}`)] };
}

function textOf(shown: Shown, today: string): HoverText | undefined {
  const { assessment, notSent } = shown;
  const name = title(assessment);
  if (notSent !== undefined && assessment.kind === 'estimated')
    return notSentText(assessment.facts, assessment.estimate, notSent, name);
  switch (assessment.kind) {
    case 'unresolved':
      return undefined;
    case 'remote':
      return {
        ...nothing,
        answer: `${name} · on the web, not fetched`,
        reason: ['Tilescope reads nothing from the network unless you ask it to.'],
      };
    case 'unreadable':
      return {
        ...nothing,
        answer: `$(error) ${name} cannot be read`,
        reason: [escape(assessment.error.message)],
      };
    case 'unknown-model': {
      const { asked, nearest } = assessment.lookup;
      const near = nearest.length === 0 ? '' : ` Nearest: ${nearest.map(code).join(', ')}.`;
      const { facts } = assessment;
      return {
        ...nothing,
        answer: `${name} · ${formatName(facts.format)} ${group(facts.width)} × ${group(facts.height)}`,
        reason: [
          `$(question) ${code(asked)} is not a known model, so there is no price.${near} Its rule and price can be added in ${code('tilescope.json')}.`,
        ],
      };
    }
    case 'estimated':
      return estimatedText(shown, assessment.facts, assessment.estimate, name, today);
  }
}

/** The file is known, and something else is sent: what it would cost as it is tells how much there is to gain. */
function notSentText(facts: ImageFacts, estimate: Estimate, why: string, name: string): HoverText {
  const asItIs =
    estimate.outcome === 'counted'
      ? [`As it is: ${tokensText(estimate)} tokens on ${code(estimate.model.id)}.`]
      : [];
  return {
    ...nothing,
    answer: `$(question) ${name} · tokens not known`,
    reason: [`${why}.`, ...asItIs, sizeLine(facts, estimate)],
  };
}

function estimatedText(
  { effective, registry }: Shown,
  facts: ImageFacts,
  estimate: Estimate,
  name: string,
  today: string,
): HoverText {
  const reason = [pricingLine(estimate, effective.pricing.origins)];
  if (estimate.outcome === 'rejected') reason.push(escape(estimate.rejected.message));
  if (estimate.outcome === 'unpublished') reason.push(escape(estimate.reason));
  reason.push(sizeLine(facts, estimate));
  const others = effective.compareModels.flatMap(other => {
    const lookup = registry.find(other);
    return lookup.found && lookup.model.id !== estimate.model.id ? [lookup.model] : [];
  });
  const comparison = others.map(model =>
    estimateFacts(facts, model, detailFor(model, estimate.detail), effective.pricing.tier, today),
  );
  return {
    answer: answerLine(estimate, name),
    reason,
    warnings: estimate.warnings.map(({ message }) => `$(warning) ${escape(message)}`),
    advice: adviceTexts(estimate, today),
    comparison: comparison.map(row),
    source: ruleSource(estimate),
  };
}

function answerLine(estimate: Estimate, name: string): string {
  switch (estimate.outcome) {
    case 'counted':
      return `${name} · **${tokensText(estimate)} tokens** · ${explainCost(estimate)}`;
    case 'rejected':
      return `$(error) ${name} would be **refused**`;
    case 'unpublished':
      return `$(question) ${name} · tokens not known`;
  }
}

/** `gpt-5.4-mini` · detail omitted, read as `high` · ⌈1,305 × 1.2⌉ · *the default model* */
function pricingLine(estimate: Estimate, origins: { readonly model: string }): string {
  const parts = [code(estimate.model.id), explainDetail(estimate, '`')];
  if (estimate.outcome === 'counted') parts.push(explainArithmetic(estimate.arithmetic));
  if (estimate.tier !== 'standard') parts.push(`${estimate.tier} tier`);
  parts.push(`*${origins.model === 'default' ? 'the default model' : `from ${origins.model}`}*`);
  return parts.filter(part => part !== '').join(' · ');
}

function sizeLine(facts: ImageFacts, estimate: Estimate): string {
  const parts: string[] = [];
  const original = `${group(facts.width)} × ${group(facts.height)}`;
  if (estimate.outcome === 'counted') {
    const { size, seen, grid } = estimate;
    if (seen === null) parts.push(original);
    else if (seen.width === size.width && seen.height === size.height)
      parts.push(`${original} seen as it is`);
    else parts.push(`${original} → **${group(seen.width)} × ${group(seen.height)}** seen`);
    if (grid !== null) parts.push(explainGrid(grid));
  } else {
    parts.push(original);
  }
  const kind = `${formatName(facts.format)}${facts.animated ? ', animated' : ''}`;
  parts.push(facts.bytes === undefined ? kind : `${kind}, ${bytes(facts.bytes)}`);
  return parts.join(' · ');
}

function adviceTexts(estimate: Estimate, today: string): readonly string[] {
  if (estimate.outcome !== 'counted') return [];
  // The warning about an omitted detail is that advice already.
  const warned = estimate.warnings.some(warning => warning.code === 'omitted-detail');
  return cheaperWays(estimate, { at: today })
    .filter(({ kind }) => !(warned && kind === 'detail'))
    .slice(0, 2)
    .map(({ message }) => message);
}

/** A detail another vendor's model does not know is as if it were not given. */
function detailFor({ rule }: Model, detail: string | undefined): string | undefined {
  if (detail === undefined || detail === 'auto') return detail;
  switch (rule.family) {
    case 'patch':
      return detail in rule.details ? detail : undefined;
    case 'tile':
      return detail === 'low' || detail === 'high' ? detail : undefined;
    case 'gemini-grid':
      return detail in rule.budgets ? detail : undefined;
    default:
      return undefined;
  }
}

function row(estimate: Estimate): ComparisonRow {
  const model = estimate.model.id;
  if (estimate.outcome !== 'counted') {
    const tokens = estimate.outcome === 'rejected' ? 'refused' : 'not known';
    return { model, tokens, perCall: '', perThousand: '', omittedDetail: false };
  }
  const { costUsd } = estimate;
  return {
    model,
    tokens: tokensText(estimate),
    perCall: costUsd === null ? '–' : formatUsd(costUsd),
    perThousand: costUsd === null ? '–' : formatUsd(costUsd * 1000),
    omittedDetail: estimate.warnings.some(warning => warning.code === 'omitted-detail'),
  };
}

export function ruleSource({ rule }: Estimate): RuleSource {
  const [first] = rule.sources;
  const confidence = rule.confidence === 'user' ? 'your own rule' : `${rule.confidence} confidence`;
  return {
    name: first?.url === undefined ? rule.source : hostOf(first.url),
    url: first?.url,
    note: rule.asOf === '' ? confidence : `${rule.asOf}, ${confidence}`,
  };
}

function hostOf(url: string): string {
  return /^https?:\/\/(?:www\.)?([^/]+)/.exec(url)?.[1] ?? url;
}

/** The picture's name, as a link that opens it where it is a file. */
function title(assessment: Assessment): string {
  const name = `**${escape(nameOf(assessment)).replaceAll('`', '\\`')}**`;
  const file = fileOf(assessment);
  return file === undefined ? name : `[${name}](${file.replace(/[()<>\s]/g, encodeURIComponent)})`;
}

/** What a picture is called: its file's name, or what it is. */
export function nameOf({ reference }: Pick<Assessment, 'reference'>): string {
  if (reference.form === 'data') return `inline ${/^data:([^;,]*)/i.exec(reference.target)?.[1] ?? 'image'}`;
  const path = reference.target.replace(/[?#].*$/s, '');
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) || reference.target;
}

/** Text as Markdown that shows just that: no markup, no HTML, no icons. Backquotes in messages stay code. */
export function escape(text: string): string {
  return text.replace(/[\\*_{}[\]<>|~&]|\$(?=\()/g, '\\$&');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', '')}\``;
}
