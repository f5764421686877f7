import type { AnswerSchema } from '../request';

/** What a part of a screen can be; `other` where none of them fits. */
export const regionKinds = [
  'header',
  'footer',
  'navigation',
  'sidebar',
  'section',
  'card',
  'list',
  'table',
  'form',
  'field',
  'button',
  'link',
  'tab',
  'heading',
  'text',
  'image',
  'icon',
  'chart',
  'badge',
  'dialog',
  'other',
] as const;

const share = (what: string): Readonly<Record<string, unknown>> => ({
  type: 'number',
  description: `${what}, as a share from 0 to 1.`,
});

/**
 * Components and layout of pictures, in the strict subset: objects are closed, everything is required, and a tree is
 * written flat, each region naming its parent.
 */
export const layoutSchema: AnswerSchema = {
  name: 'layout',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['summary', 'regions'],
    properties: {
      summary: { type: 'string', description: 'What the screen is for, in one or two sentences.' },
      regions: {
        type: 'array',
        description: 'Every visible part, parents before their children.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['id', 'parent', 'picture', 'kind', 'label', 'text', 'x', 'y', 'width', 'height'],
          properties: {
            id: { type: 'string', description: 'Short and unique: "header", "header.search".' },
            parent: {
              type: ['string', 'null'],
              description: 'The id of the region around it; null at the top.',
            },
            picture: { type: 'integer', description: 'Which picture it is in, the first being 1.' },
            kind: { type: 'string', enum: [...regionKinds] },
            label: { type: 'string', description: 'What a designer would call it: "Order summary".' },
            text: { type: 'string', description: 'The words in it, exactly; empty where there are none.' },
            x: share("Left edge from the picture's left edge"),
            y: share("Top edge from the picture's top edge"),
            width: share("Width, of the picture's width"),
            height: share("Height, of the picture's height"),
          },
        },
      },
    },
  },
};
