// A request for each diagnostic, with what is said of it, and what its quick fix makes of the text. The suite inside
// of the extension host and the one that uses the keyboard both go through it.
import type { Code, Severity } from '../../src/references/calls/diagnose/codes';

export type Language = 'typescript' | 'python';

export interface DiagnosticCase {
  readonly code: Code;
  /** The statement with the request, and comments above it. It needs the language's `prelude`. */
  readonly request: (language: Language) => string;
  readonly message: RegExp;
  readonly severity: Severity;
  /** The preferred quick fix, and what is then in the text. */
  readonly fix?: { readonly title: RegExp; readonly becomes: Readonly<Record<Language, string>> };
}

/** What every request needs to stand before it. */
export const prelude: Readonly<Record<Language, string>> = {
  typescript: `import { readFileSync } from 'node:fs';
import OpenAI from 'openai';

const client = new OpenAI();
const encoded = (path: string) => \`data:image/png;base64,\${readFileSync(path).toString('base64')}\`;
`,
  python: `from openai import OpenAI
import os, base64

client = OpenAI()


def encoded(path):
    with open(path, "rb") as file:
        return "data:image/png;base64," + base64.b64encode(file.read()).decode()
`,
};

/** A file with these requests, whose answers nobody keeps: so there may be many. */
export function program(language: Language, ...requests: readonly string[]): string {
  return [prelude[language], ...requests].join(language === 'python' ? '\n\n' : '\n');
}

/** A request whose model and part are given in the words of its language. */
export function request(language: Language, model: string, part: string): string {
  return language === 'typescript'
    ? `await client.responses.create({
  model: '${model}',
  input: [{ role: 'user', content: [
    ${part},
  ] }],
});
`
    : `client.chat.completions.create(
    model="${model}",
    messages=[{"role": "user", "content": [
        ${part},
    ]}],
)
`;
}

export function picture(language: Language, path: string, detail?: string): string {
  if (language === 'typescript')
    return `{ type: 'input_image', image_url: encoded('${path}')${detail === undefined ? '' : `, detail: '${detail}'`} }`;
  const said = detail === undefined ? '' : `, "detail": "${detail}"`;
  return `{"type": "image_url", "image_url": {"url": encoded("${path}")${said}}}`;
}

export const photo = 'photos/IMG_2041.jpg';
export const cart = 'mockups/cart.png';

export const diagnosticCases: readonly DiagnosticCase[] = [
  {
    code: 'omitted-detail',
    request: language => request(language, 'gpt-6-astra', picture(language, photo)),
    message:
      /^Detail is omitted, and gpt-6-astra reads that as original: 14,364 tokens \(\$0\.14\)\. High is 2,942/,
    severity: 'warning',
    fix: {
      title: /^State detail high: 2,942 tokens/,
      becomes: {
        typescript: `encoded('${photo}'), detail: 'high' }`,
        python: `encoded("${photo}"), "detail": "high"}`,
      },
    },
  },
  {
    code: 'useless-detail',
    request: language => request(language, 'gpt-5-mini', picture(language, cart, 'low')),
    message: /^Detail `low` changes nothing: gpt-5-mini counts every level alike/,
    severity: 'information',
    fix: {
      title: /^Remove the detail low$/,
      becomes: { typescript: `encoded('${cart}') }`, python: `encoded("${cart}")}` },
    },
  },
  {
    code: 'unsupported-detail-value',
    request: language => request(language, 'gpt-6-astra', picture(language, cart, 'hihg')),
    message: /has no detail `hihg`: it takes/,
    severity: 'error',
    fix: {
      title: /^State detail high/,
      becomes: {
        typescript: `encoded('${cart}'), detail: 'high'`,
        python: `encoded("${cart}"), "detail": "high"`,
      },
    },
  },
  {
    code: 'will-be-refused',
    request: language => request(language, 'gpt-5.6-sol', picture(language, 'print/trail-map-poster.png')),
    message: /^trail-map-poster\.png would be refused\. 35,344 patches/,
    severity: 'error',
    fix: {
      title: /^State detail high, which is taken/,
      becomes: {
        typescript: `encoded('print/trail-map-poster.png'), detail: 'high'`,
        python: `encoded("print/trail-map-poster.png"), "detail": "high"`,
      },
    },
  },
  {
    code: 'downscaled-away',
    request: language => request(language, 'gpt-4o', picture(language, photo, 'low')),
    message: /^IMG_2041\.jpg sends 12\.2 MP, gpt-4o sees 0\.20 MP/,
    severity: 'information',
  },
  {
    code: 'unknown-model',
    request: language => request(language, 'gpt-5.4-mimi', picture(language, cart)),
    message: /^`gpt-5\.4-mimi` is not a known model/,
    severity: 'warning',
    fix: {
      title: /^Replace with gpt-5\.4-mini/,
      becomes: { typescript: `model: 'gpt-5.4-mini'`, python: `model="gpt-5.4-mini"` },
    },
  },
  {
    code: 'base64-as-text',
    request: language =>
      request(
        language,
        'gpt-5.4',
        language === 'typescript'
          ? `{ type: 'input_text', text: \`See \${encoded('${cart}')}\` }`
          : `{"type": "text", "text": f"See {encoded('${cart}')}"}`,
      ),
    message: /^cart\.png is encoded into a text and billed as text, ≈ [\d,]+ tokens/,
    severity: 'warning',
  },
  {
    code: 'missing-image',
    request: language => request(language, 'gpt-5.4', picture(language, 'mockups/carts.png')),
    message: /^carts\.png is not there: no .*mockups\/carts\.png/,
    severity: 'warning',
    fix: {
      title: /^Replace with cart\.png$/,
      becomes: { typescript: `encoded('${cart}')`, python: `encoded("${cart}")` },
    },
  },
  {
    code: 'local-path-as-url',
    request: language =>
      request(language, 'gpt-5.4', picture(language, cart).replace(/encoded\((.*?)\)/, '$1')),
    message: /^mockups\/cart\.png is a path of this machine/,
    severity: 'error',
    fix: {
      title: /^Read the file and send it as a data URL$/,
      becomes: {
        typescript: `image_url: \`data:image/png;base64,\${readFileSync('${cart}').toString('base64')}\``,
        python: `f"data:image/png;base64,{base64.b64encode(open('${cart}', 'rb').read()).decode()}"`,
      },
    },
  },
  {
    code: 'ignore-comment',
    request: language =>
      `${language === 'python' ? '#' : '//'} tilescope-ignore: omitted-detail nobody knows why\n` +
      request(language, 'gpt-5.4', picture(language, cart)),
    message: /^There is no omitted-detail here/,
    severity: 'warning',
    fix: {
      title: /^Remove the comment$/,
      becomes: { typescript: '\n\nawait client', python: '\n\n\nclient' },
    },
  },
];
