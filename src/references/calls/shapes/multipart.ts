import type { Site } from '../site';
import type { ObjectEntry, Value } from '../value';
import { objectOf } from './look';

/** The form that `requests.post(url, data=…, files=…)` sends: the fields and the files side by side. */
export function formOf(site: Site): Value | undefined {
  const files = site.args.named.get('files');
  if (!files) return undefined;
  const fields = objectOf(site.args.named.get('data'));
  const entries = [...(fields?.entries ?? []), ...filesIn(files)];
  return {
    kind: 'object',
    entries,
    span: fields?.span ?? files.span,
    ...(fields?.open && { open: fields.open }),
  };
}

/** `{'image': open(…)}`, `[('image[]', ('a.png', open(…), 'image/png')), …]`. */
function filesIn(files: Value): readonly ObjectEntry[] {
  if (files.kind === 'object')
    return files.entries.map(entry => ({ ...entry, value: contentOf(entry.value) }));
  if (files.kind !== 'list') return [];
  const all = new Map<string, ObjectEntry>();
  for (const { value: pair, optional, repeated } of files.items) {
    const [key, file] = pair.kind === 'list' ? pair.items.map(({ value }) => value) : [];
    if (key?.kind !== 'string' || file === undefined) continue;
    const item = {
      value: contentOf(file),
      ...(optional && { optional }),
      ...(repeated && { repeated }),
    };
    const before = all.get(key.text)?.value;
    const items = before?.kind === 'list' ? before.items : [];
    all.set(key.text, {
      key: key.text,
      keySpan: key.span,
      value: { kind: 'list', items: [...items, item], span: file.span },
    });
  }
  return [...all.values()];
}

/** Of `(name, file, type)`, the file. */
export function contentOf(value: Value): Value {
  if (value.kind !== 'list') return value;
  return value.items[1]?.value ?? value;
}
