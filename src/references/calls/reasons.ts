import type { UnknownReason } from './value';

/** Why something is not known, as the end of a sentence: "The model is …". */
export function reasonText(reason: UnknownReason): string {
  switch (reason.kind) {
    case 'environment':
      return `set by the environment variable ${reason.name}`;
    case 'parameter':
      return reason.fn === undefined || reason.fn === ''
        ? `given as \`${reason.name}\` by callers that are not in this file`
        : `given to \`${reason.fn}\` as \`${reason.name}\` by callers that are not in this file`;
    case 'import':
      return `imported from ${reason.module}, which is not followed`;
    case 'call':
      return `worked out by \`${reason.what}\` when the program runs`;
    case 'name':
      return `\`${reason.name}\`, which this file does not define`;
    case 'syntax':
      return `written in a way that is not followed (${reason.what})`;
    case 'input':
      return `read when the program runs (${reason.what})`;
    case 'limit':
      return 'put together in more steps than are followed';
  }
}
