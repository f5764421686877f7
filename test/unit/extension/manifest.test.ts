import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { commands, internalCommands, section, settings } from '../../../src/extension/contributions';
import { builtInModels } from '../../../src/core/models/builtIn';
import { Registry } from '../../../src/core/models/registry';

interface Setting {
  readonly default?: unknown;
  readonly scope?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
}

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly menus: {
      readonly commandPalette: readonly { readonly command: string; readonly when: string }[];
    };
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
    readonly jsonValidation: readonly { readonly url: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly media: { readonly svg: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

const root = path.join(__dirname, '../../..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
const { contributes } = manifest;
const properties = Object.assign({}, ...contributes.configuration.map(group => group.properties)) as Readonly<
  Record<string, Setting>
>;

describe('the manifest', () => {
  it('has the commands of the table, and no others', () => {
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).sort(),
      Object.values(commands).sort(),
    );
  });

  it('keeps from the palette what only links and lenses run', () => {
    const hidden = contributes.menus.commandPalette
      .filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    assert.deepEqual(hidden.sort(), [...internalCommands].sort());
  });

  it('has the settings of the table, and no others', () => {
    const names = Object.values(settings).map(key => `${section}.${key}`);
    assert.deepEqual(Object.keys(properties).sort(), names.sort());
  });

  it('describes every setting, every choice of it, and has a default', () => {
    for (const [name, setting] of Object.entries(properties)) {
      assert.ok((setting.description ?? setting.markdownDescription ?? '').length > 20, name);
      assert.notEqual(setting.default, undefined, name);
      if (setting.enum !== undefined) {
        assert.ok(setting.enum.includes(String(setting.default)), name);
        assert.equal(setting.enumDescriptions?.length, setting.enum.length, name);
      }
    }
  });

  it('lets no workspace say which private hosts may be asked', () => {
    assert.equal(properties['tilescope.remote.allowedHosts']?.scope, 'machine');
  });

  it('lets no workspace raise a limit or keep prompts', () => {
    for (const key of ['spend.dailyLimitUsd', 'spend.monthlyLimitUsd', 'usage.keepPrompts'])
      assert.equal(properties[`tilescope.${key}`]?.scope, 'machine', key);
  });

  it('has defaults that the registry knows', () => {
    const registry = new Registry();
    const named = [
      properties['tilescope.model']?.default as string,
      ...(properties['tilescope.compareModels']?.default as readonly string[]),
    ];
    assert.equal(named[0], 'gpt-5.4-mini');
    assert.equal(named.length, 7);
    for (const name of named) assert.ok(registry.find(name).found, name);
  });

  it('names only files that are there', () => {
    const files = [
      manifest.icon,
      ...contributes.jsonValidation.map(({ url }) => url),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg)),
    ];
    for (const file of files) assert.ok(existsSync(path.join(root, file)), file);
  });

  it('links the walkthrough to commands that exist', () => {
    const known = new Set(contributes.commands.map(({ command }) => command));
    for (const { description, completionEvents } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      for (const [, command] of description.matchAll(/\(command:([\w.]+)\)/g))
        assert.ok(command === 'workbench.action.quickOpen' || known.has(command ?? ''), command);
      for (const event of completionEvents) {
        const [kind, name = ''] = event.split(':');
        assert.ok(kind === 'onCommand' ? known.has(name) : name in properties, event);
      }
    }
  });

  it('asks for no newer API than the oldest VS Code it declares', () => {
    const minor = (range: string | undefined): number => Number(/1\.(\d+)/.exec(range ?? '')?.[1]);
    assert.ok(minor(manifest.devDependencies['@types/vscode']) <= minor(manifest.engines.vscode));
  });
});

describe('the README', () => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

  it('begins with the two commands', () => {
    assert.match(readme, /^```sh\nnpm start .*\nnpm test .*\n```/);
  });

  it('knows how many models there are', () => {
    assert.ok(readme.includes(`each of the ${String(builtInModels.length)} models`));
  });

  it('shows only pictures that are there', () => {
    for (const [, file = ''] of readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g))
      assert.ok(existsSync(path.join(root, file)), file);
  });

  it('names only settings and commands that exist', () => {
    for (const [, key = ''] of readme.matchAll(/`tilescope\.([\w.]+)`/g)) {
      if (key !== 'json') assert.ok(`${section}.${key}` in properties, key);
    }
    const titles = contributes.commands.map(({ category, title }) => `${category}: ${title}`);
    for (const [, title = ''] of readme.matchAll(/\*\*(Tilescope: [\w ]+)\*\*/g))
      assert.ok(titles.includes(title), title);
  });
});
