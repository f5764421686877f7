import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { settings } from '../../../src/extension/contributions';
import { camelCase, codes, levels, severities } from '../../../src/references/calls/diagnose/codes';

interface Level {
  readonly default: string;
  readonly enum: readonly string[];
  readonly markdownDescription: string;
}

const root = path.join(__dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Level>> }[];
  };
};
const properties = Object.assign(
  {},
  ...manifest.contributes.configuration.map(group => group.properties),
) as Readonly<Record<string, Level>>;
const schema = JSON.parse(read('media/tilescope.schema.json')) as {
  readonly properties: { readonly diagnostics: { readonly properties: Readonly<Record<string, Level>> } };
  readonly definitions: { readonly diagnosticLevel: Level };
};

describe('every diagnostic', () => {
  for (const code of codes) {
    describe(code, () => {
      it('has a setting with its level, which links to its page', () => {
        const key = `diagnostics.${camelCase(code)}`;
        assert.ok((Object.values(settings) as readonly string[]).includes(key), key);
        const setting = properties[`tilescope.${key}`];
        assert.equal(setting?.default, severities[code]);
        assert.deepEqual(setting.enum, levels);
        const link = `(command:tilescope.diagnosticHelp?${encodeURIComponent(JSON.stringify([code]))})`;
        assert.ok(setting.markdownDescription.includes(link), setting.markdownDescription);
      });

      it('has a level that a project can say', () => {
        assert.equal(schema.properties.diagnostics.properties[code]?.default, severities[code]);
      });

      it('has a page that says what, why, how to fix and how to silence it, in both languages', () => {
        const page = read(`docs/diagnostics/${code}.md`);
        assert.ok(page.startsWith(`# ${code}\n`));
        for (const heading of [
          'What it says',
          'Why it matters',
          'Example',
          'How to fix it',
          'How to silence it',
          'Source',
        ])
          assert.ok(page.includes(`\n## ${heading}\n`), heading);
        assert.equal(page.match(/^```ts$/gm)?.length, 2);
        assert.ok((page.match(/^```python$/gm)?.length ?? 0) >= 2);
        assert.ok(page.includes(`\`tilescope.diagnostics.${camelCase(code)}\``));
        assert.match(page, new RegExp(`Shown as (?:an? )?${severities[code]} unless`));
      });

      it('is in the index and in the README', () => {
        assert.ok(
          read('docs/diagnostics.md').includes(`| [${code}](diagnostics/${code}.md) | ${severities[code]} |`),
        );
        assert.ok(read('README.md').includes(`| [${code}](docs/diagnostics/${code}.md) |`));
      });
    });
  }

  it('is the only thing that has a page, a setting or a level', () => {
    assert.deepEqual(
      readdirSync(path.join(root, 'docs/diagnostics')).sort(),
      codes.map(code => `${code}.md`).sort(),
    );
    assert.deepEqual(
      Object.keys(properties).filter(key => key.startsWith('tilescope.diagnostics.')).length,
      codes.length + 1,
    );
    assert.deepEqual(Object.keys(schema.properties.diagnostics.properties).sort(), [...codes].sort());
    assert.deepEqual(schema.definitions.diagnosticLevel.enum, levels);
  });

  it('has its pages shipped, and no link in them leads nowhere', () => {
    const ignore = read('.vscodeignore').split('\n');
    for (const line of ['!docs/diagnostics.md', '!docs/diagnostics/*.md'])
      assert.ok(ignore.includes(line), line);
    for (const file of ['docs/diagnostics.md', ...codes.map(code => `docs/diagnostics/${code}.md`)])
      for (const [, target = ''] of read(file).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g))
        assert.ok(existsSync(path.join(root, path.dirname(file), target)), `${file}: ${target}`);
  });
});
