import type { URI } from 'vscode-uri';
import { aliasSettings, listSetting, stringSetting } from './configText';
import { prefixMappings } from './mapping';
import type { Mapping } from './mapping';

/** What a framework's own file says of the folder it is in; all paths relative to that folder. */
export interface Found {
  readonly roots?: readonly string[];
  readonly sources?: readonly string[];
  /** Prefixes: `$lib` → `src/lib`. */
  readonly aliases?: readonly (readonly [name: string, target: string])[];
}

export interface Framework {
  readonly file: RegExp;
  /** What holds whatever is in the file; such a file is not opened. */
  readonly found?: Found;
  readonly read?: (text: string) => Found;
}

const script = '\\.[cm]?[jt]s$';

/** Each by the file that only its projects have, and where its manual says pictures are. */
export const frameworks: readonly Framework[] = [
  { file: new RegExp(`^vite\\.config${script}`), read: vite },
  { file: new RegExp(`^next\\.config${script}`), found: { roots: ['public'] } },
  {
    file: new RegExp(`^astro\\.config${script}`),
    read: text => ({ roots: folder(text, 'publicDir', 'public'), aliases: aliasSettings(text) }),
  },
  {
    file: /^svelte\.config\.[cm]?[jt]s$/,
    read: text => ({
      roots: folder(text, 'assets', 'static'),
      aliases: [['$lib', folder(text, 'lib', 'src/lib')[0] ?? 'src/lib'], ...aliasSettings(text)],
    }),
  },
  { file: new RegExp(`^nuxt\\.config${script}`), read: nuxt },
  { file: new RegExp(`^gatsby-config${script}`), found: { roots: ['static'] } },
  {
    file: new RegExp(`^docusaurus\\.config${script}`),
    read: text => ({
      roots: listSetting(text, 'staticDirectories') ?? ['static'],
      aliases: [['@site', '.']],
    }),
  },
  { file: /^\.vitepress$/, found: { roots: ['public'] } },
  { file: /^\.vuepress$/, found: { roots: ['.vuepress/public'] } },
  { file: /^vue\.config\.[cm]?js$/, found: { roots: ['public'] } },
  { file: /^angular\.json$/, found: { roots: ['public', 'src'] } },
  { file: new RegExp(`^webpack\\.config${script}`), read: text => ({ aliases: aliasSettings(text) }) },
  { file: /^artisan$/, found: { roots: ['public', 'resources'], sources: ['resources/js'] } },
  { file: /^mix\.exs$/, found: { roots: ['priv/static', 'assets/static'] } },
  {
    file: /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/,
    found: {
      roots: ['static', 'public', 'resources', '']
        .map(name => `src/main/resources/${name}`)
        .concat('src/main/webapp'),
    },
  },
  { file: /\.csproj$/, found: { roots: ['wwwroot'] } },
  { file: /^hugo\.(?:toml|ya?ml|json)$/, found: { roots: ['static', 'assets'] } },
  { file: /^mkdocs\.ya?ml$/, read: text => ({ roots: [yamlSetting(text, 'docs_dir') ?? 'docs'] }) },
  { file: /^_config\.ya?ml$/, read: text => ({ roots: [yamlSetting(text, 'source') ?? '.', '.'] }) },
  { file: /^(?:_quarto\.ya?ml|conf\.py)$/, found: { roots: ['.'] } },
  { file: /^book\.toml$/, read: text => ({ roots: [/^src\s*=\s*"([^"\n]*)"/m.exec(text)?.[1] ?? 'src'] }) },
  // Hugo's old name for its file is many programs' name for theirs.
  {
    file: /^config\.(?:toml|ya?ml)$/,
    read: text => (/^\s*baseurl\s*[=:]/im.test(text) ? { roots: ['static', 'assets'] } : {}),
  },
];

function vite(text: string): Found {
  const root = stringSetting(text, 'root');
  const from = (path: string): string => (root ? `${relative(root)}/${path}` : path);
  return {
    roots: folder(text, 'publicDir', 'public').map(from),
    aliases: aliasSettings(text),
    // The server of Vite serves its root, sources and all.
    ...(root ? { sources: [`${relative(root)}/src`, relative(root)] } : {}),
  };
}

function nuxt(text: string): Found {
  const own = stringSetting(text, 'srcDir');
  const sources = own ? [relative(own)] : ['app', '.'];
  return {
    roots: ['public', 'static', ...sources.map(source => `${source}/public`)],
    sources,
    aliases: [['~~', '.'], ['@@', '.'], ...aliasSettings(text)],
  };
}

/** A folder that is a plain setting, or where it is without one; none where it is switched off. */
function folder(text: string, name: string, otherwise: string): readonly string[] {
  const setting = stringSetting(text, name);
  if (setting === false || setting === '') return [];
  return [setting === undefined ? otherwise : relative(setting)];
}

/** `/src` is the project's, to a bundler. */
function relative(path: string): string {
  return path.replace(/^[\\/]/, '');
}

function yamlSetting(text: string, name: string): string | undefined {
  const value = new RegExp(`^${name}[ \\t]*:[ \\t]*(['"]?)([^'"#\\n\\r]+)\\1`, 'm').exec(text)?.[2]?.trim();
  return value === '' ? undefined : value;
}

export function aliasMappings(found: Found, base: URI): readonly Mapping[] {
  return (found.aliases ?? []).flatMap(([name, target]) => prefixMappings(name, relative(target), base));
}
