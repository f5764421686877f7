// Every picture, and how it is made.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { emailHeader, heroBanner, newsletterTile } from './banners.mjs';
import { cart, checkout } from './desktop.mjs';
import { apng, bmp, fax, ico, scan } from './formats.mjs';
import { landingPage } from './landing.mjs';
import { dusk, landscape } from './landscape.mjs';
import { dashboard, inventory } from './office.mjs';
import { lakeScene, paint } from './painting.mjs';
import { deliveryNote, invoice } from './paper.mjs';
import { mobileHome, mobileProduct } from './phone.mjs';
import { photograph } from './photograph.mjs';
import { poster } from './poster.mjs';
import { doubled, draw, enlarge, scenic, screen } from './raster.mjs';
import { animated, badge, brandIcon, onlineDot, toast } from './small.mjs';
import { broken, phonePhoto, receiptPhoto } from './snapshots.mjs';
import { sizeChart, tabletSearch } from './tablet.mjs';
import { drawn } from './wares.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));


/** Drawn once, however many pictures are made of it. */
const once = new Map();
const cached = (key, make) => {
  if (!once.has(key)) once.set(key, make());
  return once.get(key);
};

const photo = (name, w, h, samples) =>
  cached(`${name}${w}`, () => photograph(name, w, h, samples).png().toBuffer());

const drawnRidge = () =>
  cached('ridge', () =>
    draw(1600, 900, landscape(1600, 900, { seed: 33, ...dusk, id: 'rd' }))
      .png()
      .toBuffer(),
  );

/** path → how it is made. Sizes are chosen so that the rules differ; examples/README.md says which and why. */
export const pictures = {
  'examples/mockups/checkout.png': () => screen(1440, 900, checkout()),
  'examples/mockups/cart.png': () => screen(1440, 900, cart()),
  'examples/mockups/tablet-search.png': () => screen(1024, 768, tabletSearch()),
  'examples/mockups/mobile-home.png': () => scenic(1170, 2532, mobileHome(), 390, 844),
  'examples/mockups/mobile-product.png': () => screen(1170, 2532, mobileProduct(), 390, 844),
  'examples/mockups/Größentabelle final.png': () => scenic(1200, 1500, sizeChart()),
  'examples/banners/hero-2049.png': () => scenic(2049, 513, heroBanner(2049, 513)),
  'examples/banners/hero-2048.webp': () =>
    draw(2048, 512, heroBanner(2049, 513), 2049, 513).flatten().webp({ quality: 80, effort: 6 }).toBuffer(),
  'examples/banners/newsletter-tile.png': () => scenic(512, 513, newsletterTile(512, 513)),
  'examples/banners/email-header.png': () => scenic(1568, 784, emailHeader(1568, 784)),
  'examples/screenshots/dashboard.png': () => screen(1920, 1080, dashboard()),
  'examples/screenshots/inventory@2x.png': () => screen(2576, 1456, inventory(), 1288, 728),
  'examples/screenshots/landing-full.png': () => scenic(1280, 7200, landingPage()),
  'examples/screenshots/online-dot.png': () => draw(16, 16, onlineDot()).png().toBuffer(),
  'examples/screenshots/payment-error.bmp': () => bmp(toast(), 320, 96),
  'examples/photos/IMG_2041.jpg': phonePhoto,
  'examples/photos/enamel-mug.jpg': async () =>
    (await enlarge(photo('mug', 1500, 1000, 10), 3000, 2000)).jpeg({ quality: 70, mozjpeg: true }).toBuffer(),
  'examples/photos/tarn-bottle.webp': async () =>
    sharp(await photo('bottle', 900, 1200, 10))
      .webp({ quality: 78, effort: 6 })
      .toBuffer(),
  'examples/photos/bowls.avif': async () =>
    sharp(await photo('bowls', 1200, 800, 10))
      .avif({ quality: 55, effort: 6 })
      .toBuffer(),
  'examples/photos/ridge-panorama.jpg': async () =>
    (
      await enlarge(
        paint(2048, 256, lakeScene(8, { seed: 23, horizon: 0.74, warm: false, sunAt: 0.7, near: 2.6 }), {
          grain: 0.01,
          vignette: 0.1,
        })
          .png()
          .toBuffer(),
        4096,
        512,
      )
    )
      .jpeg({ quality: 74, mozjpeg: true })
      .toBuffer(),
  'examples/photos/broken-download.jpg': broken,
  'examples/products/mug-384.webp': async () =>
    sharp(await photo('mug', 1500, 1000, 10))
      .extract({ left: 350, top: 100, width: 800, height: 800 })
      .resize(384, 384)
      .webp({ quality: 80, effort: 6 })
      .toBuffer(),
  'examples/products/lantern-cutout.webp': () =>
    draw(385, 385, drawn.lantern(), 200, 200).webp({ lossless: true, effort: 6 }).toBuffer(),
  'examples/products/pack.png': () =>
    draw(768, 768, drawn.pack(), 200, 200).png({ palette: true, effort: 10 }).toBuffer(),
  'examples/products/sale-badge.gif': () => draw(160, 160, badge()).gif().toBuffer(),
  'examples/products/brand.ico': () => ico(brandIcon(), 48, [16, 32, 48]),
  'examples/motion/loading.gif': async () =>
    (await animated(12)).gif({ delay: Array(12).fill(80), loop: 0, colours: 64, dither: 0 }).toBuffer(),
  'examples/motion/loading.webp': async () =>
    (await animated(24)).webp({ delay: Array(24).fill(40), loop: 0, quality: 80, effort: 6 }).toBuffer(),
  'examples/motion/loading.apng': () => apng(8, 360, 240, 120),
  'examples/scans/invoice-0417.png': () => scan(invoice(), 2480, 3508),
  'examples/scans/delivery-note.tiff': () => fax(deliveryNote(), 1654, 2339),
  'examples/scans/receipt-hut.jpg': receiptPhoto,
  'examples/print/trail-map-poster.png': () => doubled(6000, 6000, poster()),
  'examples/web/img/ridge-800.webp': async () =>
    sharp(await drawnRidge())
      .resize(800, 450)
      .webp({ quality: 78, effort: 6 })
      .toBuffer(),
  'examples/web/img/ridge-1600.webp': async () =>
    sharp(await drawnRidge())
      .webp({ quality: 74, effort: 6 })
      .toBuffer(),
  'examples/web/img/ridge-1600.jpg': async () =>
    sharp(await drawnRidge())
      .jpeg({ quality: 72, mozjpeg: true })
      .toBuffer(),
  'media/icon.png': async () =>
    sharp(await readFile(path.join(root, 'media/icon.svg')), { density: 288 })
      .resize(256, 256)
      .png({ effort: 10, compressionLevel: 9 })
      .toBuffer(),
};

/** Drawn by hand and kept as they are. */
export const kept = ['examples/mockups/account-wireframe.svg', 'media/icon.svg'];
