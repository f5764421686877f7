import assert from 'node:assert/strict';
import { codes } from '../../../../src/references/calls/diagnose/codes';
import type { Code } from '../../../../src/references/calls/diagnose/codes';
import type { Finding } from '../../../../src/references/calls/diagnose/finding';
import { chat, diagnosed, findingsOf, messages, responses } from './diagnosing';
import type { LanguageId } from './diagnosing';

const part = (path: string, more = ''): string =>
  `{ type: 'input_image', image_url: encoded('${path}')${more} }`;
const pythonPart = (path: string, more = ''): string =>
  `{"type": "image_url", "image_url": {"url": encoded("${path}")${more}}}`;
const photo = 'photos/IMG_2041.jpg';
const cart = 'mockups/cart.png';

async function only(code: Code, text: string, languageId: LanguageId = 'typescript'): Promise<Finding> {
  const findings = await findingsOf(code, text, languageId);
  assert.equal(findings.length, 1, `${code}: ${findings.map(({ message }) => message).join('\n')}`);
  const [first] = findings;
  assert.ok(first);
  return first;
}

async function none(code: Code, text: string, languageId: LanguageId = 'typescript'): Promise<void> {
  const { calls } = await diagnosed(text, languageId);
  assert.equal(calls.length, 1, 'the call is found');
  assert.deepEqual(
    (await findingsOf(code, text, languageId)).map(({ message }) => message),
    [],
  );
}

function titles({ fixes }: Finding): readonly string[] {
  return fixes.map(({ title }) => title);
}

function preferred({ fixes }: Finding): string | undefined {
  return fixes.find(fix => fix.kind === 'edit' && fix.preferred === true)?.title;
}

describe('diagnosing: omitted-detail', () => {
  it('says what is read, what it costs, and what the cheaper levels do', async () => {
    const finding = await only('omitted-detail', responses({ parts: [part(photo)] }));
    assert.equal(
      finding.message,
      'Detail is omitted, and gpt-6-astra reads that as original: 14,364 tokens ($0.14). High is 2,942 ($0.029), low is 231 ($0.0023).',
    );
    assert.equal(finding.severity, 'warning');
    assert.deepEqual(titles(finding), [
      'State detail high: 2,942 tokens ($0.029) instead of 14,364 tokens ($0.14)',
      'State detail low: 231 tokens ($0.0023) instead of 14,364 tokens ($0.14)',
      'State detail original, which is what it means now: 14,364 tokens ($0.14)',
    ]);
    assert.match(preferred(finding) ?? '', /^State detail high:/);
  });

  it('speaks of a stated `auto` too', async () => {
    const finding = await only('omitted-detail', responses({ parts: [part(photo, `, detail: 'auto'`)] }));
    assert.match(finding.message, /^Detail is `auto`, and gpt-6-astra reads that as original/);
  });

  it('offers all pictures of the call at once', async () => {
    const findings = await findingsOf(
      'omitted-detail',
      responses({ parts: [part(photo), part(photo), part(cart)] }),
    );
    assert.equal(findings.length, 2);
    for (const finding of findings)
      assert.ok(titles(finding).includes('State detail high for all 2 pictures of this call'));
  });

  it('speaks once of the part of a helper, for all of its pictures', async () => {
    const text = chat({
      parts: ['shown("photos/IMG_2041.jpg")', 'shown("photos/enamel-mug.jpg")'],
      imports:
        'import base64\n\n\ndef shown(path):\n    return {"type": "image_url", "image_url": {"url": encoded(path)}}\n',
    });
    const finding = await only('omitted-detail', text, 'python');
    assert.match(finding.message, /21,471 tokens \(\$0\.21\) for 2 pictures\./);
    // Chat Completions cannot be told `original`.
    assert.deepEqual(
      titles(finding).filter(title => title.includes('detail original')),
      [],
    );
  });

  it('names the variable that may choose another model', async () => {
    const finding = await only(
      'omitted-detail',
      responses({ model: `process.env.MODEL ?? 'gpt-6-astra'`, parts: [part(photo)] }),
    );
    assert.match(finding.message, /^Unless MODEL says otherwise: Detail is omitted/);
  });

  it('is silent where the level above is no dearer, where nothing is known, and for a stated level', async () => {
    await none('omitted-detail', responses({ model: `'gpt-5.4'`, parts: [part(photo)] }));
    await none('omitted-detail', responses({ parts: [part(cart)] }));
    await none('omitted-detail', responses({ parts: [part(photo, `, detail: 'high'`)] }));
    await none('omitted-detail', responses({ parts: [part(photo, `, detail: process.argv[2]`)] }));
    await none('omitted-detail', responses({ model: 'process.argv[2]', parts: [part(photo)] }));
    await none(
      'omitted-detail',
      responses({ model: `cheap ? 'gpt-6-astra' : 'gpt-5.4'`, parts: [part(photo)] }),
    );
    await none(
      'omitted-detail',
      responses({ parts: [`{ type: 'input_image', image_url: 'https://a.example/x.png' }`] }),
    );
  });
});

