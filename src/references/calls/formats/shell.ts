import type { VisionCall } from '../call';
import type { Span } from '../expression';
import { loadGrammar } from '../parser';
import type { Node } from '../parser';
import { apiOfUrl, readBody } from '../shapes/body';
import { textWithStars } from '../shapes/client';
import { literalsOf } from '../shapes/concrete';
import { SyntaxTree } from '../syntaxTree';
import type { Value } from '../value';
import { bodyOf, urlOf } from './shellCommand';
import { Shell, spanOf } from './shellText';

/** Programs that send requests. */
const programs = ['curl', 'wget', 'http', 'https', 'xh', 'curlie'] as const;

/** The requests with pictures that a script sends. Rejects only where the parser cannot be loaded. */
export async function shellCalls(text: string): Promise<readonly VisionCall[]> {
  if (!/\b(?:curl|wget|https?|xh|curlie)\b/.test(text)) return [];
  const tree = new SyntaxTree(text, await loadGrammar('bash'));
  try {
    const shell = new Shell(tree);
    const calls = programs.flatMap(program =>
      tree.occurrences(program).flatMap(at => {
        const command = commandAt(tree, at, at + program.length);
        return (command && callOf(shell, command, program)) ?? [];
      }),
    );
    return calls.sort((a, b) => a.span.start - b.span.start);
  } finally {
    tree.dispose();
  }
}

function commandAt(tree: SyntaxTree, start: number, end: number): Node | undefined {
  const word = tree.nodeAt(start, end);
  const name = word.type === 'command_name' ? word : word.parent;
  // `/usr/bin/curl`.
  if (name?.type !== 'command_name' || name.endIndex !== end || !/(?:^|\/)\w+$/.test(name.text))
    return undefined;
  return name.parent?.type === 'command' ? name.parent : undefined;
}

function callOf(shell: Shell, command: Node, program: string): VisionCall | undefined {
  const url = urlOf(shell, command, program);
  const address = url && textWithStars(url.value);
  const endpoint = address === undefined ? undefined : apiOfUrl(address);
  if (!url || !endpoint || address === undefined) return undefined;
  const body = bodyOf(shell, command, program);
  if (!body) return undefined;
  const model = endpoint.model === undefined ? modelIn(url.value) : namedIn(url.value, endpoint.model);
  return readBody({
    api: endpoint.api,
    body: body.value,
    callee: `${program} ${pathOf(address)}`,
    span: spanOf(wholeOf(command)),
    statement: statementOf(command),
    provider: endpoint.provider,
    ...(/^https?:/.test(address) && { baseUrl: address }),
    ...(model && { model }),
    spelling: body.escaped ? 'none' : 'json',
  });
}

function pathOf(address: string): string {
  return address
    .replace(/[?#].*$/s, '')
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/^\**(?=\/)/, '');
}

/** `…/models/$MODEL:generateContent`. */
function modelIn(url: Value): Value | undefined {
  if (url.kind !== 'text') return undefined;
  const before = url.parts.findIndex(
    part => part.kind === 'string' && /\/(?:models|deployments)\/$/.test(part.text),
  );
  return before < 0 ? undefined : url.parts[before + 1];
}

/** A model with its place in the address, where that is one literal. */
function namedIn(url: Value, model: string): Value {
  const head = url.kind === 'text' ? url.parts[0] : url;
  const text = head?.kind === 'string' ? head.text : '';
  let done = 0;
  for (const { start, end } of head ? literalsOf(head) : []) {
    const at = text.slice(done, done + end - start).indexOf(model);
    done += end - start;
    if (at < 0) continue;
    const span: Span = { start: start + at, end: start + at + model.length };
    return { kind: 'string', text: model, content: span, span };
  }
  return { kind: 'string', text: model, span: url.span };
}

/** With the heredoc that it reads. */
function wholeOf(command: Node): Node {
  return command.parent?.type === 'redirected_statement' ? command.parent : command;
}

const within =
  /^(?:pipeline|redirected_statement|command_substitution|variable_assignment|variable_assignments|string|concatenation|list|declaration_command|negated_command|heredoc_redirect|test_command|command|subshell)$/;

function statementOf(command: Node): number {
  let at = command;
  while (at.parent && within.test(at.parent.type)) at = at.parent;
  return at.startIndex;
}
