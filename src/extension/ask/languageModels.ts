import * as vscode from 'vscode';
import type { RunEvent, VisionProvider } from '../../vision/provider';
import type { RequestPicture, VisionRequest } from '../../vision/request';
import { VisionError } from '../../vision/visionError';

/**
 * The language models that other extensions bring to VS Code. VS Code asks the user whether we may use them; it tells no
 * bill, takes no detail and no tier, and no picture by its address.
 */
export class LanguageModels implements VisionProvider {
  async models(signal: AbortSignal): Promise<readonly string[]> {
    signal.throwIfAborted();
    const models = await vscode.lm.selectChatModels();
    return models.map(({ id }) => id);
  }

  async *run(request: VisionRequest, signal: AbortSignal): AsyncGenerator<RunEvent> {
    const model = await modelNamed(request.model);
    const stop = new vscode.CancellationTokenSource();
    const cancel = (): void => {
      stop.cancel();
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      signal.throwIfAborted();
      const response = await model.sendRequest(
        messagesOf(request),
        { justification: 'Tilescope asks it the question you have just sent, about the pictures you chose.' },
        stop.token,
      );
      yield { kind: 'started', model: model.name };
      for await (const part of response.stream) {
        signal.throwIfAborted();
        if (part instanceof vscode.LanguageModelTextPart) yield { kind: 'text', delta: part.value };
      }
      signal.throwIfAborted();
      yield { kind: 'finished', end: 'complete', billed: undefined };
    } catch (error) {
      throw signal.aborted ? cancelled() : failureOf(error, model);
    } finally {
      signal.removeEventListener('abort', cancel);
      stop.dispose();
    }
  }
}

function cancelled(): VisionError {
  return new VisionError('cancelled', 'The question was cancelled.');
}

async function modelNamed(name: string): Promise<vscode.LanguageModelChat> {
  const models = await vscode.lm.selectChatModels();
  const found =
    models.find(({ id }) => id === name) ??
    models.find(({ family }) => family === name) ??
    models.find(model => model.name === name);
  if (found !== undefined) return found;
  throw new VisionError(
    'unknown-model',
    models.length === 0
      ? 'No language model is there in VS Code: an extension such as GitHub Copilot Chat brings some.'
      : `VS Code has no language model called ${name}.`,
    {
      nextStep:
        models.length === 0
          ? 'Sign in to such an extension, or choose another endpoint.'
          : `Choose one of ${models.map(({ id }) => id).join(', ')}.`,
    },
  );
}

function messagesOf({ turns, instructions, schema }: VisionRequest): vscode.LanguageModelChatMessage[] {
  const messages = turns.map(turn =>
    turn.role === 'assistant'
      ? vscode.LanguageModelChatMessage.Assistant(turn.text)
      : vscode.LanguageModelChatMessage.User([
          new vscode.LanguageModelTextPart(turn.text),
          ...turn.pictures.map(partOf),
        ]),
  );
  const first = [
    ...(instructions === undefined ? [] : [instructions]),
    // There is no parameter for it; what is no JSON then is shown as the text it is.
    ...(schema === undefined
      ? []
      : [`Answer with JSON alone, of this JSON Schema:\n${JSON.stringify(schema.schema)}`]),
  ];
  return [...first.map(text => vscode.LanguageModelChatMessage.User(text)), ...messages];
}

function partOf({ name, source }: RequestPicture): vscode.LanguageModelDataPart {
  if (source.kind === 'url')
    throw new VisionError(
      'picture-refused',
      `${name} is on the web, and VS Code’s models take pictures only as bytes.`,
      { nextStep: 'Save it to the workspace, or choose another endpoint.' },
    );
  return vscode.LanguageModelDataPart.image(source.bytes, source.mediaType);
}

function failureOf(error: unknown, { name }: vscode.LanguageModelChat): VisionError {
  if (VisionError.is(error)) return error;
  const said = error instanceof Error ? error.message : String(error);
  const code = error instanceof vscode.LanguageModelError ? error.code : '';
  switch (code) {
    case vscode.LanguageModelError.NoPermissions.name:
      return new VisionError('wrong-key', `Tilescope may not use ${name}: ${said}`, {
        nextStep: 'Allow it when VS Code asks, or under “Manage Language Model Access”.',
      });
    case vscode.LanguageModelError.Blocked.name:
      return new VisionError('no-credit', `${name} is blocked for now: ${said}`, {
        nextStep: 'Its quota is used up, or its filter stopped the question: choose another model.',
      });
    case vscode.LanguageModelError.NotFound.name:
      return new VisionError('unknown-model', `${name} is not there any more.`, {
        nextStep: 'Choose another model.',
      });
    default:
      return new VisionError(
        'server-error',
        `${name} did not answer: ${said}`,
        {
          nextStep: 'Try it again, or choose another model: not every one takes pictures.',
        },
        { cause: error },
      );
  }
}