describe('diagnosing: useless-detail', () => {
  it('knows who takes no detail', async () => {
    const text = chat({
      model: '"anthropic/claude-sonnet-5-5"',
      client: 'OpenAI(base_url="https://openrouter.ai/api/v1")',
      parts: [pythonPart(photo, ', "detail": "low"')],
    });
    const finding = await only('useless-detail', text, 'python');
    assert.equal(finding.message, 'claude-sonnet-5-5 takes no detail: `low` changes nothing.');
    assert.deepEqual(titles(finding), ['Remove the detail low']);
  });

  it('knows whose low is no saving', async () => {
    const alike = await only(
      'useless-detail',
      responses({ model: `'gpt-5-mini'`, parts: [part(photo, `, detail: 'low'`)] }),
    );
    assert.match(alike.message, /^Detail `low` changes nothing: gpt-5-mini counts every level alike/);
    const dearer = await only(
      'useless-detail',
      responses({ model: `'gpt-5.4'`, parts: [part(photo, `, detail: 'low'`)] }),
    );
    assert.equal(
      dearer.message,
      'Detail `low` is no saving on gpt-5.4: 3,687 tokens ($0.0092). High is 2,942 ($0.0074).',
    );
    assert.match(preferred(dearer) ?? '', /^State detail high/);
  });

  it('takes no constant away', async () => {
    const finding = await only(
      'useless-detail',
      responses({ model: `'gpt-5-mini'`, before: `const detail = 'low';`, parts: [part(photo, `, detail`)] }),
    );
    assert.deepEqual(titles(finding), []);
  });

  it('is silent where the detail counts, or is not stated', async () => {
    await none('useless-detail', responses({ parts: [part(photo, `, detail: 'low'`)] }));
    await none('useless-detail', responses({ model: `'gpt-5-mini'`, parts: [part(photo)] }));
    await none(
      'useless-detail',
      responses({ model: `'gpt-5-mini'`, parts: [part(photo, `, detail: 'high'`)] }),
    );
    await none('useless-detail', responses({ model: `'gpt-5.4'`, parts: [part(cart, `, detail: 'low'`)] }));
  });
});

