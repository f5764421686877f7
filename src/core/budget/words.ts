import { showPlace } from '../config/source';
import { formatUsd } from '../money';
import { bytes, group, list } from '../text';
import type { Scope } from './budgets';
import type { Amount } from './measured';
import type { Passed, Quantity, VerdictSubject } from './verdict';

/** A number in its unit: `2,000 tokens`, `$0.011`, `1.2 MB`, `25 %`. */
export function amountText(value: number, quantity: Quantity): string {
  switch (quantity) {
    case 'tokens':
      return `${wholeOrNot(value)} tokens`;
    case 'usd':
      return formatUsd(value);
    case 'usdPerMonth':
      return `${formatUsd(value)} a month`;
    case 'bytes':
      return bytes(value);
    case 'tokensPercent':
    case 'usdPercent':
      return `${percentText(value)} %`;
  }
}

function wholeOrNot(value: number): string {
  return Number.isInteger(value) ? group(value) : String(value);
}

function percentText(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return Number.isInteger(rounded) ? group(rounded) : String(rounded);
}

/** `2,300 tokens`, `1,900 to 2,300 tokens`, `at least 2,300 tokens`. */
export function rangeText({ known: [from, to], missing }: Amount, quantity: Quantity): string {
  const all =
    from === to
      ? amountText(to, quantity)
      : `${amountText(from, quantity).replace(/ (?:tokens|a month)$/, '')} to ${amountText(to, quantity)}`;
  return missing === undefined ? all : `at least ${all}`;
}

const things: Readonly<Record<Scope, string>> = {
  image: 'a picture',
  reference: 'a picture outside of calls',
  call: 'a call',
  file: 'a file',
  project: 'the project',
};

/** `the limit of 2,000 tokens for a call (tilescope.json:12)` */
function limitText({ limit, value, place }: Passed): string {
  const which = limit.warn === value && limit.fail !== value ? 'the warning limit' : 'the limit';
  const on = limit.rise ? ' on the rise of' : ' for';
  return `${which} of ${amountText(value, limit.quantity)}${on} ${things[limit.scope]} (${showPlace(place)})`;
}

export function subjectText(subject: VerdictSubject): string {
  switch (subject.kind) {
    case 'image':
      return subject.image.shown;
    case 'call':
      return subject.call.callee;
    case 'file':
      return `the calls of ${subject.file}`;
    case 'project':
      return subject.folder === '' ? 'the calls of the project' : `the calls below ${subject.folder}`;
    case 'exception':
      return 'the exception';
  }
}

const verbs: Readonly<Record<Quantity, string>> = {
  tokens: 'takes',
  usd: 'costs',
  usdPerMonth: 'costs',
  bytes: 'sends',
  tokensPercent: 'takes',
  usdPercent: 'costs',
};

/** `client.responses.create takes 2,300 tokens, 300 tokens more than the limit of 2,000 tokens for a call (tilescope.json:12).` */
export function overText(passed: Passed, subject: VerdictSubject, baseName: string | undefined): string {
  const { limit, measured, by, before, after } = passed;
  const { quantity } = limit;
  const several = subject.kind === 'file' || subject.kind === 'project';
  const verb = several
    ? verbs[quantity].slice(0, -1)
    : subject.kind === 'image' && quantity === 'bytes'
      ? 'has'
      : verbs[quantity];
  const more =
    quantity === 'tokensPercent' || quantity === 'usdPercent'
      ? `${percentText(by)} points`
      : amountText(by, quantity);
  const than = `${more} more than ${limitText(passed)}`;
  if (!limit.rise)
    return `${capital(subjectText(subject))} ${verb} ${rangeText(measured, quantity)}, ${than}.`;
  const unit = quantity === 'tokensPercent' ? 'tokens' : quantity === 'usdPercent' ? 'usd' : quantity;
  const change =
    before === undefined || after === undefined
      ? ''
      : ` (${rangeText(before, unit)} → ${rangeText(after, unit)})`;
  return `${capital(subjectText(subject))} ${verb} ${rangeText(measured, quantity)} more than at ${baseName ?? 'the base'}${change}, ${than}.`;
}

const names: Readonly<Record<Quantity, string>> = {
  tokens: 'tokens',
  usd: 'money',
  usdPerMonth: 'money a month',
  bytes: 'bytes',
  tokensPercent: 'tokens in percent',
  usdPercent: 'money in percent',
};

/** The few reasons that fit in a sentence. */
export function whyText(missing: readonly string[]): string {
  // A reason that is a sentence stands within another here.
  const shown = missing.slice(0, 3).map(why => why.replace(/\.$/, ''));
  const rest = missing.length - shown.length;
  return `${shown.join('; ')}${rest > 0 ? `; and ${group(rest)} more` : ''}`;
}

export function unknownText(
  subject: VerdictSubject,
  limits: readonly { readonly quantity: Quantity; readonly rise: boolean; readonly place: Passed['place'] }[],
  why: string,
): string {
  const what = list([
    ...new Set(limits.map(({ quantity, rise }) => `${rise ? 'the rise in ' : ''}${names[quantity]}`)),
  ]);
  const places = list([...new Set(limits.map(({ place }) => showPlace(place)))]);
  const several = limits.length > 1;
  return `Whether ${subjectText(subject)} keep${subject.kind === 'file' || subject.kind === 'project' ? '' : 's'} to the limit${several ? 's' : ''} on ${what} (${places}) cannot be told: ${why}.`;
}

export function capital(text: string): string {
  // A name in code keeps its letters.
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}
