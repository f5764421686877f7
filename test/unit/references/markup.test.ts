import { cases, data, dot, dynamic, url } from './marks';

describe('references in HTML', () => {
  cases('html', [
    ['src in all quotes', `<img src="⟦a.png⟧"><img src='⟦b.png⟧'><img src=⟦c.png⟧><IMG SRC = "⟦d.png⟧">`],
    ['space around it, over lines', '<img\n  alt="x"\n  src="\n ⟦a.png⟧ "\n/>'],
    [
      'addresses without an extension, where nothing but a picture goes',
      '<img src="⟦https://x.example/a⟧"><a href="https://x.example/a">',
      url,
    ],
    [
      'links to pictures, icons, video',
      '<a href="⟦a.png⟧"><link rel=icon href="⟦b.ico⟧"><video poster="⟦c.jpg⟧"><input type=image src="⟦d.gif⟧">',
    ],
    [
      'picture and source',
      '<picture><source srcset="⟦a.avif⟧, ⟦b.avif⟧ 2x" type="image/avif"><img src="⟦a.png⟧"></picture>',
    ],
    [
      'srcset with widths, densities and a data URI',
      `<img srcset="⟦a.png⟧ 480w, ⟦b.png⟧ 1.5x,⟦${dot}⟧ 2x, ⟦c.png⟧">`,
      'a.png',
      'b.png',
      data,
    ],
    [
      'srcset: commas in addresses',
      '<img srcset="⟦w_300,h_200/a.png⟧ 1x,⟦b.png⟧ 2x,  ⟦c.png⟧,, ⟦d.png⟧ (max, 2) ,⟦e.png⟧">',
    ],
    ['SVG', '<svg><image href="⟦a.png⟧"/><image xlink:href="⟦b.png⟧"/><use href="⟦c.svg#icon⟧"/></svg>'],
    [
      'style attribute and element',
      '<p style="background: url(⟦a.png⟧), url(\'⟦b.png⟧\')"><style>p { background: url(⟦c.png⟧) }</style>',
    ],
    ['script', `<script>const a = '⟦a.png⟧'; // 'no.png'\nif (a < b) f("</x>");</script><img src="⟦b.png⟧">`],
    ['a script that never ends', `<script>const a = '⟦a.png⟧';`],
    [
      'comments',
      '<!-- <img src="no.png"> --><img src="⟦a.png⟧"><!-- \'no.png\' -- x --><img src="⟦b.png⟧"><!-- <img src="no.png">',
    ],
    [
      'entities',
      '<img src="⟦a&amp;b.png⟧"><img src="⟦caf&#233;.png⟧"><img src="⟦&#x1F600;.png⟧"><img src="⟦a&b.png⟧">',
      'a&b.png',
      'café.png',
      '😀.png',
    ],
    [
      'words are no paths',
      '<img alt="a.png" title="b.png" aria-label="c.png" src="⟦d.png⟧"><input placeholder="e.png" accept=".png,.jpg">',
    ],
    ['attributes of one’s own', '<my-card image="⟦a.png⟧" data-src="⟦b.png⟧"><file name="⟦c.png⟧"/>'],
    ['meta', '<meta property="og:image" content="⟦https://x.example/a.png⟧">', url],
    [
      'Vue',
      `<img :src="'⟦a.png⟧'" v-bind:alt="x"><img :src="ok ? require('⟦@/b.png⟧') : \`⟦\${c}.png⟧\`"><b @click="show('⟦d.png⟧')">`,
      {},
      {},
      dynamic,
    ],
    [
      'Svelte and Astro',
      "<img src={'⟦a.png⟧'} {alt} /><img src={`⟦/img/${name}.png⟧`}><img src={hero} style={{ a: '⟦b.png⟧' }} /><img src='⟦c.png⟧'>",
      {},
      dynamic,
    ],
    ['Angular', `<img [src]="'⟦a.png⟧'" (click)="open('⟦b.png⟧')">`],
    ['event handlers', `<b onclick="show('⟦a.png⟧')">`],
    ['templates', '<img src="⟦{{ base }}/a.png⟧"><img src="⟦<%= x %>.png⟧">', dynamic, dynamic],
    ['a space in a path', '<img src="⟦my photo.png⟧">'],
    ['a tag that never ends', '<img src="⟦a.png⟧" alt="'],
    ['an attribute that never ends', '<p title="x><img src="a.png">'],
    ['less-than signs in text', 'a < b, c <d <img src="⟦a.png⟧">'],
    ['text between tags is no attribute', '<p>src="no.png"</p> href="no.png"'],
    ['a data URI', `<img src="⟦${dot}⟧">`, data],
    ['right-to-left text and emoji before it', '<p>שלום 😀</p><img src="⟦תמונה.png⟧">'],
    ['CRLF', '<img\r\n src="⟦a.png⟧"\r\n><img src="⟦b.png⟧">\r\n'],
    ['base path with a query and a fragment', '<img src="⟦/a.png?v=1#x⟧">'],
  ]);
});

describe('references in style sheets', () => {
  cases('css', [
    [
      'url with and without quotes',
      `a { background: url(⟦a.png⟧) url("⟦b.png⟧") url('⟦c d.png⟧') URL( ⟦d.png⟧ ) }`,
    ],
    [
      'image-set',
      `a { background: image-set("⟦a.png⟧" 1x, url(⟦b.png⟧) 2x, '⟦c.avif⟧' type("image/avif")) }`,
    ],
    ['comments', '/* url(no.png) "no.png" */ a { b: url(⟦a.png⟧) } /* url(no.png)'],
    [
      'comments of Sass and Less',
      '// url(no.png) don\'t\na { b: url(⟦a.png⟧); // url("no.png")\n c: url(⟦https://x.example/b.png⟧) }',
      {},
      url,
    ],
    ['an address without a protocol', 'a { b: url(⟦//x.example/a.png⟧) }'],
    [
      'escapes',
      String.raw`a { b: url(⟦my\ photo.png⟧) url("⟦\63 af\e9.png⟧") url(⟦a\(1\).png⟧) }`,
      'my photo.png',
      'café.png',
      'a(1).png',
    ],
    ['a line continuation', 'a { b: url("⟦img/\\\na.png⟧") }', 'img/a.png'],
    ['data URIs', `a { b: url(⟦${dot}⟧) url("⟦${dot}⟧") }`, data, data],
    ['what is no picture', '@import url("a.css"); @font-face { src: url(a.woff2) } a { content: ".png" }'],
    ['what never ends', 'a { b: url(no.png\n c: "no.png\n d: url(⟦a.png⟧); e: url("no.png }'],
    ['Sass: variables', '$a: "⟦a.png⟧"; b { c: url("#{$d}/x") }'],
    ['minified', "a{b:url(⟦a.png⟧)}c{d:url(⟦b.png⟧)!important;e:url('⟦c.png⟧')}"],
  ]);
});
