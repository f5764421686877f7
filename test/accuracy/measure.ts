import type { VisionCall } from '../../src/references/calls/call';
import { compare, type Comparison } from './compare';
import { siblingModule, type Fixture } from './corpus';

export type FindCalls = (
  text: string,
  languageId: string,
  options: {
    readonly fileName: string;
    readonly module?: (
      specifier: string,
    ) => Promise<{ readonly text: string; readonly fileName: string } | undefined>;
  },
) => Promise<readonly VisionCall[]>;

export interface Measured {
  readonly fixture: Fixture;
  readonly comparison: Comparison;
  readonly milliseconds: number;
}

/** Reads a fixture and compares. A reader that throws has found nothing: the error is in the way of the caller. */
export async function measure(fixture: Fixture, findCalls: FindCalls): Promise<Measured> {
  const begin = performance.now();
  const calls = await findCalls(fixture.text, fixture.languageId, {
    fileName: fixture.file,
    module: specifier => siblingModule(fixture.file, specifier),
  });
  const milliseconds = performance.now() - begin;
  return { fixture, comparison: compare(fixture.text, fixture.expectation, calls), milliseconds };
}

/** The reader, when it is first needed. */
export async function loadReader(): Promise<FindCalls> {
  const { findCalls } = await import('../../src/references/calls/findCalls');
  return findCalls;
}
