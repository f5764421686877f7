/** Why an image has no facts. Faces branch on these; messages are for people only. */
export type ImageErrorReason =
  // what the bytes are
  | 'empty'
  | 'truncated'
  | 'unsupported'
  /** Git LFS keeps the picture elsewhere, and what is here only names it. */
  | 'lfs-pointer'
  | 'corrupt'
  | 'zero-sized'
  | 'no-size'
  | 'too-large'
  // where the bytes should have come from
  | 'not-found'
  | 'not-a-file'
  | 'denied'
  | 'unreadable'
  | 'malformed-uri'
  // the way over the network
  | 'refused-address'
  | 'refused-protocol'
  | 'redirects'
  | 'over-limit'
  | 'network'
  | 'timeout'
  | 'aborted'
  // drawing
  | 'engine-missing'
  | 'undecodable';

const accepted = 'PNG, JPEG, WebP or a still GIF';

/** What is wrong, and the way out. The first part follows the image's name: "photo.png is empty". */
const texts: Record<ImageErrorReason, readonly [what: string, wayOut: string]> = {
  empty: ['is empty', 'Save or export the picture again.'],
  truncated: [
    'ends in the middle of its header',
    'Download or export it again: the copy was cut short (a Git LFS pointer or an interrupted transfer, perhaps).',
  ],
  unsupported: ['is not an image format known here', `Convert it to ${accepted}, which vision models take.`],
  'lfs-pointer': ['is a Git LFS pointer, not the picture itself', 'Fetch the picture with `git lfs pull`.'],
  corrupt: ['has a damaged header', `Open it in an image editor and export it again as ${accepted}.`],
  'zero-sized': ['has no area: its header says a side of 0 pixels', 'Export the picture again.'],
  'no-size': [
    'says no size: its root has neither width and height in absolute units nor a viewBox',
    'Add `width` and `height` in pixels, or a `viewBox`, to its <svg> element.',
  ],
  'too-large': [
    'says it is larger than any picture can be',
    'If that is its true size, scale it down: models see far fewer pixels.',
  ],
  'not-found': ['does not exist', 'Check the path, or create the file.'],
  'not-a-file': ['is not a file', 'Name an image file.'],
  denied: ['may not be read', 'Check its permissions.'],
  unreadable: ['could not be read', 'Try again; if it stays so, check the disk or the share it is on.'],
  'malformed-uri': ['is not a well-formed address', 'Check how it is written.'],
  'refused-address': [
    'is at a private, local or reserved network address, which is not contacted unless allowed',
    'If you trust it, name the host in tilescope.remote.allowedHosts, or use --allow-private on the command line.',
  ],
  'refused-protocol': ['is not reached over https', 'Use an https address, or a local copy.'],
  redirects: ['is redirected too often', 'Use the address it ends at.'],
  'over-limit': [
    'needs more bytes than the limit allows to show its size',
    'Raise the limit, or use a local copy.',
  ],
  network: ['could not be fetched', 'Check the address and the connection.'],
  timeout: ['did not answer in time', 'Try again, or use a local copy.'],
  aborted: ['was not read to the end: the request was cancelled', 'Ask again.'],
  'engine-missing': [
    'cannot be drawn: the image engine (sharp) could not be loaded on this machine',
    'Sizes and costs do not need it; for previews install the build for your platform.',
  ],
  undecodable: ['could not be decoded', `Export it again as ${accepted}.`],
};

/** An image that cannot be read, with a reason to branch on and a way out to show. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
  readonly reason: ImageErrorReason;
  /** The image in question, as its source names it. */
  readonly image: string;
  /** What the user can do, as a sentence; also the end of `message`. */
  readonly wayOut: string;

  /** `what` says it more closely than the reason does and follows the image's name ("is a PDF document"). */
  constructor(
    reason: ImageErrorReason,
    image: string,
    what?: string,
    options?: { readonly cause?: unknown; readonly wayOut?: string },
  ) {
    const [generally, wayOut] = texts[reason];
    const way = options?.wayOut ?? wayOut;
    const shown = image.length > 200 ? `${image.slice(0, 200)}…` : image;
    super(
      `${shown} ${what ?? generally}. ${way}`,
      options?.cause === undefined ? {} : { cause: options.cause },
    );
    this.reason = reason;
    this.image = image;
    this.wayOut = way;
  }

  static is(error: unknown, reason?: ImageErrorReason): error is ImageError {
    return error instanceof ImageError && (reason === undefined || error.reason === reason);
  }
}

/** Node's and VS Code's codes for what a file host runs into. */
const reasonsByCode: Readonly<Record<string, ImageErrorReason>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  ELOOP: 'not-found',
  ENAMETOOLONG: 'not-found',
  FileNotFound: 'not-found',
  FileNotADirectory: 'not-found',
  EACCES: 'denied',
  EPERM: 'denied',
  NoPermissions: 'denied',
  EISDIR: 'not-a-file',
  ENXIO: 'not-a-file',
  ENOTSUP: 'not-a-file',
  FileIsADirectory: 'not-a-file',
  ERR_INVALID_ARG_VALUE: 'malformed-uri',
};

/** Whatever a host threw, as an {@link ImageError}: by its `code`, never by its message. */
export function toImageError(error: unknown, image: string): ImageError {
  if (error instanceof ImageError) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const reason = (typeof code === 'string' ? reasonsByCode[code] : undefined) ?? 'unreadable';
  return new ImageError(reason, image, undefined, { cause: error });
}
