/** The editor's colours, as a chart needs them. */
export interface Colours {
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly bar: string;
  readonly off: string;
  /** Around bars and points, where the theme is one of high contrast; empty elsewhere. */
  readonly border: string;
  readonly background: string;
  readonly font: string;
}

/** Reads them anew: call it again when {@link onThemeChange} says so. */
export function editorColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const read = (...names: readonly string[]): string =>
    names.map(name => style.getPropertyValue(`--vscode-${name}`).trim()).find(value => value !== '') ?? '';
  return {
    text: read('foreground', 'editor-foreground'),
    quiet: read('descriptionForeground', 'foreground'),
    line: read('charts-lines', 'contrastBorder', 'panel-border', 'foreground'),
    bar: read('charts-blue', 'foreground'),
    // Not charts-orange: it is half transparent in most themes.
    off: read('editorWarning-foreground', 'charts-red', 'foreground'),
    border: read('contrastBorder'),
    background: read('editor-background'),
    font: read('font-family'),
  };
}

/** VS Code gives another theme's colours by changing the document's style and the body's class. */
export function onThemeChange(handle: () => void): void {
  const observer = new MutationObserver(handle);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, {
    attributes: true,
    attributeFilter: ['class', 'data-vscode-theme-id', 'data-vscode-theme-kind'],
  });
}
