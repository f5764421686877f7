import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codes } from '../../../../src/references/calls/diagnose/codes';
import type { Code } from '../../../../src/references/calls/diagnose/codes';
import { disjoint, edited } from '../../../../src/references/calls/diagnose/edits';
import type { Finding, Fix } from '../../../../src/references/calls/diagnose/finding';
import { ignoreFix } from '../../../../src/references/calls/diagnose/ignoreComments';
import { chat, diagnosed, messages, responses } from './diagnosing';
import type { LanguageId } from './diagnosing';

interface Text {
  readonly text: string;
  readonly languageId: LanguageId;
}

const pictures = [
  'photos/IMG_2041.jpg',
  'photos/enamel-mug.jpg',
  'photos/enamel-mugg.jpg',
  'photos/bowls.avif',
  'mockups/cart.png',
  'motion/loading.gif',
  'print/trail-map-poster.png',
  'nowhere.png',
];
const models = [
  'gpt-6-astra',
  'gpt-5.6-sol',
  'gpt-5.4',
  'gpt-5.2',
  'gpt-5-mini',
  'gpt-4o',
  'gpt-5.4-mimi',
  'gpt-99',
];
const levels = [undefined, undefined, 'low', 'high', 'original', 'auto', 'hihg', 'medium'];
const comments = [
  '',
  '',
  'tilescope-ignore: omitted-detail it has fine print',
  'tilescope-ignore: omitted-detail',
  'tilescope-ignore: omited-detail it has fine print',
  'tilescope-ignore: missing-image, downscaled-away made by the build',
  'tilescope-ignore: something of another tool',
  'tilescope-ignore',
];

const part = fc.record({
  path: fc.constantFrom(...pictures),
  level: fc.constantFrom(...levels),
  sent: fc.constantFrom('encoded', 'encoded', 'path', 'text'),
});

const typescript = fc
  .record({
    model: fc.constantFrom(...models),
    parts: fc.array(part, { minLength: 1, maxLength: 4 }),
    comment: fc.constantFrom(...comments),
    breaks: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ model, parts, comment, breaks }): Text => {
    const text = responses({
      model: `'${model}'`,
      parts: parts.map(({ path, level, sent }) => {
        if (sent === 'text') return `{ type: 'input_text', text: \`See \${encoded('${path}')}\` }`;
        const url = sent === 'path' ? `'${path}'` : `encoded('${path}')`;
        return `{ type: 'input_image', ${level === undefined ? '' : `detail: '${level}', `}image_url: ${url} }`;
      }),
    });
    return {
      languageId: 'typescript',
      text: (comment === '' ? text : text.replace('const answer', `// ${comment}\nconst answer`)).replace(
        /\n/g,
        breaks,
      ),
    };
  });

const python = fc
  .record({
    model: fc.constantFrom(...models),
    parts: fc.array(part, { minLength: 1, maxLength: 4 }),
    comment: fc.constantFrom(...comments),
    imports: fc.constantFrom('import base64', 'import os, base64', '"""Tags."""\nimport base64\nimport os'),
  })
  .map(({ model, parts, comment, imports }): Text => {
    const text = chat({
      model: `"${model}"`,
      imports,
      parts: parts.map(({ path, level, sent }) => {
        if (sent === 'text') return `{"type": "text", "text": f"See {encoded('${path}')}"}`;
        const url = sent === 'path' ? `"${path}"` : `encoded("${path}")`;
        return `{"type": "image_url", "image_url": {"url": ${url}${level === undefined ? '' : `, "detail": "${level}"`}}}`;
      }),
    });
    return {
      languageId: 'python',
      text: comment === '' ? text : text.replace('answer =', `# ${comment}\nanswer =`),
    };
  });

const anthropic = fc
  .array(fc.constantFrom(...pictures), { minLength: 1, maxLength: 3 })
  .map((paths): Text => ({
    languageId: 'python',
    text: messages({
      sources: paths.map(path => `{"type": "base64", "media_type": "image/png", "data": "${path}"}`),
    }),
  }));

const text = fc.oneof(
  { weight: 4, arbitrary: typescript },
  { weight: 4, arbitrary: python },
  { weight: 1, arbitrary: anthropic },
);

