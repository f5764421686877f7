import assert from 'node:assert/strict';
import { pageHtml } from '../../../src/webview/pageHtml';

describe('The document of a page', () => {
  it('allows nothing but its own bundle, and lets no address break out of its place', () => {
    const html = pageHtml({
      title: 'a "b" <c>',
      script: 'https://x/?a=1&b="2"',
      style: 'https://x/s.css',
      nonce: 'N0nce',
      cspSource: "'self' https://x",
    });
    assert.match(html, /default-src 'none'/);
    assert.match(html, /script-src 'nonce-N0nce'/);
    assert.doesNotMatch(html, /unsafe/);
    assert.match(html, /<title>a &quot;b&quot; &lt;c&gt;<\/title>/);
    assert.match(html, /src="https:\/\/x\/\?a=1&amp;b=&quot;2&quot;"/);
  });
});
