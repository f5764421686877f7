import type { BreakdownRow, CallHoverText } from './callHoverText';
import type { ComparisonRow, HoverText, RuleSource } from './hoverText';

/** A picture to show: an address, and the size it is shown at. */
export interface Thumbnail {
  /**
   * A `data:` address of a drawing, or the picture's own. Its own is fetched by the window, which in a remote one works
   * only for addresses that stand as a link in the Markdown too: the name in the answer is that link.
   */
  readonly source: string;
  readonly width: number;
  readonly height: number;
}

/** Something the hover offers to do. */
export interface HoverLink {
  /** A codicon's name. */
  readonly icon: string;
  readonly label: string;
  readonly title: string;
  readonly command: string;
  readonly args: readonly unknown[];
}

const breakLine = '  \n';
/** Between columns: hovers give tables no padding, and a space that breaks would break the line. */
const gap = '&nbsp;&nbsp;';

/**
 * The hover for the editor. Its window is 250 px high before it scrolls, so the picture, the links and the source stand
 * beside the table, not above and below it; that takes HTML, in which every text is escaped here.
 */
export function editorMarkdown(
  text: HoverText,
  thumbnail: Thumbnail | undefined,
  links: readonly HoverLink[],
  bars: readonly string[] = [],
): string {
  const parts = [text.answer, text.reason.join(breakLine)];
  if (bars.length > 0) parts.push(bars.join(breakLine));
  if (text.warnings.length > 0) parts.push(text.warnings.join(breakLine));
  if (text.advice.length > 0) parts.push(`$(lightbulb) ${text.advice.join(' · ')}`);
  const source = text.source === undefined ? [] : [sourceLink(text.source)];
  if (text.comparison.length === 0) {
    if (thumbnail !== undefined) parts.push(image(thumbnail));
    parts.push([links.map(anchor).join(gap), ...source].join('<br>'));
  } else {
    const beside = [
      ...(thumbnail === undefined ? [] : [image(thumbnail)]),
      links.map(anchor).join(gap),
      ...source,
    ];
    parts.push(table(beside.join('<br>'), text.comparison));
  }
  return parts.join('\n\n');
}

/** The hover over a call for the editor: the table first, as it is what one asks for. */
export function callEditorMarkdown(
  text: CallHoverText,
  links: readonly HoverLink[],
  bars: readonly string[] = [],
): string {
  const parts = [text.answer, text.reason.join(breakLine)];
  if (bars.length > 0) parts.push(bars.join(breakLine));
  if (text.rows.length > 0) parts.push(`<table>${text.rows.map(breakdownRow).join('')}</table>`);
  if (text.advice.length > 0) parts.push(`$(lightbulb) ${text.advice.join(' · ')}`);
  const source = text.source === undefined ? [] : [sourceLink(text.source, gap)];
  parts.push([...links.map(anchor), ...source].join(gap));
  return parts.join('\n\n');
}

/** The same for the clipboard. */
export function callPortableMarkdown(text: CallHoverText): string {
  const parts = [text.answer, ...text.reason];
  if (text.rows.length > 0) {
    const rows = text.rows.map(({ name, size, detail, tokens, money, why }) => {
      const cells = [name, size, detail, why ?? tokens, money].map(cell => cell.replaceAll('|', '\\|'));
      return `| ${cells.join(' | ')} |`;
    });
    parts.push(
      ['| | size | detail | tokens | money |', '| :-- | --: | :-- | --: | --: |', ...rows].join('\n'),
    );
  }
  parts.push(...text.advice);
  if (text.source !== undefined) parts.push(cited(text.source));
  return withoutIcons(parts.join('\n\n'));
}

/** The same for the clipboard: plain Markdown, without what works in the editor alone. */
export function portableMarkdown(text: HoverText): string {
  const parts = [text.answer, ...text.reason, ...text.warnings, ...text.advice];
  if (text.comparison.length > 0) {
    const rows = text.comparison.map(
      ({ model, tokens, perCall, perThousand, omittedDetail }) =>
        `| ${model}${omittedDetail ? ' (detail omitted)' : ''} | ${tokens} | ${perCall} | ${perThousand} |`,
    );
    parts.push(['| | tokens | a call | per 1,000 |', '| :-- | --: | --: | --: |', ...rows].join('\n'));
  }
  if (text.source !== undefined) parts.push(cited(text.source));
  const markdown = withoutIcons(parts.join('\n\n'));
  // A link into this machine's files means nothing elsewhere.
  return markdown.replace(/\[(\*\*[^\]]*\*\*)\]\((?!https?:)[^)]*\)/g, '$1');
}

function withoutIcons(markdown: string): string {
  return markdown.replace(/\$\(\w[\w-]*\) ?/g, '');
}

function cited({ name, url, note }: RuleSource): string {
  return `Estimated by the rule of ${url === undefined ? name : `[${name}](${url})`}, ${note}`;
}

function breakdownRow({ kind, name, size, detail, tokens, money, why }: BreakdownRow): string {
  const set = (text: string): string => (kind === 'total' ? `<b>${html(text)}</b>` : html(text));
  const cells = [
    `<td>${set(name)}</td>`,
    `<td align="right">${gap}${set(size)}</td>`,
    `<td>${gap}${set(detail)}</td>`,
  ];
  if (why !== undefined) cells.push(`<td colspan="2">${gap}${set(why)}</td>`);
  else for (const cell of [tokens, money]) cells.push(`<td align="right">${gap}${set(cell)}</td>`);
  return `<tr>${cells.join('')}</tr>`;
}

function table(beside: string, rows: readonly ComparisonRow[]): string {
  const left = `<td rowspan="${String(rows.length + 1)}">${beside}</td>`;
  const titles = ['tokens', 'a&nbsp;call', 'per&nbsp;1,000'].map(
    title => `<th align="right">${gap}${title}</th>`,
  );
  return `<table><tr>${left}<th></th>${titles.join('')}</tr>${rows.map(tableRow).join('')}</table>`;
}

function tableRow({ model, tokens, perCall, perThousand, omittedDetail }: ComparisonRow): string {
  const mark = omittedDetail ? ` ${icon('warning')}` : '';
  const cells = [tokens, perCall, perThousand].map(cell => `<td align="right">${gap}${html(cell)}</td>`);
  return `<tr><td>${gap}${gap}${html(model)}${mark}</td>${cells.join('')}</tr>`;
}

function image({ source, width, height }: Thumbnail): string {
  return `<img src="${html(source)}" width="${String(width)}" height="${String(height)}" alt="The picture, with the cells that are paid for">`;
}

function anchor({ icon: name, label, title, command, args }: HoverLink): string {
  const href = `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;
  return `<a href="${html(href)}" title="${html(title)}">${icon(name)}&nbsp;${html(label)}</a>`;
}

function sourceLink({ name, url, note }: RuleSource, between = '<br>'): string {
  const title = `The rule: ${note}`;
  const link =
    url === undefined ? html(name) : `<a href="${html(url)}" title="${html(title)}">${html(name)}</a>`;
  return `${link}${between}${html(note)}`;
}

function icon(name: string): string {
  return `<span class="codicon codicon-${name}"></span>`;
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, char => `&#${String(char.charCodeAt(0))};`);
}
