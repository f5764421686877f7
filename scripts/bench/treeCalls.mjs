// Files of the bench's project that call a vision model, as people write them: the code around the call is whole, since
// a parser takes longer over what is broken.

/**
 * @typedef {object} Words
 * @property {ReturnType<typeof import('./measure.mjs').seeded>} random
 * @property {() => string} word
 * @property {() => string} Word
 */

/**
 * @param {string} kind
 * @param {number} size in bytes, about
 * @param {() => string} picture a path of one, relative to the file
 * @param {Words} words
 */
export function callingFile(kind, size, picture, words) {
  const { head, helper, calls } = kind === 'py' ? python : javascript;
  const parts = [head];
  let length = head.length;
  const call = words.random.pick(calls)(picture, words);
  while (length + call.length < size) {
    const block = helper(words, kind !== 'js');
    parts.push(block);
    length += block.length + 1;
  }
  // Most often it is not at the end.
  parts.splice(words.random.integer(1, parts.length), 0, call);
  return `${parts.join('\n\n')}\n`;
}

const models = ['gpt-5.2', 'gpt-5.4-mini', 'gpt-4o', 'gpt-4.1-mini'];

/** @typedef {{ head: string, helper: (words: Words, typed: boolean) => string, calls: readonly ((picture: () => string, words: Words) => string)[] }} Spelling */

/** @type {Spelling} */
const javascript = {
  head: `import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
import Anthropic from '@anthropic-ai/sdk';

const client = new OpenAI();
const anthropic = new Anthropic();
const dataUrl = file => \`data:image/png;base64,\${readFileSync(file).toString('base64')}\`;`,
  helper: ({ random, word, Word }, typed) => {
    const [a, b] = [word(), word()];
    const text = typed ? ': string' : '';
    return `/** ${Word()} ${word()} ${word()} ${word()}. */
export function ${a}${Word()}${random.integer(0, 9999)}(${a}${text}, ${b}2 = '${word()}')${text} {
  const ${word()}3 = ${a}.split('${word()}').map(part => part.trim()).filter(Boolean);
  if (${a} === '') throw new Error(\`No ${word()}: \${${b}2}\`);
  for (const ${word()}4 of [1, 2, ${random.integer(3, 99)}]) console.log(${a}, { ${word()}: '${word()}' });
  return ${a}.replace(/["'](\\w+)/g, '${word()}');
}`;
  },
  calls: [
    (picture, { random, Word, word }) => `export async function describe${Word()}() {
  const response = await client.responses.create({
    model: '${random.pick(models)}',
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'What is on this ${word()}?' },
          { type: 'input_image', image_url: dataUrl('${picture()}'), detail: 'high' },
        ],
      },
    ],
  });
  return response.output_text;
}`,
    (picture, { Word, word }) => `const model${Word()} = process.env.VISION_MODEL ?? 'gpt-4o';
const shelf = ['${picture()}', '${picture()}', '${picture()}'];

export async function tag${Word()}() {
  for (const file of shelf) {
    const completion = await client.chat.completions.create({
      model: 'gpt-4o',
      messages: [
        { role: 'system', content: 'You name the ${word()} in five words.' },
        { role: 'user', content: [{ type: 'image_url', image_url: { url: dataUrl(file) } }] },
      ],
    });
    console.log(completion.choices[0].message.content);
  }
}`,
    (picture, { Word, word }) => `export async function review${Word()}() {
  const data = readFileSync('${picture()}').toString('base64');
  return anthropic.messages.create({
    model: 'claude-sonnet-5-5',
    max_tokens: 512,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data } },
          { type: 'text', text: 'Is the ${word()} legible?' },
        ],
      },
    ],
  });
}`,
  ],
};

/** @type {Spelling} */
const python = {
  head: `import base64
from pathlib import Path

from google import genai
from google.genai import types
from openai import OpenAI

client = OpenAI()
gemini = genai.Client()


def encode(path):
    with open(path, "rb") as file:
        return base64.b64encode(file.read()).decode()
`,
  helper: ({ random, word, Word }) => `
def ${word()}_${word()}_${random.integer(0, 9999)}(name: str, ${word()}2: str = "${word()}") -> str:
    """${Word()} ${word()} ${word()} ${word()}."""
    parts = [part.strip() for part in name.split("${word()}") if part]
    if not name:
        raise ValueError(f"No ${word()}: {name}")
    for index, part in enumerate(parts):
        print(index, part, ${random.integer(0, 900)})
    return name.replace("${word()}", "${word()}")
`,
  calls: [
    (picture, { random, word }) => `
def describe_${word()}_${random.integer(0, 9999)}():
    image = encode("${picture()}")
    response = client.responses.create(
        model="${random.pick(models)}",
        input=[
            {
                "role": "user",
                "content": [
                    {"type": "input_text", "text": "What is on this ${word()}?"},
                    {"type": "input_image", "image_url": f"data:image/jpeg;base64,{image}", "detail": "low"},
                ],
            }
        ],
    )
    return response.output_text
`,
    (picture, { random, word }) => `
def caption_${word()}_${random.integer(0, 9999)}():
    texts = []
    for path in ["${picture()}", "${picture()}"]:
        response = gemini.models.generate_content(
            model="gemini-2.5-flash",
            contents=[
                types.Part.from_bytes(data=Path(path).read_bytes(), mime_type="image/png"),
                "One line about the ${word()}.",
            ],
        )
        texts.append(response.text)
    return texts
`,
  ],
};
