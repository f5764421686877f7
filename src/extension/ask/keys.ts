import type * as vscode from 'vscode';
import type { Endpoint, KeySource } from '../../vision/endpoint';
import { environmentKey } from '../../vision/environmentKeys';
import { originOf, vscodeEndpoint } from './endpoints';

/**
 * Keys by the origin they are for: what is stored for one origin is never given for another, whatever the endpoint is
 * called. What the user stored goes before the environment.
 */
export class Keys implements KeySource {
  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly environment: Readonly<Record<string, string | undefined>> = process.env,
  ) {}

  async key(endpoint: Endpoint): Promise<string | undefined> {
    if (endpoint.id === vscodeEndpoint.id) return undefined;
    return (await this.stored(endpoint)) ?? environmentKey(endpoint, this.environment)?.key;
  }

  async state(endpoint: Endpoint): Promise<'set' | 'missing' | 'not-needed'> {
    if ((await this.key(endpoint)) !== undefined) return 'set';
    return endpoint.needsKey ? 'missing' : 'not-needed';
  }

  /** The variable that holds the key, where none is stored. */
  async variable(endpoint: Endpoint): Promise<string | undefined> {
    if ((await this.stored(endpoint)) !== undefined) return undefined;
    return environmentKey(endpoint, this.environment)?.variable;
  }

  async isStored(endpoint: Endpoint): Promise<boolean> {
    return (await this.stored(endpoint)) !== undefined;
  }

  async store(endpoint: Endpoint, key: string): Promise<void> {
    await this.secrets.store(nameOf(endpoint), key);
  }

  async remove(endpoint: Endpoint): Promise<void> {
    await this.secrets.delete(nameOf(endpoint));
  }

  private async stored(endpoint: Endpoint): Promise<string | undefined> {
    const key = await this.secrets.get(nameOf(endpoint));
    return key === undefined || key === '' ? undefined : key;
  }
}

function nameOf(endpoint: Endpoint): string {
  return `tilescope.key:${originOf(endpoint)}`;
}
