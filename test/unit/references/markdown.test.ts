import { cases, data, dot, dynamic, url } from './marks';

describe('references in Markdown', () => {
  cases('markdown', [
    ['images and links', 'See ![a](⟦a.png⟧) and [b](⟦img/b.jpg⟧), ![](⟦c.webp⟧).'],
    ['links to other things', '[a](b.md) [c](https://x.example/c) [d](d.png.md) [x] [y][z]'],
    [
      'addresses: an image needs no extension',
      '![a](⟦https://x.example/badge⟧) [b](⟦https://x.example/b.png⟧) [c](https://x.example/c)',
      url,
      url,
    ],
    ['angle brackets and spaces', '![a](<⟦my photo.png⟧>) [b]( <⟦c (1).png⟧> "t" )'],
    ['a space without brackets makes no link', '![a](my photo.png)'],
    [
      'titles and sizes',
      `![a](⟦a.png⟧ "b.png") ![a](⟦b.png⟧ 'x "y"') ![a](⟦c.png⟧ (x)) ![a](⟦d.png⟧ =200x) ![a](\n⟦e.png⟧\n"t"\n)`,
    ],
    ['parentheses in paths', '![a](⟦a_(1).png⟧) ![a](⟦a((b)).png⟧) ![a](⟦a\\).png⟧)', {}, {}, 'a).png'],
    ['definitions', '[a]: ⟦a.png⟧ "t"\n  [b]: <⟦my b.png⟧>\n> [c]: ⟦c.png⟧\n[^d]: d.png\ntext [e]: e.png'],
    [
      'an image within a link',
      '[![alt](⟦a.png⟧)](⟦b.png⟧) [![x](⟦https://x.example/b.svg⟧)](https://x.example)',
      {},
      {},
      url,
    ],
    [
      'brackets within the text',
      '![a [b] c](⟦a.png⟧) ![a \\] b](⟦b.png⟧) ![[a](⟦c.png⟧)](⟦d.png⟧) [a] ](e.png)',
    ],
    ['what is escaped', '\\![a](⟦a.png⟧) \\[a](b.png) !\\[a](c.png) ![a]\\(d.png)'],
    [
      'escapes and entities in paths',
      '![a](⟦a\\_b.png⟧) ![a](⟦a\\b.png⟧) ![a](⟦a&amp;b.png⟧)',
      'a_b.png',
      {},
      'a&b.png',
    ],
    ['percent-encoding stays as it is', '![a](⟦my%20photo.png⟧)'],
    [
      'HTML',
      '<p align="center"><img src="⟦a.png⟧" alt="x"></p>\n\n<picture>\n<source srcset="⟦b.png⟧ 2x">\n</picture>',
    ],
    ['comments', '<!-- ![a](no.png) -->![a](⟦a.png⟧)<!-- x\n\n![a](no.png) --> ![a](⟦b.png⟧)'],
    ['comments of whole lines, with fences', '<!--\n```js\n"no.png"\n```\n![a](no.png)\n-->\n![a](⟦a.png⟧)'],
    ['a comment that never ends', '![a](⟦a.png⟧)\n<!-- ![a](no.png)\n\n![b](no.png)'],
    [
      'code spans',
      '`![a](no.png)` ``x ` ![a](no.png)`` ![a](⟦a.png⟧) `a` ![a](⟦b.png⟧) `<!--` ![a](⟦c.png⟧)',
    ],
    ['a backtick alone', 'It costs 5` more.\n\n![a](⟦a.png⟧)\n\nAnd 6` more. ``` x ![a](⟦b.png⟧)'],
    ['an escaped backtick', '\\` ![a](⟦a.png⟧) \\`'],
    ['prose that says a name', 'The file a.png is "b.png", \'c.png\', saved to d.png.'],
    [
      'code blocks by their language',
      '```ts\nf("⟦a.png⟧") // "no.png"\n```\n~~~python\nf(\'⟦b.png⟧\') # "no.png"\n~~~\n```{.css}\na { b: url(⟦c.png⟧) }\n```',
    ],
    ['a code block of no language', '```\nf "⟦a.png⟧" ![x](no.png)\n```\n![a](⟦b.png⟧)'],
    [
      'code blocks in lists and quotations',
      '- x\n  ```js\n  f("⟦a.png⟧")\n  ```\n> ```js\n> f("⟦b.png⟧")\n> ```\n1. ```js\n   f("⟦c.png⟧")\n   ```',
    ],
    ['longer fences', '````md\n```js\nf("⟦a.png⟧")\n```\n![a](⟦b.png⟧)\n````\n![a](⟦c.png⟧)'],
    ['a fence that never ends', '![a](⟦a.png⟧)\n```js\nf("⟦b.png⟧")\n![a](no.png)'],
    ['no fence', '```js `x` ![a](⟦a.png⟧)\n![a](⟦b.png⟧)'],
    ['indented code', 'Text:\n\n    ![a](no.png)\n\n    ![b](no.png)\n\tf("no.png")\n\n![a](⟦a.png⟧)'],
    [
      'what is indented in a list is no code',
      '- a\n\n    ![a](⟦a.png⟧)\n\n  ![b](⟦b.png⟧)\n\nText\n\n    ![c](no.png)',
    ],
    ['what is indented in a paragraph is no code', 'Text\n    ![a](⟦a.png⟧)'],
    ['front matter', '---\ncover: ⟦a.png⟧ # no.png\nlist: ["⟦b.png⟧"]\n---\n![a](⟦c.png⟧)'],
    ['front matter, CRLF', '---\r\ncover: ⟦a.png⟧\r\n---\r\n![a](⟦b.png⟧)\r\n'],
    ['a rule is no front matter', 'x\n---\na: b.png\n---\n![a](⟦a.png⟧)'],
    ['MDX', "import a from '⟦./a.png⟧'\nexport const b = \"⟦b.png⟧\"\n\n# Title\n\n<img src={'⟦c.png⟧'} />"],
    [
      'templates of prompts',
      '![a](⟦{{url}}⟧) [a]({{url}}) ![a](⟦${base}/a.png⟧) ![a](⟦{{base}}/a.png⟧)',
      dynamic,
      dynamic,
      dynamic,
    ],
    ['data URIs', `![a](⟦${dot}⟧)\n\n[b]: ⟦${dot}⟧`, data, data],
    ['emoji and right-to-left text before it', '😀 שלום ![חתול](⟦תמונות/חתול.png⟧)'],
    ['CRLF', 'a ![a](⟦a.png⟧)\r\n\r\n```js\r\nf("⟦b.png⟧")\r\n```\r\n![a](⟦c.png⟧)\r\n'],
    ['a text that ends in the midst', '![a](⟦a.png⟧) ![b](b.png'],
    ['a list of tasks', '- [ ] ![a](⟦a.png⟧)\n- [x] [b](⟦b.png⟧)'],
    ['tables', '| a | b |\n| - | - |\n| ![a](⟦a.png⟧) | `![b](no.png)` |'],
  ]);
});

describe('references in prose', () => {
  cases('text', [
    ['links and quoted paths', "Don't take ![a](⟦a.png⟧), take \"⟦b.png⟧\" or '⟦c d.png⟧'."],
    ['names without quotes', 'Look at a.png and img/b.jpg.'],
    ['an apostrophe', "It's Ann's '⟦a.png⟧'."],
    ['markup', '<img src="⟦a.png⟧">'],
  ]);
});