describe('diagnosing: unsupported-detail-value', () => {
  it('knows what Chat Completions has no word for', async () => {
    const finding = await only(
      'unsupported-detail-value',
      chat({ parts: [pythonPart(photo, ', "detail": "original"')] }),
      'python',
    );
    assert.equal(
      finding.message,
      'Chat Completions has no detail `original`: it takes `low`, `high` and `auto`.',
    );
    assert.equal(finding.severity, 'error');
    assert.equal(preferred(finding), 'State detail high: 2,942 tokens ($0.029)');
  });

  it('knows a slip of the pen', async () => {
    const finding = await only(
      'unsupported-detail-value',
      responses({ parts: [part(photo, `, detail: 'lwo'`)] }),
    );
    assert.equal(preferred(finding), 'State detail low: 231 tokens ($0.0023)');
  });

  it('knows what a model does not have', async () => {
    const finding = await only(
      'unsupported-detail-value',
      responses({ model: `'gpt-5.2'`, parts: [part(photo, `, detail: 'original'`)] }),
    );
    assert.equal(finding.message, 'gpt-5.2 has no detail `original`: it knows `low`, `high` and `auto`.');
  });

  it('is silent for what is taken', async () => {
    await none('unsupported-detail-value', responses({ parts: [part(photo, `, detail: 'original'`)] }));
    await none(
      'unsupported-detail-value',
      chat({ parts: [pythonPart(photo, ', "detail": "auto"')] }),
      'python',
    );
    await none(
      'unsupported-detail-value',
      chat({
        model: '"acme-vision"',
        client: 'OpenAI(base_url="http://localhost:8000/v1")',
        parts: [pythonPart(photo, ', "detail": "ultra"')],
      }),
      'python',
    );
  });
});

describe('diagnosing: will-be-refused', () => {
  it('knows a picture of too many patches, and the level at which it is taken', async () => {
    const finding = await only(
      'will-be-refused',
      responses({ model: `'gpt-5.6-sol'`, parts: [part('print/trail-map-poster.png')] }),
    );
    assert.match(
      finding.message,
      /^trail-map-poster\.png would be refused\. 35,344 patches at detail `original`/,
    );
    assert.match(preferred(finding) ?? '', /^State detail high, which is taken: 3,000 tokens/);
  });

  it('knows formats and animations', async () => {
    const findings = await findingsOf(
      'will-be-refused',
      responses({ parts: [part('photos/bowls.avif'), part('motion/loading.gif')] }),
    );
    assert.deepEqual(
      findings.map(({ message }) => message),
      [
        'bowls.avif would be refused. OpenAI does not take AVIF: convert the picture to one of PNG, JPEG, WebP and GIF.',
        'loading.gif would be refused. OpenAI takes no animated GIF: send a single frame.',
      ],
    );
  });

  it('knows how many pictures a request may have', async () => {
    const sources = Array.from(
      { length: 101 },
      () => `{"type": "base64", "media_type": "image/png", "data": encoded("${cart}")}`,
    );
    const text = messages({ model: 'claude-haiku-4-5', sources });
    const finding = await only('will-be-refused', text, 'python');
    assert.equal(
      finding.message,
      'The request would be refused: 101 pictures, and Anthropic takes 100 in one: split it.',
    );
    assert.equal(text.slice(finding.span.start, finding.span.end), 'client.messages.create');
  });

  it('knows how many bytes a request may have', async () => {
    const text = [
      'from google import genai',
      'from google.genai import types',
      'client = genai.Client()',
      'client.models.generate_content(',
      '    model="gemini-3.6-flash",',
      '    contents=[',
      ...Array.from(
        { length: 60 },
        () => `        types.Part.from_bytes(data=open("${photo}", "rb").read(), mime_type="image/jpeg"),`,
      ),
      '    ],',
      ')',
      '',
    ].join('\n');
    const finding = await only('will-be-refused', text, 'python');
    assert.match(
      finding.message,
      /^The request would be refused: 22\.\d MB of pictures, and Google takes 20\.0 MB in one: send smaller pictures/,
    );
  });

  it('knows that among many pictures none may be large', async () => {
    const small = Array.from(
      { length: 20 },
      () => `{"type": "base64", "media_type": "image/png", "data": encoded("${cart}")}`,
    );
    const large = `{"type": "base64", "media_type": "image/jpeg", "data": encoded("${photo}")}`;
    const finding = await only('will-be-refused', messages({ sources: [...small, large] }), 'python');
    assert.match(
      finding.message,
      /^IMG_2041\.jpg would be refused: 4,032 × 3,024 px, and with more than 20 pictures/,
    );
    await none('will-be-refused', messages({ sources: [...small.slice(1), large] }), 'python');
  });

  it('does not count what may be left out', async () => {
    const image = `{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": encoded("screenshots/online-dot.png")}}`;
    const text = [
      'import anthropic, base64',
      'def encoded(path):',
      '    return base64.b64encode(open(path, "rb").read()).decode()',
      'content = [',
      ...Array.from({ length: 100 }, () => `    ${image},`),
      ']',
      'if flag:',
      `    content.append(${image})`,
      'anthropic.Anthropic().messages.create(',
      '    model="claude-haiku-4-5", max_tokens=9, messages=[{"role": "user", "content": content}],',
      ')',
      '',
    ].join('\n');
    await none('will-be-refused', text, 'python');
    await only('will-be-refused', text.replace('if flag:\n    ', ''), 'python');
  });

  it('is silent for what is taken, and for what is not known', async () => {
    await none(
      'will-be-refused',
      responses({ model: `'gpt-5.6-sol'`, parts: [part('print/trail-map-poster.png', `, detail: 'high'`)] }),
    );
    await none(
      'will-be-refused',
      responses({
        model: `'gpt-5.6-sol'`,
        parts: [part('print/trail-map-poster.png', `, detail: process.argv[2]`)],
      }),
    );
    await none(
      'will-be-refused',
      responses({ model: 'process.argv[2]', parts: [part('photos/bowls.avif')] }),
    );
  });
});

