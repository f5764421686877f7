import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What the workbench puts on a webview's document: the class of the body, and the variables of the theme. */
export interface Theme {
  readonly name: string;
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

const folder = path.join(__dirname, 'themes');

/** Taken from real webviews of VS Code 1.139; only what styles may use is kept. */
export function readTheme(name: ThemeName): Theme {
  return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Theme;
}

export const themeNames = ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const;
export type ThemeName = (typeof themeNames)[number];
