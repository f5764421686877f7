import { formatUsd, formatUsdRange } from '../../core/money';
import { group } from '../../core/text';
import type { AskBill, AskPreview, AskRun } from '../askProtocol';

/** `910 + 31 text in · 200–600 out · ≈ $0.004–0.008` */
export function previewWords({
  imageTokens,
  textTokens,
  textApproximate,
  outputTokens: [least, most],
  usd,
}: AskPreview): string {
  const text = `${textApproximate === true ? '≈ ' : ''}${group(textTokens)} text in`;
  return [
    `${imageTokens === null ? 'pictures not known' : group(imageTokens)} + ${text}`,
    `${least === most ? group(least) : `${group(least)}–${group(most)}`} out`,
    usd === null ? 'price not known' : `≈\u00a0${formatUsdRange(usd)}`,
  ].join(' · ');
}

/** `estimated 941 · billed 941 in, 412 out · $0.0053 · 3.1 s`; what nobody said is said to be missing. */
export function billWords({
  estimatedInput,
  billedInput,
  billedOutput,
  reasoning,
  usd,
  milliseconds,
  servedTier,
}: AskBill): readonly string[] {
  const billed =
    billedInput === undefined && billedOutput === undefined
      ? 'no bill was sent'
      : `billed ${numberOr(billedInput)} in, ${numberOr(billedOutput)} out${
          reasoning === undefined || reasoning === 0 ? '' : ` (${group(reasoning)} of it reasoning)`
        }`;
  return [
    `estimated ${estimatedInput === null ? 'not' : group(estimatedInput)}`,
    billed,
    usd === null ? 'price not known' : formatUsd(usd),
    seconds(milliseconds),
    ...(servedTier === undefined ? [] : [`tier ${servedTier}`]),
  ];
}

function numberOr(value: number | undefined): string {
  return value === undefined ? 'unknown' : group(value);
}

/** `0.4 s`, `3.1 s`, `2 min 5 s` */
export function seconds(milliseconds: number): string {
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const whole = Math.round(milliseconds / 1000);
  return `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
}

/** What a run is at, in a word or two. */
export function statusWords(run: AskRun, now: number): string {
  switch (run.status) {
    case 'sending':
      return 'Sending …';
    case 'waiting': {
      const left = Math.max(0, Math.ceil(((run.waiting?.until ?? now) - now) / 1000));
      return `${run.waiting?.why ?? 'Waiting'}: again in ${String(left)} s`;
    }
    case 'streaming':
      return 'Answering …';
    case 'done':
      return 'Complete';
    case 'failed':
      return 'Failed';
    case 'cancelled':
      return 'Cancelled';
  }
}

export function isActive({ status }: AskRun): boolean {
  return status === 'sending' || status === 'waiting' || status === 'streaming';
}