describe('diagnosing: downscaled-away', () => {
  it('compares what is sent with what is seen', async () => {
    const finding = await only('downscaled-away', responses({ model: `'gpt-4o'`, parts: [part(photo)] }));
    assert.match(
      finding.message,
      /^IMG_2041\.jpg sends 12\.2 MP, gpt-4o sees 0\.79 MP: the upload is 16 times what is used\./,
    );
    assert.deepEqual(titles(finding), []);
    assert.equal(finding.severity, 'information');
  });

  it('offers the level that looks at all of it', async () => {
    const finding = await only('downscaled-away', responses({ parts: [part(photo, `, detail: 'low'`)] }));
    assert.deepEqual(titles(finding), ['State detail original, which sees it: 14,364 tokens ($0.14)']);
  });

  it('is silent up to four times, and where the vendor fetches the picture itself', async () => {
    await none('downscaled-away', responses({ parts: [part(photo, `, detail: 'original'`)] }));
    await none('downscaled-away', responses({ model: `'gpt-4o'`, parts: [part(cart)] }));
    await none(
      'downscaled-away',
      responses({ model: `'gpt-4o'`, parts: [`{ type: 'input_image', image_url: '${photo}' }`] }),
    );
  });
});

describe('diagnosing: unknown-model', () => {
  it('names the nearest, with what they would cost', async () => {
    const finding = await only('unknown-model', responses({ model: `'gpt-5.4-mimi'`, parts: [part(photo)] }));
    assert.match(
      finding.message,
      /^`gpt-5\.4-mimi` is not a known model, so it has no price\. Nearest: `gpt-5\.4-mini`/,
    );
    assert.match(preferred(finding) ?? '', /^Replace with gpt-5\.4-mini: 2,942 tokens \(\$0\.0022\)$/);
    assert.equal(
      titles(finding).at(-1),
      'Add gpt-5.4-mimi to tilescope.json, as another name of gpt-5.4-mini',
    );
  });

  it('asks for the model behind a deployment of Azure', async () => {
    const text = chat({ model: '"vision-prod"', client: 'AzureOpenAI()', parts: [pythonPart(photo)] });
    const finding = await only('unknown-model', text, 'python');
    assert.match(finding.message, /^Which model the deployment `vision-prod` is, is not known/);
    assert.deepEqual(
      finding.fixes.filter(({ kind }) => kind === 'edit'),
      [],
    );
  });

  it("is silent for known names, for names that are not known before it runs, and at hosts of one's own", async () => {
    await none('unknown-model', responses({ parts: [part(photo)] }));
    await none('unknown-model', responses({ model: 'process.env.MODEL', parts: [part(photo)] }));
    await none(
      'unknown-model',
      chat({
        model: '"llava"',
        client: 'OpenAI(base_url="http://localhost:11434/v1")',
        parts: [pythonPart(photo)],
      }),
      'python',
    );
  });
});

