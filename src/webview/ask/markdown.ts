import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';

const parser = new MarkdownIt({ html: false, linkify: false, breaks: false });
// A picture in an answer would ask the network for it: what is left of it is a link, which asks for nothing by itself.
parser.disable('image');
parser.validateLink = isWebAddress;

/** Only these are followed, and the editor asks before it does. */
export function isWebAddress(address: string): boolean {
  return URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol);
}

/** An answer as HTML that runs, loads and styles nothing, whatever the model wrote. */
export function safeHtml(markdown: string): string {
  return DOMPurify.sanitize(parser.render(markdown), {
    ALLOWED_TAGS: [
      'a',
      'blockquote',
      'br',
      'code',
      'em',
      'h1',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'hr',
      'li',
      'ol',
      'p',
      'pre',
      's',
      'strong',
      'table',
      'tbody',
      'td',
      'th',
      'thead',
      'tr',
      'ul',
    ],
    ALLOWED_ATTR: ['href', 'title', 'start'],
    ALLOWED_URI_REGEXP: /^https?:/i,
  });
}
