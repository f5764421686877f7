/** A quarter of an hour: no zone's day begins within one. */
const quarter = 15 * 60_000;

/** Which day a moment falls on, where the user is. */
export class Days {
  readonly #format: Intl.DateTimeFormat;
  /** A ledger has many moments and few quarters of an hour, and the calendar takes its time. */
  readonly #known = new Map<number, string>();

  /** @param timeZone as IANA names it; without it, the one of this machine. Throws `RangeError` for one it does not know. */
  constructor(timeZone?: string) {
    this.#format = new Intl.DateTimeFormat('en', {
      calendar: 'iso8601',
      numberingSystem: 'latn',
      ...(timeZone === undefined ? {} : { timeZone }),
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  }

  /** `2026-11-27`. @param at ISO, or milliseconds since the epoch */
  of(at: string | number): string {
    const time = Math.floor((typeof at === 'number' ? at : Date.parse(at)) / quarter) * quarter;
    const known = this.#known.get(time);
    if (known !== undefined) return known;
    const parts = new Map(this.#format.formatToParts(time).map(({ type, value }) => [type, value]));
    const day = [parts.get('year') ?? '', parts.get('month') ?? '', parts.get('day') ?? ''].join('-');
    this.#known.set(time, day);
    return day;
  }
}

/** The month of a day: `2026-11`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** So many days later, or earlier: `2026-03-01` and -1 is `2026-02-28`. */
export function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whether it is a day of the calendar, written as {@link Days.of} does. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayAfter(text, 0) === text;
}