/** One of each that chance alone brings too seldom to be sure of. */
const rare: readonly Text[] = [
  // omitted-detail
  { model: 'gpt-6-astra', detail: '', picture: 'photos/IMG_2041.jpg' },
  // downscaled-away
  { model: 'gpt-5.4', detail: "detail: 'auto', ", picture: 'photos/IMG_2041.jpg' },
  // useless-detail
  { model: 'gpt-5.2', detail: "detail: 'low', ", picture: 'photos/IMG_2041.jpg' },
  // will-be-refused
  { model: 'gpt-6-astra', detail: "detail: 'auto', ", picture: 'print/trail-map-poster.png' },
].map(({ model, detail, picture }): Text => {
  const parts = [`{ type: 'input_image', ${detail}image_url: encoded('${picture}') }`];
  return { languageId: 'typescript', text: responses({ model: `'${model}'`, parts }) };
});

/** How often the same is said: a comment whose code is put right may turn out to ignore nothing. */
async function count(
  { code, message }: Finding,
  { text, languageId }: Text,
  layers: Parameters<typeof diagnosed>[2] = [],
): Promise<number> {
  const { findings } = await diagnosed(text, languageId, layers);
  return findings.filter(finding => finding.code === code && finding.message === message).length;
}

function said(given: Text, finding: Finding, fix: Fix, after: string): string {
  return `${finding.code}: ${finding.message}\n${fix.title}\n${given.text}\n--- becomes ---\n${after}`;
}

describe('a fix', () => {
  it('makes what it is for go away, whatever the code, and takes no call away', async () => {
    const fixed = new Set<Finding['code']>();
    await fc.assert(
      fc.asyncProperty(text, async given => {
        const { findings, calls } = await diagnosed(given.text, given.languageId);
        for (const finding of findings) {
          const before = await count(finding, given);
          for (const fix of finding.fixes) {
            fixed.add(finding.code);
            if (fix.kind === 'alias') {
              const layer = { origin: 'tilescope.json', aliases: { [fix.name]: fix.model } };
              assert.ok(
                (await count(finding, given, [layer])) < before,
                said(given, finding, fix, given.text),
              );
              continue;
            }
            assert.equal(fix.kind, 'edit');
            assert.ok(disjoint(fix.edits), said(given, finding, fix, ''));
            const after = edited(given.text, fix.edits);
            const message = said(given, finding, fix, after);
            assert.ok((await count(finding, { ...given, text: after })) < before, message);
            const now = await diagnosed(after, given.languageId);
            assert.equal(now.calls.length, calls.length, message);
            // A picture that goes as an image from now on is one of the same call.
            assert.equal(now.calls[0]?.images.length, calls[0]?.images.length, message);
          }
        }
      }),
      { numRuns: 120, examples: rare.map(given => [given]) },
    );
    const never: readonly Code[] = ['base64-as-text'];
    for (const code of codes) assert.equal(fixed.has(code), !never.includes(code), code);
  }).timeout(60_000);

  it('ignores what it says, and no more, with a comment that is itself in order', async () => {
    await fc.assert(
      fc.asyncProperty(text, async given => {
        const { findings } = await diagnosed(given.text, given.languageId);
        for (const finding of findings) {
          const fix = ignoreFix(finding, given.text, given.languageId);
          if (finding.code === 'ignore-comment') {
            assert.equal(fix, undefined);
            continue;
          }
          assert.ok(fix?.kind === 'edit');
          const after = { ...given, text: edited(given.text, fix.edits) };
          const message = said(given, finding, fix, after.text);
          assert.equal(await count(finding, after), 0, message);
          const others = findings.filter(({ code }) => code !== finding.code).map(({ code }) => code);
          const left = (await diagnosed(after.text, after.languageId)).findings.map(({ code }) => code);
          assert.deepEqual([...left].sort(), [...others].sort(), message);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has one preference at most', async () => {
    await fc.assert(
      fc.asyncProperty(text, async given => {
        const { findings } = await diagnosed(given.text, given.languageId);
        for (const { fixes, message } of findings)
          assert.ok(fixes.filter(fix => fix.kind === 'edit' && fix.preferred === true).length <= 1, message);
      }),
      { numRuns: 60 },
    );
  });
});
