/** What a page's document needs to know; addresses as the webview gives them. */
export interface PageDocument {
  readonly title: string;
  /** Address of the bundle. */
  readonly script: string;
  /** Address of the styles. */
  readonly style: string;
  /** New for each document, letters and digits. */
  readonly nonce: string;
  /** The webview's `cspSource`. */
  readonly cspSource: string;
}

/** The document of a page: empty but for its bundle, and closed to everything else (no inline styles, no network). */
export function pageHtml({ title, script, style, nonce, cspSource }: PageDocument): string {
  const policy = [
    "default-src 'none'",
    `img-src ${cspSource} data: blob:`,
    `style-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escape(style)}">
<title>${escape(title)}</title>
</head>
<body>
<script nonce="${escape(nonce)}" src="${escape(script)}"></script>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, character => entities[character] ?? character);
}
