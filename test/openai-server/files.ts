// /v1/files: what is uploaded, kept for as long as the server runs.
import type { FileDeleted, FileObject } from 'openai/resources/files';
import type { Body } from './body';
import { newId, seconds } from './responseEvents';
import { invalid, missing, unsupportedValue } from './wireError';

const purposes = ['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals'] as const;

export class Files {
  private readonly objects = new Map<string, FileObject>();
  private readonly contents = new Map<string, Uint8Array>();

  /** What the files hold, by their id. */
  get bytes(): ReadonlyMap<string, Uint8Array> {
    return this.contents;
  }

  /** @throws {WireError} when there is no file in the form, or no purpose */
  async add(body: Body): Promise<FileObject> {
    const form = body.kind === 'form' ? body.form : new FormData();
    const file = form.get('file');
    if (!(file instanceof File)) throw missing('file');
    const wanted = form.get('purpose');
    if (wanted === null) throw missing('purpose');
    const purpose = purposes.find(name => name === wanted);
    if (purpose === undefined) throw unsupportedValue('purpose', wanted, purposes);
    const object: FileObject = {
      id: newId('file').replace('_', '-'),
      object: 'file',
      bytes: file.size,
      created_at: seconds(),
      filename: file.name,
      // The API says `user_data` of those for evals: its list of what it answers has no such name.
      purpose: purpose === 'evals' ? 'user_data' : purpose,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the API still sends it
      status: 'processed',
    };
    this.objects.set(object.id, object);
    this.contents.set(object.id, new Uint8Array(await file.arrayBuffer()));
    return object;
  }

  /** @throws {WireError} when there is none */
  get(id: string): FileObject {
    const object = this.objects.get(id);
    if (object !== undefined) return object;
    throw invalid({ message: `No such File object: ${id}`, param: 'id', status: 404 });
  }

  /** @throws {WireError} when there is none */
  delete(id: string): FileDeleted {
    this.get(id);
    this.objects.delete(id);
    this.contents.delete(id);
    return { id, object: 'file', deleted: true };
  }

  clear(): void {
    this.objects.clear();
    this.contents.clear();
  }
}
