// Asks a vision model what it thinks of the screens, before people do on Thursday.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import OpenAI from 'openai';

const client = new OpenAI();
const mockups = path.join(import.meta.dirname, '..', 'mockups');

const dataUrl = (file: string | URL): string => `data:image/png;base64,${readFileSync(file).toString('base64')}`;

/** Two desktop screens in one call. */
export async function reviewDesktop(): Promise<string> {
  const response = await client.responses.create({
    model: 'gpt-5.2',
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'Where will a first-time customer hesitate? Name the element and the reason.' },
          { type: 'input_image', image_url: dataUrl('mockups/checkout.png'), detail: 'high' },
          { type: 'input_image', image_url: dataUrl('mockups/cart.png'), detail: 'high' },
        ],
      },
    ],
  });
  return response.output_text;
}

/** The phone screens. They are 1170 × 2532: a third of that would do. */
export async function reviewPhone(): Promise<string> {
  const home = new URL('../mockups/mobile-home.png', import.meta.url);
  const product = path.join(mockups, 'mobile-product.png');
  const response = await client.responses.create({
    model: 'gpt-5.4-mini',
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'Compare both screens with the platform guidelines for touch targets.' },
          { type: 'input_image', image_url: dataUrl(home), detail: 'high' },
          { type: 'input_image', image_url: dataUrl(product), detail: 'low' },
        ],
      },
    ],
  });
  return response.output_text;
}

/** Tiles: one pixel too many buys a second row of them. */
export async function reviewBanners(): Promise<string> {
  const response = await client.responses.create({
    model: 'gpt-5',
    service_tier: 'flex',
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'Is the headline legible on all of these?' },
          {
            type: 'input_image',
            image_url: `data:image/png;base64,${readFileSync('banners/hero-2049.png').toString('base64')}`,
            detail: 'high',
          },
          {
            type: 'input_image',
            image_url: `data:image/webp;base64,${readFileSync('./banners/hero-2048.webp', 'base64')}`,
            detail: 'high',
          },
          { type: 'input_image', image_url: dataUrl('banners/newsletter-tile.png'), detail: 'auto' },
        ],
      },
    ],
  });
  return response.output_text;
}

/** The wish list is still being drawn: this picture is not there yet. */
export async function reviewWishlist(): Promise<string> {
  const response = await client.responses.create({
    model: 'gpt-5.4-mini',
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'What is missing on the wish list?' },
          { type: 'input_image', image_url: dataUrl('mockups/wishlist.png'), detail: 'auto' },
        ],
      },
    ],
  });
  return response.output_text;
}

/** 6000 × 6000 at original detail is more than 30,000 patches: the request is refused. */
export async function proofreadPoster(): Promise<string> {
  const response = await client.responses.create({
    model: 'gpt-6-sol',
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'Read every label on the map and list the misspelt ones.' },
          { type: 'input_image', image_url: dataUrl('print/trail-map-poster.png'), detail: 'original' },
        ],
      },
    ],
  });
  return response.output_text;
}

/** A picture that is only on the net. */
export async function describeStoreFront(): Promise<string> {
  const response = await client.responses.create({
    model: 'gpt-5.4-mini',
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'One sentence of alt text, please.' },
          { type: 'input_image', image_url: 'https://cdn.tarnfell.example/press/store-front.jpg', detail: 'low' },
        ],
      },
    ],
  });
  return response.output_text;
}
