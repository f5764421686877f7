import type { Span } from '../expression';

/**
 * The text around a call. Offsets are the call's own, which in a notebook are counted from its cell: what other cells
 * hold is before 0 or behind the end.
 */
export class SourceText {
  /** @param origin where offset 0 is within the text */
  constructor(
    readonly text: string,
    private readonly origin = 0,
  ) {}

  slice({ start, end }: Span): string {
    return this.text.slice(Math.max(0, start + this.origin), Math.max(0, end + this.origin));
  }

  /** The first offset. */
  get start(): number {
    return -this.origin;
  }

  get end(): number {
    return this.text.length - this.origin;
  }

  lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset + this.origin - 1) + 1 - this.origin;
  }

  /** Where the line ends, its line break left out. */
  lineEnd(offset: number): number {
    const at = this.text.indexOf('\n', offset + this.origin);
    if (at < 0) return this.end;
    return (this.text[at - 1] === '\r' ? at - 1 : at) - this.origin;
  }

  line(offset: number): string {
    return this.slice({ start: this.lineStart(offset), end: this.lineEnd(offset) });
  }

  get lineBreak(): string {
    return this.text.includes('\r\n') ? '\r\n' : '\n';
  }

  /** Everything up to an offset. */
  before(offset: number): string {
    return this.text.slice(0, Math.max(0, offset + this.origin));
  }

  after(offset: number): string {
    return this.text.slice(Math.max(0, offset + this.origin));
  }
}
