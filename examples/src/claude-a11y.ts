// An accessibility review of what the shop's staff look at all day.
import { readFileSync } from 'node:fs';
import Anthropic from '@anthropic-ai/sdk';

const anthropic = new Anthropic();

/** 2576 × 1456 is exactly what the high-resolution models take: 92 × 52 cells of 28 px. */
export async function reviewInventory(): Promise<Anthropic.Message> {
  return anthropic.messages.create({
    model: 'claude-sonnet-5-5',
    max_tokens: 1024,
    messages: [
      {
        role: 'user',
        content: [
          {
            type: 'image',
            source: {
              type: 'base64',
              media_type: 'image/png',
              data: readFileSync('screenshots/inventory@2x.png').toString('base64'),
            },
          },
          { type: 'text', text: 'List contrast and target-size failures against WCAG 2.2 AA, worst first.' },
        ],
      },
    ],
  });
}

/** 1568 × 784 is exactly what the others take: 56 × 28 cells. The dashboard is made smaller before it is read. */
export async function reviewMail(): Promise<Anthropic.Message> {
  const header = readFileSync('banners/email-header.png', { encoding: 'base64' });
  const dashboard = readFileSync('screenshots/dashboard.png', { encoding: 'base64' });
  return anthropic.messages.create({
    model: 'claude-haiku-4-5',
    max_tokens: 512,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: header } },
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: dashboard } },
          { type: 'text', text: 'Would a colour-blind reader miss anything?' },
        ],
      },
    ],
  });
}

/** A very long page: 1280 × 7200 is read at 458 × 2576, which is too small for its body text. */
export async function reviewLandingPage(): Promise<Anthropic.Message> {
  const page = readFileSync('screenshots/landing-full.png').toString('base64');
  return anthropic.messages.create({
    model: 'claude-opus-5-5',
    max_tokens: 2048,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: page } },
          { type: 'text', text: 'Write the heading outline of this page.' },
        ],
      },
    ],
  });
}
