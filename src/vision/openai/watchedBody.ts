/**
 * The same bytes, with `stall` called when none has come for so many milliseconds. Any byte counts: comments that keep
 * a stream alive are swallowed above, so that this has to be watched here.
 */
export function watched(
  body: ReadableStream<Uint8Array> | null,
  milliseconds: number,
  stall: () => void,
): ReadableStream<Uint8Array> | null {
  if (body === null) return null;
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // Only while someone waits for bytes: a reader that is slow itself is not the server's silence.
        const timer = setTimeout(stall, milliseconds);
        try {
          const piece = await reader.read();
          if (piece.done) controller.close();
          else controller.enqueue(piece.value);
        } finally {
          clearTimeout(timer);
        }
      },
      cancel: reason => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
