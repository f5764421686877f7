// Photographs put together from several layers, and one that was cut short.
import sharp from 'sharp';
import { group } from './kit.mjs';
import { lake, landscape } from './landscape.mjs';
import { camp, lakeScene, paint } from './painting.mjs';
import { receipt } from './paper.mjs';
import { wood } from './photograph.mjs';
import { draw, enlarge } from './raster.mjs';
import { V } from './scenes.mjs';
import { shop } from './shop.mjs';

export async function phonePhoto() {
  const [w, h] = [1512, 2016];
  const land = await paint(w, h, lakeScene(w / h, { seed: 4, horizon: 0.6, sunAt: 0.66 }), {
    grain: 0.012,
    vignette: 0.3,
    seed: 3,
  })
    .png()
    .toBuffer();
  // Drawn with a margin: at the edge of its canvas the shore's filter would find nothing to pull in.
  const m = 60;
  const shore = await draw(w + 2 * m, h + 2 * m, group(m, m, camp(w, h)))
    .extract({ left: m, top: m, width: w, height: h })
    .png()
    .toBuffer();
  const upright = await sharp(land)
    .composite([{ input: shore }])
    .png()
    .toBuffer();
  return sharp(await (await enlarge(upright, 3024, 4032)).png().toBuffer())
    .rotate(270)
    .withExif({
      IFD0: { Make: shop, Model: 'Drawn, not taken', Orientation: '6', ImageDescription: 'Camp by the tarn' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 72, mozjpeg: true })
    .toBuffer();
}

export async function receiptPhoto() {
  const table = paint(
    600,
    800,
    (u, v) => {
      const c = wood(u * 3.2, v * 4.4).map(x => x ** 1.15 * 0.62);
      return V.mul(c, 0.55 + 0.75 * Math.exp(-(((u - 0.3) ** 2 + (v - 0.25) ** 2) * 2.2)));
    },
    { grain: 0.02, vignette: 0.5 },
  );
  const ground = await (await enlarge(table.png().toBuffer(), 1200, 1600)).png().toBuffer();
  return sharp(ground)
    .composite([{ input: await draw(1200, 1600, receipt()).png().toBuffer() }])
    .blur(0.6)
    .jpeg({ quality: 74, mozjpeg: true })
    .toBuffer();
}

/** A download that stopped after 2 kB: the JPEG's size would have come after its XMP packet. */
export async function broken() {
  const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" title="Hut at noon"/></rdf:RDF></x:xmpmeta>${`${' '.repeat(99)}\n`.repeat(30)}`;
  const whole = await draw(1600, 1067, landscape(1600, 1067, { seed: 12, ...lake }))
    .withXmp(packet)
    .jpeg({ quality: 70 })
    .toBuffer();
  const cut = whole.subarray(0, 2048);
  for (let p = 2; p < cut.length; p += 2 + whole.readUInt16BE(p + 2)) {
    if (whole[p + 1] >= 0xc0 && whole[p + 1] <= 0xc2)
      throw new Error('broken-download.jpg still tells its size');
  }
  return cut;
}
