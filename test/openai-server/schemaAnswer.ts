// JSON that a strict schema takes, always the same for the same schema: objects with a place get places that lie
// inside of the picture, and known pictures the regions that are really there.
import { isObject, isStringArray, type JsonObject } from './json';

export interface KnownRegion {
  readonly label: string;
  readonly kind: string;
  readonly text: string;
  /** Shares of the picture's width and height, 0 … 1. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface KnownPicture {
  readonly name: string;
  readonly sha256: string;
  readonly description: readonly string[];
  readonly outputTokens: number;
  readonly regions: readonly KnownRegion[];
}

/** Where nothing is known of the picture: a page as most are. */
const anyRegions: readonly KnownRegion[] = [
  { label: 'Header', kind: 'navigation', text: 'Header', x: 0, y: 0, width: 1, height: 0.1 },
  { label: 'Main content', kind: 'section', text: 'Content', x: 0.05, y: 0.14, width: 0.6, height: 0.7 },
  { label: 'Side column', kind: 'section', text: 'Details', x: 0.69, y: 0.14, width: 0.26, height: 0.45 },
  { label: 'Primary button', kind: 'button', text: 'Continue', x: 0.69, y: 0.64, width: 0.26, height: 0.07 },
];

/** @param pictures those of the request; `undefined` for one this server does not know */
export function jsonFor(schema: JsonObject, pictures: readonly (KnownPicture | undefined)[]): unknown {
  const regions = pictures.map(picture => picture?.regions ?? anyRegions);
  const places = (regions.length === 0 ? [anyRegions] : regions).flatMap(placesOf);
  const summary = pictures.flatMap(picture => picture?.description[0] ?? []).join(' ');
  return new Writer(schema, places, summary.replaceAll('*', '')).value(schema, undefined);
}

/** A region on its picture, which is counted from 1. */
interface Place {
  readonly id: string;
  /** The id of the smallest region around it. */
  readonly parent: string | null;
  readonly region: KnownRegion;
  readonly picture: number;
}

function placesOf(regions: readonly KnownRegion[], index: number): readonly Place[] {
  const picture = index + 1;
  const id = ({ label }: KnownRegion): string => `${picture}.${label.toLowerCase().replace(/\W+/g, '-')}`;
  return regions.map(region => {
    const around = regions.filter(other => other !== region && holds(other, region));
    const [parent] = around.sort((a, b) => a.width * a.height - b.width * b.height);
    return { id: id(region), parent: parent === undefined ? null : id(parent), region, picture };
  });
}

function holds(outer: KnownRegion, inner: KnownRegion): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

class Writer {
  constructor(
    private readonly root: JsonObject,
    private readonly places: readonly Place[],
    private readonly summary: string,
  ) {}

  /** @param name of the property it is for @param place the region it is part of */
  value(node: unknown, name: string | undefined, place?: Place): unknown {
    const schema = this.resolved(node);
    if ('const' in schema) return schema.const;
    if (Array.isArray(schema.enum)) return this.fromEnum(schema.enum, name, place);
    const choices = schema.anyOf ?? schema.oneOf;
    if (Array.isArray(choices)) return this.value(choices[0], name, place);
    const types: readonly unknown[] = Array.isArray(schema.type) ? schema.type : [schema.type];
    const type = types.find(each => each !== 'null');
    switch (type) {
      case 'object':
        return this.object(schema, place);
      case 'array':
        return this.array(schema, name, place);
      case 'string':
        return types.includes('null') && place?.parent === null && name === 'parent'
          ? null
          : this.text(name, place);
      case 'integer':
      case 'number':
        return this.number(schema, name, type, place);
      case 'boolean':
        return false;
      default:
        return null;
    }
  }

  private object(schema: JsonObject, place: Place | undefined): JsonObject {
    const here = place ?? (isPlace(schema) ? this.places[0] : undefined);
    const properties = isObject(schema.properties) ? Object.entries(schema.properties) : [];
    return Object.fromEntries(properties.map(([key, member]) => [key, this.value(member, key, here)]));
  }

  private array(schema: JsonObject, name: string | undefined, place: Place | undefined): unknown[] {
    const items = this.resolved(schema.items);
    const least = typeof schema.minItems === 'number' ? schema.minItems : 0;
    const most = typeof schema.maxItems === 'number' ? schema.maxItems : Infinity;
    // Regions within a region: it has none of its own.
    if (place !== undefined && this.holdsPlace(items) && least === 0) return [];
    if (this.holdsPlace(items)) {
      return this.places.slice(0, most).map(each => this.value(items, name, each));
    }
    const count = Math.min(most, Math.max(least, place === undefined ? 2 : 1));
    return Array.from({ length: count }, () => this.value(items, name, place));
  }

  private text(name: string | undefined, place: Place | undefined): string {
    if (place === undefined)
      return name === 'summary' && this.summary !== '' ? this.summary : `Made-up ${name ?? 'text'}`;
    if (name === 'id') return place.id;
    if (name === 'parent') return place.parent ?? '';
    if (name !== undefined && /^(kind|type|role|category)$/i.test(name)) return place.region.kind;
    if (name !== undefined && /^(text|content|copy)$/i.test(name)) return place.region.text;
    return place.region.label;
  }

  private fromEnum(values: readonly unknown[], name: string | undefined, place: Place | undefined): unknown {
    const kind = name === undefined ? undefined : place?.region.kind;
    if (kind === undefined) return values[0];
    return [kind, 'other'].find(wanted => values.includes(wanted)) ?? values[0];
  }

  private number(
    schema: JsonObject,
    name: string | undefined,
    type: 'integer' | 'number',
    place: Place | undefined,
  ): number {
    const least = typeof schema.minimum === 'number' ? schema.minimum : 0;
    const most = typeof schema.maximum === 'number' ? schema.maximum : Infinity;
    const wish = this.wishedNumber(name, type, place);
    return Math.min(most, Math.max(least, wish));
  }

  private wishedNumber(
    name: string | undefined,
    type: 'integer' | 'number',
    place: Place | undefined,
  ): number {
    if (place !== undefined && name !== undefined) {
      if (/^(picture|image|page)(index|number)?$/i.test(name)) return place.picture;
      const { x, y, width, height } = place.region;
      const shares: Readonly<Record<string, number>> = { x, y, width, height, w: width, h: height };
      const share = shares[name];
      if (share !== undefined) return type === 'integer' ? Math.round(share * 1000) : share;
    }
    return type === 'integer' ? 1 : 0.5;
  }

  private holdsPlace(schema: JsonObject): boolean {
    if (isPlace(schema)) return true;
    const properties = isObject(schema.properties) ? Object.values(schema.properties) : [];
    return properties.some(member => isPlace(this.resolved(member)));
  }

  /** A reference within the schema, followed. */
  private resolved(node: unknown): JsonObject {
    if (!isObject(node)) return {};
    if (typeof node.$ref !== 'string') return node;
    let target: unknown = this.root;
    for (const step of node.$ref.replace(/^#\/?/, '').split('/').filter(Boolean))
      target = isObject(target) ? target[step] : undefined;
    return this.resolved(target);
  }
}

function isPlace(schema: JsonObject): boolean {
  const { required } = schema;
  return (
    isStringArray(required) &&
    required.includes('x') &&
    required.includes('y') &&
    (required.includes('width') || required.includes('w'))
  );
}
