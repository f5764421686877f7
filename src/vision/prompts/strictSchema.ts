/**
 * What keeps a JSON Schema out of the strict subset that structured outputs take: the root is an object, objects are
 * closed, and all they have is required. Sentences with the path; empty where nothing does. Keywords the API knows or
 * does not are left to it.
 */
export function strictProblems(schema: Readonly<Record<string, unknown>>): readonly string[] {
  const problems: string[] = [];
  if (schema.type !== 'object') problems.push('the schema must have "type": "object" at its root.');
  walk(schema, '', problems, 0);
  return problems;
}

/** The API takes no deeper ones either: five levels, then ten. */
const deepest = 50;

function walk(schema: unknown, path: string, problems: string[], depth: number): void {
  if (!isRecord(schema) || depth > deepest) return;
  const here = path === '' ? 'the schema' : path;
  const properties = isRecord(schema.properties) ? schema.properties : {};
  if (schema.type === 'object' || schema.properties !== undefined) {
    if (schema.additionalProperties !== false)
      problems.push(`${here} must be closed: add "additionalProperties": false.`);
    const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
    const optional = Object.keys(properties).filter(name => !required.includes(name));
    if (optional.length > 0)
      problems.push(
        `${here} must require all it has: ${optional.map(name => JSON.stringify(name)).join(', ')} ${optional.length === 1 ? 'is' : 'are'} not in "required". What may be missing has the type null besides.`,
      );
  }
  const below = (name: string): string => (path === '' ? name : `${path}.${name}`);
  for (const [name, property] of Object.entries(properties)) walk(property, below(name), problems, depth + 1);
  walk(schema.items, `${path}[]`, problems, depth + 1);
  for (const list of [schema.anyOf, schema.oneOf, schema.allOf])
    if (Array.isArray(list)) for (const option of list) walk(option, path, problems, depth + 1);
  for (const definitions of [schema.$defs, schema.definitions])
    if (isRecord(definitions))
      for (const [name, definition] of Object.entries(definitions))
        walk(definition, `$defs.${name}`, problems, depth + 1);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
