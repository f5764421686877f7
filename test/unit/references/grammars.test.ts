import assert from 'node:assert/strict';
import path from 'node:path';
import { findReferences } from '../../../src/references/find';
import type { Language } from '../../../src/references/language';
import type * as TreeSitter from '@vscode/tree-sitter-wasm';

/**
 * What our own readers take for a string must be one for the language's grammar too, and the other way round: the
 * grammars are too large to ship for a look at quotes, and are there to be measured by.
 */
describe('string literals, as the grammars of the languages see them', () => {
  let library: typeof TreeSitter;
  const folder = path.dirname(require.resolve('@vscode/tree-sitter-wasm'));

  before(async () => {
    const imported = (await import('@vscode/tree-sitter-wasm')) as typeof TreeSitter & {
      default?: typeof TreeSitter;
    };
    library = imported.default ?? imported;
    await library.Parser.init({ locateFile: (file: string) => path.join(folder, file) });
  });

  for (const { grammar, language, nodes, text } of samples()) {
    it(grammar, async () => {
      const parser = new library.Parser();
      parser.setLanguage(await library.Language.load(path.join(folder, `tree-sitter-${grammar}.wasm`)));
      const tree = parser.parse(text);
      assert.ok(tree !== null && !tree.rootNode.hasError, 'the sample is a program of its language');
      const strings = tree.rootNode
        .descendantsOfType([...nodes])
        .filter(node => node !== null)
        .map(node => ({ start: node.startIndex, end: node.endIndex }));
      const image = /\b[\w./-]+\.(?:png|jpe?g|webp|gif)\b/g;
      const expected = [...text.matchAll(image)]
        .filter(({ index }) => strings.some(({ start, end }) => start <= index && index < end))
        .map(([name]) => name);
      const found = findReferences(text, language)
        .filter(({ form }) => form === 'path')
        .map(({ target }) => target);
      assert.ok(expected.length >= 4, 'the sample has pictures in strings');
      assert.deepEqual(found, expected);
      const elsewhere = [...text.matchAll(image)].length - expected.length;
      assert.ok(elsewhere >= 2, 'and in comments');
    });
  }
});

interface Sample {
  readonly grammar: string;
  readonly language: Language;
  /** What the grammar calls a string. */
  readonly nodes: readonly string[];
  readonly text: string;
}

function samples(): readonly Sample[] {
  return [
    {
      grammar: 'go',
      language: 'c',
      nodes: ['interpreted_string_literal', 'raw_string_literal'],
      text: `package main

// "img/comment.png" is not read
/* nor "img/block.png" */
import "fmt"

const logo = "img/logo.png"

func main() {
	raw := \`img/raw.jpg\`
	r := '"' // a rune that looks like a quote: "img/rune.png"
	for _, name := range []string{"img/a.webp", "img/b.gif"} {
		fmt.Println(name, raw, r, "say \\"hi\\"", "img/after-escape.png")
	}
}
`,
    },
    {
      grammar: 'java',
      language: 'c',
      nodes: ['string_literal'],
      text: `class Shots {
  // "img/comment.png"
  /** "img/doc.png" */
  static final String LOGO = "img/logo.png";
  char quote = '"';
  String block = """
      img/block.jpg
      """;
  String[] all = { "img/a.webp", "img/b.gif", "it's \\"c\\"", "img/last.png" };
}
`,
    },
    {
      grammar: 'c-sharp',
      language: 'c',
      nodes: ['string_literal', 'verbatim_string_literal', 'raw_string_literal'],
      text: `class Shots {
  // "img/comment.png"
  /* "img/block.png" */
  const string Logo = "img/logo.png";
  char quote = '"';
  string verbatim = @"img/verbatim.jpg";
  string raw = """img/raw.webp""";
  string[] all = { "img/a.gif", "a \\"quote\\"", "img/last.png" };
}
`,
    },
    {
      grammar: 'ruby',
      language: 'hash',
      nodes: ['string'],
      text: `# "img/comment.png"
LOGO = 'img/logo.png'
names = ["img/a.webp", 'img/b.gif', 'it\\'s', "img/last.jpg"]
puts names # 'img/trailing.png'
`,
    },
    {
      grammar: 'php',
      language: 'php',
      nodes: ['string', 'encapsed_string'],
      text: `<?php
// "img/comment.png"
# 'img/hash.png'
$logo = 'img/logo.png';
$all = ["img/a.webp", 'img/b.gif', 'it\\'s', "img/last.jpg"];
#[Route('img/attribute.png')]
function page() { return "img/page.png"; }
`,
    },
    {
      grammar: 'rust',
      language: 'c',
      nodes: ['string_literal', 'raw_string_literal'],
      text: `// "img/comment.png"
/* "img/block.png" */
const LOGO: &str = "img/logo.png";
fn main() {
    let raw = r#"img/raw.jpg"#;
    let quote = '"';
    let lifetime: &'static str = "img/lifetime.webp";
    let all = ["img/a.gif", "a \\"quote\\"", "img/last.png"];
}
`,
    },
    {
      grammar: 'bash',
      language: 'shell',
      nodes: ['string', 'raw_string'],
      text: `#!/bin/bash
# "img/comment.png"
logo="img/logo.png"
for name in 'img/a.webp' "img/b.gif"; do
  echo "$name" # 'img/trailing.png'
done
cat "img/last.jpg" | wc -c
`,
    },
    {
      grammar: 'powershell',
      language: 'powershell',
      nodes: ['string_literal'],
      text: `# "img/comment.png"
<# "img/block.png" #>
$logo = 'img/logo.png'
$all = @("img/a.webp", 'img/b.gif')
Write-Output "img/last.jpg"
`,
    },
  ];
}
