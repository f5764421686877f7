// The step of action.yml that comments: one comment a pull request and project, replaced in place. Whatever GitHub says,
// it ends well: the check is another step. https://docs.github.com/en/rest/issues/comments
import { readFileSync } from 'node:fs';
import { readEvent } from './event.mjs';

const env = process.env;
const api = (env.GITHUB_API_URL || 'https://api.github.com').replace(/\/$/, '');
const repository = env.GITHUB_REPOSITORY ?? '';
const attempts = 3;
const mostPages = 50;

/** GitHub refused, or could not be reached. */
class ApiError extends Error {
  /** @param {number} status 0 where there was no answer @param {string} message */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function main() {
  const event = readEvent();
  const number = event.pull_request?.number ?? (event.issue?.pull_request ? event.issue.number : undefined);
  if (!Number.isInteger(number)) {
    console.log('No pull request: nothing to comment on.');
    return;
  }
  const body = readFileSync(env.TILESCOPE_MARKDOWN ?? '', 'utf8');
  const quiet = env.TILESCOPE_QUIET === 'true' && isUnchanged();
  // Where nothing changed, the Markdown is empty, and what it would begin with comes from the result.
  const marker = body.split('\n', 1)[0] || JSON.parse(readFileSync(env.TILESCOPE_JSON ?? '', 'utf8')).marker;
  const found = await findComment(number, marker);
  if (found === undefined) {
    if (quiet) console.log('Nothing changed in cost: no comment.');
    else {
      await call('POST', `/repos/${repository}/issues/${number}/comments`, { body });
      console.log('Commented.');
    }
    return;
  }
  // What an earlier push changed is not so any more, and its comment must not go on saying it.
  const text = quiet ? `${marker}\n### Tilescope: nothing changes in cost\n` : body;
  if (found.body.replaceAll('\r\n', '\n').trim() === text.trim()) {
    console.log('The comment says it already.');
    return;
  }
  await call('PATCH', `/repos/${repository}/issues/comments/${found.id}`, { body: text });
  console.log('Updated the comment.');
}

function isUnchanged() {
  const { review, problems } = JSON.parse(readFileSync(env.TILESCOPE_JSON ?? '', 'utf8'));
  return review !== null && review.changes.length + review.pictures.length + problems.length === 0;
}

/**
 * The comment that begins with the marker and was written by whoever we are: other people's are not ours to change.
 * @param {number} number @param {string} marker @returns {Promise<{ id: number, body: string } | undefined>}
 */
async function findComment(number, marker) {
  const own = await ownLogin();
  for (let page = 1; page <= mostPages; page += 1) {
    const comments = await call(
      'GET',
      `/repos/${repository}/issues/${number}/comments?per_page=100&page=${page}`,
    );
    const found = comments.find(
      (/** @type {any} */ { body, user }) =>
        typeof body === 'string' &&
        body.startsWith(marker) &&
        (own === undefined ? user?.type === 'Bot' : user?.login === own),
    );
    if (found !== undefined || comments.length < 100) return found;
  }
  return undefined;
}

/** Whose token it is; that of a workflow belongs to no user, and its comments to a bot. */
async function ownLogin() {
  try {
    const { login } = await call('GET', '/user');
    return typeof login === 'string' ? login : undefined;
  } catch (error) {
    if (error instanceof ApiError && [401, 403, 404].includes(error.status)) return undefined;
    throw error;
  }
}

/** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
async function call(method, path, body) {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(api + path, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${env.GITHUB_TOKEN ?? ''}`,
        'content-type': 'application/json',
        'user-agent': 'tilescope',
        'x-github-api-version': '2022-11-28',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    }).catch((/** @type {unknown} */ error) => error);
    if (response instanceof Response && response.ok) return response.json();
    const status = response instanceof Response ? response.status : 0;
    // Posting twice would be two comments: what was not answered may have been done.
    const again = status >= 500 || status === 429 || (status === 0 && method !== 'POST');
    if (!again || attempt === attempts)
      throw new ApiError(status, `${method} ${path}: ${status === 0 ? String(response) : `HTTP ${status}`}`);
    const wait =
      response instanceof Response ? Number(response.headers.get('retry-after') ?? attempt) : attempt;
    await new Promise(resolve => setTimeout(resolve, Math.min(Math.max(wait, 0), 20) * 1000));
  }
}

main().catch((/** @type {unknown} */ error) => {
  const readOnly = error instanceof ApiError && [401, 403, 404].includes(error.status);
  const message = error instanceof Error ? error.message : String(error);
  const said = readOnly
    ? `Tilescope could not comment, as the token may not write here (for pull requests from forks that is so). The check and the job's summary say the same. ${message}`
    : `Tilescope could not comment: ${message}`;
  console.log(
    `::${readOnly ? 'notice' : 'warning'} title=Tilescope::${said.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}`,
  );
});
