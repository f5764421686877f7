import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import schema from '../../../media/tilescope.schema.json';

/** A value that is not as the schema has it. */
export type SchemaError = ErrorObject<string, Readonly<Record<string, unknown>>>;

/** Keywords that mean something to editors alone. */
const editorKeywords = [
  'allowComments',
  'allowTrailingCommas',
  'markdownDescription',
  'enumDescriptions',
  'defaultSnippets',
];

let ajv: Ajv | undefined;

/** Compiling takes tens of milliseconds, so it waits for the first configuration there is. */
function compiler(): Ajv {
  if (ajv === undefined) {
    ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true, strictTypes: false });
    ajv.addVocabulary(editorKeywords);
    ajv.addSchema(schema);
  }
  return ajv;
}

function errorsOf(reference: string, value: unknown): readonly SchemaError[] {
  const validate: ValidateFunction | undefined = compiler().getSchema(reference);
  if (validate === undefined) throw new Error(`the schema has no ${reference}`);
  return validate(value) ? [] : ((validate.errors ?? []) as readonly SchemaError[]);
}

/** What is wrong with a whole configuration. */
export function configErrors(value: unknown): readonly SchemaError[] {
  return errorsOf(schema.$id, value);
}

/** What is wrong with a rule that is to be complete, by its family. */
export function ruleErrors(family: string, rule: unknown): readonly SchemaError[] {
  return errorsOf(`${schema.$id}#/definitions/rule-${family}`, rule);
}
