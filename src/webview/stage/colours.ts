/** What the stage is drawn with, of the editor's theme. */
export interface Colours {
  readonly line: string;
  /** Beside a line, so that it is seen on any picture. */
  readonly halo: string;
  readonly waste: string;
  readonly cursor: string;
  readonly labelText: string;
  readonly labelBack: string;
  readonly crop: string;
  readonly dim: string;
  /** Outlines and hatching instead of tints. */
  readonly highContrast: boolean;
}

export function themeColours(): Colours {
  if (window.matchMedia('(forced-colors: active)').matches) {
    return {
      line: 'CanvasText',
      halo: 'Canvas',
      waste: 'CanvasText',
      cursor: 'Highlight',
      labelText: 'CanvasText',
      labelBack: 'Canvas',
      crop: 'Highlight',
      dim: 'Canvas',
      highContrast: true,
    };
  }
  const styles = getComputedStyle(document.documentElement);
  const of = (...names: readonly string[]): string => {
    for (const name of names) {
      const value = styles.getPropertyValue(`--vscode-${name}`).trim();
      if (value !== '') return opaque(value);
    }
    return 'currentColor';
  };
  const highContrast =
    document.body.classList.contains('vscode-high-contrast') ||
    document.body.classList.contains('vscode-high-contrast-light');
  const background = of('editor-background');
  return {
    line: highContrast ? of('contrastBorder', 'foreground') : of('charts-orange', 'foreground'),
    halo: background,
    waste: highContrast ? of('contrastBorder', 'foreground') : of('charts-orange', 'foreground'),
    cursor: highContrast ? of('contrastActiveBorder', 'focusBorder') : of('charts-blue', 'focusBorder'),
    labelText: of('foreground'),
    labelBack: background,
    crop: highContrast ? of('contrastActiveBorder', 'focusBorder') : of('focusBorder', 'charts-blue'),
    dim: background,
    highContrast,
  };
}

/** Themes give some colours as a tint, to lie over text: lines are drawn with what the tint is of. */
function opaque(colour: string): string {
  const brush = document.createElement('canvas').getContext('2d');
  if (brush === null) return colour;
  brush.fillStyle = colour;
  const parts = /^rgba\((\d+), (\d+), (\d+)/.exec(brush.fillStyle);
  return parts === null ? brush.fillStyle : `rgb(${parts.slice(1).join(' ')})`;
}

/** Calls when the theme is another. */
export function watchTheme(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  window.matchMedia('(forced-colors: active)').addEventListener('change', changed);
}