describe('diagnosing: base64-as-text', () => {
  it('estimates what the text costs, beside what the picture would', async () => {
    const text = responses({
      parts: [
        "{ type: 'input_text', text: `${readFileSync('photos/IMG_2041.jpg').toString('base64')} and so on` }",
      ],
    });
    const finding = await only('base64-as-text', text);
    assert.equal(
      finding.message,
      'IMG_2041.jpg is encoded into a text and billed as text, ≈ 331,192 tokens (≈ $3.31), and the model cannot see it. ' +
        'Send it as a part of its own: as an image it is 14,364 tokens ($0.14).',
    );
  });

  it('is silent for a picture in its place', async () => {
    await none('base64-as-text', responses({ parts: [part(photo)] }));
  });
});

describe('diagnosing: missing-image', () => {
  it('says where it was looked for, and offers what is there', async () => {
    const text = responses({ parts: [part('photos/enamel-mugg.jpg')] });
    const finding = await only('missing-image', text);
    assert.equal(
      finding.message,
      'enamel-mugg.jpg is not there: no src/photos/enamel-mugg.jpg or photos/enamel-mugg.jpg.',
    );
    assert.deepEqual(titles(finding), ['Replace with enamel-mug.jpg']);
    assert.equal(text.slice(finding.span.start, finding.span.end), 'photos/enamel-mugg.jpg');
  });

  it('offers the same name with another extension or in other letters', async () => {
    const extension = await only('missing-image', responses({ parts: [part('photos/enamel-mug.png')] }));
    assert.equal(preferred(extension), 'Replace with enamel-mug.jpg');
    const letters = await only('missing-image', responses({ parts: [part('photos/img_2041.JPG')] }));
    assert.equal(preferred(letters), 'Replace with IMG_2041.jpg');
  });

  it('is silent for what is there, on the web, or not known', async () => {
    await none('missing-image', responses({ parts: [part(photo)] }));
    await none(
      'missing-image',
      responses({ parts: [`{ type: 'input_image', image_url: 'https://a.example/x.png' }`] }),
    );
    await none(
      'missing-image',
      responses({ parts: [`{ type: 'input_image', image_url: encoded(process.argv[2]) }`] }),
    );
  });
});

describe('diagnosing: local-path-as-url', () => {
  it('offers to read and encode the file', async () => {
    const finding = await only(
      'local-path-as-url',
      responses({ parts: [`{ type: 'input_image', image_url: '${photo}' }`] }),
    );
    assert.match(
      finding.message,
      /^photos\/IMG_2041\.jpg is a path of this machine, which the API cannot read/,
    );
    assert.equal(preferred(finding), 'Read the file and send it as a data URL');
  });

  it('says what Anthropic takes', async () => {
    const finding = await only(
      'local-path-as-url',
      messages({ sources: [`{"type": "url", "url": "${photo}"}`] }),
      'python',
    );
    assert.match(finding.message, /It takes a web address, or Base64 as `data`\.$/);
    assert.deepEqual(titles(finding), []);
  });

  it('is silent for addresses and for data', async () => {
    await none(
      'local-path-as-url',
      responses({ parts: [`{ type: 'input_image', image_url: 'https://a.example/x.png' }`] }),
    );
    await none('local-path-as-url', responses({ parts: [part(photo)] }));
  });
});

