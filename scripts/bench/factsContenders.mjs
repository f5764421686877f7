// One reader of picture headers in a process of its own. A child of facts.mjs, which sends it first what to read with,
// then 'check' or 'pass'.
import { close, closeSync, createReadStream, open, openSync, read, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { answerParent } from './measure.mjs';

/** Files under way at once, for everything that is asynchronous. */
const concurrency = 16;
const header = 4096;

/** @typedef {{ width?: number, height?: number } | undefined} Found */
/** @typedef {{ peers: string, library: string }} Where */

/** Name → a reader of one file, synchronous or not. Sizes are as stored, whatever the orientation says. */
/** @type {Record<string, (where: Where) => Promise<(path: string) => Found | Promise<Found>>>} */
const readers = {
  'tilescope-sync': async ({ library }) => load(library).readFileFactsSync,
  'bare-sync': async () => {
    const buffer = Buffer.allocUnsafe(header);
    return path => {
      const fd = openSync(path, 'r');
      readSync(fd, buffer, 0, header, 0);
      closeSync(fd);
      return undefined;
    };
  },
  'tilescope-async': async ({ library }) => {
    const { NodeFileHost, readImageFacts } = load(library);
    const host = new NodeFileHost();
    return async path => {
      const file = await host.open(pathToFileURL(path).href);
      try {
        return await readImageFacts(file);
      } finally {
        await file.close();
      }
    };
  },
  // Callbacks: Node's cheapest way that does not block.
  'bare-async': async () => path =>
    new Promise((resolve, reject) => {
      open(path, 'r', (openError, fd) => {
        if (openError) return reject(openError);
        read(fd, Buffer.allocUnsafe(header), 0, header, 0, readError => {
          close(fd, closeError => {
            if (readError ?? closeError) reject(readError ?? closeError);
            else resolve(undefined);
          });
        });
      });
    }),
  'image-size': async ({ peers }) => {
    const { imageSizeFromFile, setConcurrency } = load(peers, 'image-size/fromFile');
    setConcurrency(concurrency);
    return imageSizeFromFile;
  },
  'image-dimensions-stream': async where => {
    const { imageDimensionsFromStream } = await dimensions(where);
    return path => streamed(path, stream => imageDimensionsFromStream(Readable.toWeb(stream)));
  },
  'image-dimensions-data': async where => {
    const { imageDimensionsFromData } = await dimensions(where);
    return async path => imageDimensionsFromData(await readFile(path));
  },
  'probe-image-size': async ({ peers }) => {
    const probe = load(peers, 'probe-image-size');
    return path => streamed(path, probe);
  },
  sharp: async () => {
    const { default: sharp } = await import('sharp');
    // Each picture is asked for once: there is nothing to keep.
    sharp.cache(false);
    return async path => sharp(path).metadata();
  },
};

/** @param {string} from @param {string} [name] */
function load(from, name) {
  return name === undefined
    ? createRequire(import.meta.url)(from)
    : createRequire(join(from, 'package.json'))(name);
}

/** @param {Where} where */
function dimensions({ peers }) {
  return import(pathToFileURL(join(peers, 'node_modules/image-dimensions/index.js')).href);
}

/** @param {string} path @param {(stream: import('node:fs').ReadStream) => Promise<Found>} ask */
async function streamed(path, ask) {
  const stream = createReadStream(path);
  try {
    return await ask(stream);
  } finally {
    stream.destroy();
  }
}

/** @type {(path: string) => Found | Promise<Found>} */
let reader = () => undefined;
/** @type {string[]} */
let images = [];
let isSync = false;

answerParent(async message => {
  switch (message.do) {
    case 'begin':
      reader = (await readers[message.reader]?.(message)) ?? reader;
      images = message.images;
      isSync = message.reader.endsWith('-sync');
      return;
    case 'check':
      return check();
    default: {
      // The fastest of three where a pass is so short that a single interruption doubles it.
      let fastest = Infinity;
      for (let i = 0; i < 3 && (i === 0 || fastest < 1000); i += 1) {
        const start = performance.now();
        if (isSync) passSync();
        else await pass();
        fastest = Math.min(fastest, performance.now() - start);
      }
      return fastest;
    }
  }
});

/** `WIDTHxHEIGHT` of every picture, `null` where the reader does not know. */
async function check() {
  const sizes = [];
  for (const path of images) {
    try {
      const found = await reader(path);
      sizes.push(found?.width === undefined ? null : `${found.width}x${found.height}`);
    } catch {
      sizes.push(null);
    }
  }
  return sizes;
}

function passSync() {
  for (const path of images) reader(path);
}

async function pass() {
  let next = 0;
  const worker = async () => {
    while (next < images.length) {
      const path = images[next] ?? '';
      next += 1;
      try {
        await reader(path);
      } catch {
        // Not a format it knows; the time was spent.
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}
