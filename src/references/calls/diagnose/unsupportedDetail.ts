import { distance } from 'fastest-levenshtein';
import { levelsOf } from '../../../core/advice/cheaper';
import { estimate } from '../../../core/tokens/estimate';
import { list } from '../../../core/text';
import type { Api } from '../call';
import { removedEntry, replaced } from './edits';
import type { Finding, Fix } from './finding';
import { costAt, costText, found } from './subject';
import type { Subject } from './subject';

/**
 * What an API's own schema takes, where it is one vendor's: OpenAI's of 2026-08-21, Google's `MediaResolution`.
 * Gateways that speak the same format may take more.
 */
const words: Readonly<Partial<Record<Api, { readonly of: RegExp; readonly takes: readonly string[] }>>> = {
  'openai.responses': { of: /^(?:openai|azure)$/, takes: ['low', 'high', 'original', 'auto'] },
  'openai.chat': { of: /^(?:openai|azure)$/, takes: ['low', 'high', 'auto'] },
  'google.generate': { of: /^(?:google|vertex)$/, takes: ['low', 'medium', 'high', 'ultra_high'] },
};

const apiNames: Readonly<Partial<Record<Api, string>>> = {
  'openai.responses': 'The Responses API',
  'openai.chat': 'Chat Completions',
  'google.generate': 'The Gemini API',
};

/** A level that the API has no word for, or that the model does not have. */
export function unsupportedDetail(subject: Subject): readonly Finding[] {
  const { priced, model } = subject;
  const { call } = priced;
  const api = words[call.api];
  const takes =
    api !== undefined && call.provider !== undefined && api.of.test(call.provider) ? api.takes : undefined;
  const findings: Finding[] = [];
  for (const { image } of priced.images) {
    const { detail } = image;
    if (detail.kind !== 'stated' || findings.some(({ span }) => span.start === detail.span.start)) continue;
    const { value } = detail;
    const refused = model === undefined ? undefined : estimate({ width: 512, height: 512 }, model, value);
    const byModel = refused?.outcome === 'rejected' && refused.rejected.reason === 'unsupported-detail';
    const byApi = takes !== undefined && !takes.includes(value);
    if (!byModel && !byApi) continue;
    const own = model === undefined ? undefined : [...levelsOf(model), 'auto'];
    const allowed = (takes ?? own ?? []).filter(
      level => own === undefined || own.length === 1 || own.includes(level),
    );
    const known = list(
      allowed.map(level => `\`${level}\``),
      'and',
    );
    const message = byApi
      ? `${apiNames[call.api] ?? 'The API'} has no detail \`${value}\`: it takes ${known}.`
      : `${subject.unless}${model?.id ?? 'The model'} has no detail \`${value}\`: it knows ${known}.`;
    findings.push(
      found(
        subject,
        'unsupported-detail-value',
        detail.span,
        message,
        fixesOf(subject, image.detail, value, allowed),
      ),
    );
  }
  return findings;
}

function fixesOf(
  subject: Subject,
  detail: Subject['priced']['images'][number]['image']['detail'],
  value: string,
  allowed: readonly string[],
): readonly Fix[] {
  const { model, priced } = subject;
  if (detail.kind !== 'stated') return [];
  const same = priced.images.filter(
    ({ image }) => image.detail.kind === 'stated' && image.detail.span.start === detail.span.start,
  );
  const near = [...allowed].sort((a, b) => distance(value, a) - distance(value, b))[0];
  const close = near !== undefined && distance(value, near) <= 2 ? near : undefined;
  const preferred = close ?? (allowed.includes('high') ? 'high' : undefined);
  const fixes = allowed.flatMap((level): readonly Fix[] => {
    const edit = replaced(detail, level);
    if (edit === undefined) return [];
    const cost = model === undefined ? undefined : costAt(subject, same, model, level);
    return [
      {
        kind: 'edit',
        title: `State detail ${level}${cost === undefined ? '' : `: ${costText(cost)}`}`,
        edits: [edit],
        ...(level === preferred ? { preferred: true } : {}),
      },
    ];
  });
  const removed = removedEntry(subject.source, detail.span);
  return removed === undefined
    ? fixes
    : [...fixes, { kind: 'edit', title: `Remove the detail ${value}`, edits: [removed] }];
}
