/**
 * Something with bytes that can be read in part: a file, a `data:` URI, a remote resource.
 * Header readers ask for the few bytes they need and never for the whole.
 */
export interface ByteSource {
  /** What to call it in messages: a file name, `data:image/png`, a URL. Its extension, if any, is compared with the content. */
  readonly name: string;
  /** Total bytes, or `undefined` where the source does not say (a server without Content-Length). */
  readonly size: number | undefined;
  /**
   * Up to `length` bytes from `offset`: fewer at the end, an empty array past it.
   * The array may be a view of a larger buffer: read it through its own `byteOffset` and `length`.
   */
  read(offset: number, length: number): Promise<Uint8Array>;
}
