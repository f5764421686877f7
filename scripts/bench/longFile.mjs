// A module such as grows over years: services, helpers, tests of their own, and a call of a model every few hundred lines.
import { seeded } from './measure.mjs';

const nouns = [
  'order',
  'parcel',
  'invoice',
  'customer',
  'basket',
  'refund',
  'label',
  'shelf',
  'voucher',
  'route',
];
const verbs = ['load', 'check', 'merge', 'rank', 'store', 'split', 'format', 'count', 'notify', 'archive'];

/** @param {string} language @param {number} lines */
export function longFile(language, lines) {
  const random = seeded(7);
  const write = language === 'python' ? python : typescript;
  const parts = [write.head];
  let count = write.head.split('\n').length;
  for (let i = 0; count < lines; i += 1) {
    const name = `${random.pick(verbs)}${capital(random.pick(nouns))}${i}`;
    const part = i % 40 === 7 ? write.call(name, i) : write.filler(name, random.pick(nouns), i);
    parts.push(part);
    count += part.split('\n').length;
  }
  return parts.join('\n');
}

/** @param {string} text */
const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

const typescript = {
  head: `import { readFileSync } from 'node:fs';
import path from 'node:path';
import OpenAI from 'openai';
import { z } from 'zod';

const openai = new OpenAI();
const pictures = path.join(import.meta.dirname, 'pictures');
const MODEL = 'gpt-5.4-mini';

function dataUrl(file: string): string {
  return \`data:image/png;base64,\${readFileSync(path.join(pictures, file)).toString('base64')}\`;
}
`,
  /** @param {string} name @param {number} i */
  call: (name, i) => `
/** Says what is on picture ${i}. */
export async function ${name}(detail: 'low' | 'high' = 'high'): Promise<string> {
  const started = performance.now();
  const response = await openai.responses.create({
    model: MODEL,
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'What is on this photograph, and what is missing?' },
          { type: 'input_image', image_url: dataUrl('picture-${i}.png'), detail },
        ],
      },
    ],
  });
  log.info({ took: performance.now() - started }, 'described a picture');
  return response.output_text;
}
`,
  /** @param {string} name @param {string} noun @param {number} i */
  filler: (name, noun, i) => `
const ${name}Schema = z.object({ id: z.string(), total: z.number(), lines: z.array(z.string()) });

/** The ${noun}s that are due, the oldest first; \`limit\` of them at most. */
export async function ${name}(${noun}s: readonly ${capital(noun)}[], limit = ${i % 90}): Promise<${capital(noun)}[]> {
  const found: ${capital(noun)}[] = [];
  for (const ${noun} of ${noun}s) {
    if (${noun}.state === 'closed' || ${noun}.total < ${i}) continue;
    const parsed = ${name}Schema.safeParse(${noun});
    if (!parsed.success) {
      log.warn({ id: ${noun}.id, issues: parsed.error.issues }, \`not a ${noun}: \${${noun}.id}\`);
      continue;
    }
    found.push({ ...${noun}, lines: parsed.data.lines.map(line => line.trim()).filter(Boolean) });
  }
  const sorted = found.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  await metrics.record('${noun}.${name}', { count: sorted.length, region: process.env.REGION ?? 'eu' });
  return sorted.slice(0, limit);
}
`,
};

const python = {
  head: `import base64
import logging
from pathlib import Path

from openai import OpenAI

logger = logging.getLogger(__name__)
client = OpenAI()
PICTURES = Path(__file__).parent / "pictures"
MODEL = "gpt-5.4-mini"


def data_url(name: str) -> str:
    encoded = base64.b64encode((PICTURES / name).read_bytes()).decode()
    return f"data:image/png;base64,{encoded}"

`,
  /** @param {string} name @param {number} i */
  call: (name, i) => `
def ${name}(detail: str = "high") -> str:
    """Says what is on picture ${i}."""
    response = client.responses.create(
        model=MODEL,
        input=[
            {
                "role": "user",
                "content": [
                    {"type": "input_text", "text": "What is on this photograph, and what is missing?"},
                    {"type": "input_image", "image_url": data_url("picture-${i}.png"), "detail": detail},
                ],
            }
        ],
    )
    logger.info("described a picture")
    return response.output_text

`,
  /** @param {string} name @param {string} noun @param {number} i */
  filler: (name, noun, i) => `
def ${name}(${noun}s, limit=${i % 90}):
    """The ${noun}s that are due, the oldest first; \`limit\` of them at most."""
    found = []
    for ${noun} in ${noun}s:
        if ${noun}.state == "closed" or ${noun}.total < ${i}:
            continue
        try:
            lines = [line.strip() for line in ${noun}.lines if line]
        except AttributeError as error:
            logger.warning("not a ${noun}: %s (%s)", ${noun}.id, error)
            continue
        found.append({"id": ${noun}.id, "lines": lines, "total": ${noun}.total, "state": "due"})
    found.sort(key=lambda item: item["total"])
    logger.debug(f"{len(found)} ${noun}s of {len(${noun}s)} are due")
    return found[:limit]

`,
};