describe('diagnosing: ignore-comment', () => {
  const omitted = responses({ parts: [part(photo)] });
  const above = (comment: string): string => omitted.replace('const answer', `${comment}\nconst answer`);
  const summary = async (text: string, languageId?: LanguageId): Promise<readonly string[]> =>
    (await diagnosed(text, languageId)).findings.map(({ code, message }) => `${code}: ${message}`);

  it('leaves out what it names: above the statement, above the part, at the end of its line', async () => {
    const comment = '// tilescope-ignore: omitted-detail fine print has to be read';
    assert.deepEqual(await summary(above(comment)), []);
    assert.deepEqual(await summary(omitted.replace(part(photo), `${comment}\n${part(photo)}`)), []);
    assert.deepEqual(await summary(omitted.replace(`${part(photo)},`, `${part(photo)}, ${comment}`)), []);
    assert.deepEqual(
      await summary(
        omitted.replace('const answer', '/* tilescope-ignore: omitted-detail fine print */\nconst answer'),
      ),
      [],
    );
  });

  it('leaves out several codes, and a code of the whole file', async () => {
    const text = responses({
      model: `'gpt-5.4'`,
      parts: [part('photos/nope.jpg'), part(photo, `, detail: 'low'`)],
    });
    assert.equal((await summary(text)).length, 2);
    assert.deepEqual(
      await summary(
        text.replace(
          'const answer',
          '// tilescope-ignore: missing-image, useless-detail made by the build\nconst answer',
        ),
      ),
      [],
    );
    assert.deepEqual(
      await summary(
        `// tilescope-ignore-file: missing-image made by the build\n// tilescope-ignore-file: useless-detail later\n${text}`,
      ),
      [],
    );
    assert.equal(
      (await summary(`${'\n'.repeat(20)}// tilescope-ignore-file: missing-image too late\n${text}`)).length,
      2,
    );
  });

  it('reads the comments of Python', async () => {
    const text = chat({ parts: [pythonPart(photo)] });
    assert.deepEqual(
      await summary(
        text.replace('answer =', '# tilescope-ignore: omitted-detail fine print\nanswer ='),
        'python',
      ),
      [],
    );
  });

  it('says what is wrong with a comment', async () => {
    const all = async (comment: string): Promise<string | undefined> =>
      (await summary(above(comment))).find(line => line.startsWith('ignore-comment'));
    assert.equal(
      await all('// tilescope-ignore: omited-detail fine print'),
      "ignore-comment: omited-detail is no code of Tilescope's, so nothing is ignored. Did you mean omitted-detail?",
    );
    assert.equal(
      await all('// tilescope-ignore: omitted-detail'),
      'ignore-comment: The comment gives no reason: say why, for whoever reads it next.',
    );
    assert.match(
      (await all('// tilescope-ignore')) ?? '',
      /names no code, so it ignores nothing: known are omitted-detail, /,
    );
    assert.equal(
      await all('// tilescope-ignore: missing-image made by the build'),
      'ignore-comment: There is no missing-image here: the comment ignores nothing.',
    );
    assert.equal(
      await all('// tilescope-ignore: missing-image, omitted-detail made by the build'),
      'ignore-comment: There is no missing-image here: the comment ignores nothing with it.',
    );
  });

  it('takes no text about comments for one', async () => {
    const text = responses({
      parts: [part(cart)],
      before: `const help = "write // tilescope-ignore: nothing";`,
    });
    assert.deepEqual(await summary(text), []);
  });
});

describe('diagnosing', () => {
  it('has nothing to say about a call that is right', async () => {
    const text = responses({ parts: [part(photo, `, detail: 'high'`), part(cart)] });
    // The photo is far larger than what `high` sees, and that is said.
    assert.deepEqual(
      (await diagnosed(text)).findings.map(({ code }) => code),
      ['downscaled-away'],
    );
    assert.deepEqual((await diagnosed(responses({ parts: [part(cart)] }))).findings, []);
  });

  it('says of several models what holds for each', async () => {
    const refused = await findingsOf(
      'will-be-refused',
      responses({ model: `cheap ? 'gpt-5.6-sol' : 'gpt-5.4'`, parts: [part('photos/bowls.avif')] }),
    );
    assert.equal(refused.length, 1);
    const unknown = await findingsOf(
      'unknown-model',
      responses({ model: `cheap ? 'gpt-99' : 'gpt-5.4'`, parts: [part(cart)] }),
    );
    assert.match(unknown[0]?.message ?? '', /^`gpt-99` is not a known model/);
  });

  it('has a code for each of its words', () => {
    assert.equal(new Set(codes).size, codes.length);
  });
});
