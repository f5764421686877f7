import { layoutSchema } from './layoutSchema';
import type { Prompt } from './prompt';

const honest =
  'Tell what you see from what you infer, and mark the latter. Where something cannot be read, say so instead of guessing.';

const code = (
  id: string,
  title: string,
  rules: readonly string[],
  extension: string,
): Omit<Prompt, 'origin' | 'pictures'> => ({
  id,
  title,
  text: [
    ...rules,
    'Keep to the layout, the proportions, the words and the colours of the picture; invent no content. Where a picture or an icon is needed, leave a labelled placeholder of its size.',
    'Use the right element for each part, label every control, and let it work by keyboard.',
    'Answer with one code block and nothing before it. After it, list in a few lines what you could not make out.',
  ].join('\n'),
  output: [1200, 6000],
  extension,
  suffix: id,
});

const prompts: readonly Omit<Prompt, 'origin'>[] = [
  {
    id: 'describe',
    title: 'Describe',
    text: [
      'Describe this mockup for a developer who will build it and has never seen it.',
      '',
      'Begin with one sentence: what the screen is for. Then, from top to bottom and from left to right: the regions and how they are arranged; the components in each, with their states; every visible word, exactly; spacing, alignment, colours and type where they carry meaning. End with what a user can do here, and with open questions.',
      '',
      honest,
      'Do not judge the design.',
    ].join('\n'),
    pictures: 1,
    output: [300, 1100],
    extension: 'md',
    suffix: 'describe',
  },
  {
    id: 'layout',
    title: 'Components and Layout (Regions)',
    text: [
      'List the components of each picture and where they are.',
      '',
      'Give every visible region: what it is, its words, and its box as shares of the picture, measured from the top left corner: x and width of its width, y and height of its height, from 0 to 1. Draw boxes tightly. A region inside of another names it as its parent. Leave out what is only decoration.',
    ].join('\n'),
    pictures: 1,
    schema: layoutSchema,
    output: [700, 4500],
    extension: 'json',
    suffix: 'layout',
  },
  {
    ...code(
      'html',
      'Build This as HTML',
      [
        'Build this screen as one HTML file: semantic HTML and modern CSS in a style element, no frameworks, no scripts unless a control needs one.',
      ],
      'html',
    ),
    pictures: 1,
  },
  {
    ...code(
      'react',
      'Build This as React',
      [
        'Build this screen as React function components in TypeScript, in one file with a default export for the whole screen and typed props for what is data. Style with CSS modules, written below the components in a comment.',
      ],
      'tsx',
    ),
    pictures: 1,
  },
  {
    ...code(
      'vue',
      'Build This as Vue',
      [
        'Build this screen as one Vue 3 single-file component: script setup in TypeScript, a template, scoped styles. Data come in as typed props with the values of the picture as defaults.',
      ],
      'vue',
    ),
    pictures: 1,
  },
  {
    ...code(
      'swiftui',
      'Build This as SwiftUI',
      [
        'Build this screen as SwiftUI views for the current iOS, in one file with a preview. Split it into small views, give data as structs, use system fonts and Dynamic Type.',
      ],
      'swift',
    ),
    pictures: 1,
  },
  {
    id: 'accessibility',
    title: 'Accessibility Review',
    text: [
      'Review the accessibility of this mockup against WCAG 2.2, level AA, as far as a picture shows it.',
      '',
      'For each finding: where it is, what is wrong and for whom, the success criterion with its number, how to mend it. Order them by how much they hurt. Look at contrast, text size, touch targets, meaning by colour alone, labels, headings and reading order, states and errors.',
      'Give contrast ratios only as estimates: a picture of a screen is not its colours.',
      'End with what cannot be judged from a picture and has to be tested in the product.',
      '',
      honest,
    ].join('\n'),
    pictures: 1,
    output: [500, 1800],
    extension: 'md',
    suffix: 'accessibility',
  },
  {
    id: 'text',
    title: 'Extract Text',
    text: [
      'Write out all text in this picture, exactly as it stands: spelling, capitals, punctuation and numbers unchanged, nothing translated, nothing added.',
      '',
      'Keep the reading order; leave an empty line between blocks; write tables as Markdown tables. Put [unreadable] where you cannot read a word. If there is no text, say only: No text.',
    ].join('\n'),
    pictures: 1,
    output: [50, 2500],
    extension: 'md',
    suffix: 'text',
  },
  {
    id: 'alt',
    title: 'Alt Text',
    text: [
      'Write the alt text of this picture ({{picture.name}}) for a web page.',
      '',
      'One or two sentences, 125 characters where that is enough. Say what matters about it, with its words if it has any; do not begin with “Image of”. Answer with the alt text alone. If there are several pictures, one line for each, in their order.',
    ].join('\n'),
    pictures: 1,
    output: [20, 120],
    extension: 'txt',
    suffix: 'alt',
  },
  {
    id: 'changes',
    title: 'What Changed Between Two Mockups',
    text: [
      'The first picture is the mockup before, the second the one after. List what changed.',
      '',
      'Group by region. For each change: added, removed, moved, resized, reworded or restyled; before and after, with the exact words. Then say in two sentences what the changes are for, and what a developer has to touch.',
      'Leave out differences that come from scaling or compression. If nothing changed, say so.',
      '',
      honest,
    ].join('\n'),
    pictures: 2,
    output: [250, 1300],
    extension: 'md',
    suffix: 'changes',
  },
];

/** The prompts that come with Tilescope, in the order they are offered. */
export const builtInPrompts: readonly Prompt[] = prompts.map(prompt => ({ ...prompt, origin: 'built-in' }));
