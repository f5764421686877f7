import { matchesName } from '../config/globs';
import { showPlace } from '../config/source';
import type { ConfigPlace, ConfigSource } from '../config/source';
import { list } from '../text';
import type { Policies, PolicyLevel } from './budgets';
import type { BudgetCode } from './codes';
import type { MeasuredCall, MeasuredImage } from './measured';
import type { Verdict, VerdictSubject } from './verdict';

/** A policy and where it is written. */
export interface PolicyInForce<Key extends keyof Policies> {
  readonly value: NonNullable<Policies[Key]>;
  readonly place: ConfigPlace;
}

/** The nearest `tilescope.json` that has a policy wins, policy by policy. @param sources those for the file, the outermost first */
export function policyIn<Key extends keyof Policies>(
  sources: readonly ConfigSource[],
  key: Key,
): PolicyInForce<Key> | undefined {
  for (const { config, place } of [...sources].reverse()) {
    const value = config.policies?.[key];
    if (value !== undefined) return { value, place: place(['policies', key]) };
  }
  return undefined;
}

export function policyVerdicts(
  call: MeasuredCall,
  file: string,
  sources: readonly ConfigSource[],
): readonly Verdict[] {
  const subject: VerdictSubject = { kind: 'call', file, range: call.range, call };
  const found: Verdict[] = [];
  const say = (
    code: BudgetCode,
    level: PolicyLevel,
    message: string,
    place: ConfigPlace,
    about: VerdictSubject = subject,
  ): void => {
    if (level !== 'off')
      found.push({
        kind: 'policy',
        code,
        level,
        subject: about,
        place,
        message: `${message} (${showPlace(place)}).`,
      });
  };
  const { names, unknown } = call.model;
  const allowed = policyIn(sources, 'allowedModels');
  if (allowed !== undefined) {
    const others = names.filter(
      ({ asked, id }) => ![asked, id ?? asked].some(name => matchesName(allowed.value, name)),
    );
    if (others.length > 0)
      say(
        'model-not-allowed',
        'fail',
        `${list(others.map(({ asked }) => asked))} ${others.length === 1 ? 'is' : 'are'} not among the models that are allowed: ${list(allowed.value, 'or')}`,
        allowed.place,
      );
    else if (unknown !== undefined) {
      const why = `${unknown}, so that it may be one that is not allowed`;
      found.push({
        kind: 'unknown',
        code: 'budget-unknown',
        level: 'unknown',
        subject,
        place: allowed.place,
        message: `Whether ${call.callee} asks a model that is allowed (${showPlace(allowed.place)}) cannot be told: ${unknown}.`,
        limits: [],
        why,
      });
    }
  }
  const unknowns = policyIn(sources, 'unknownModels');
  if (unknowns !== undefined && unknown !== undefined)
    say(
      'model-not-known',
      unknowns.value,
      `The model of ${call.callee} is not known: ${unknown}`,
      unknowns.place,
    );
  const detail = policyIn(sources, 'stateDetail');
  const remote = policyIn(sources, 'remoteImages');
  for (const image of call.images) {
    if (detail !== undefined && image.detail === 'omitted')
      say(
        'detail-not-stated',
        detail.value,
        `${image.shown} is sent without a stated detail`,
        detail.place,
        at(image, file, call),
      );
    if (remote !== undefined && image.remote !== undefined)
      say(
        'remote-image',
        remote.value,
        `${image.shown} is on the web, and pictures on the web are not allowed`,
        remote.place,
        at(image, file, call),
      );
  }
  return found;
}

function at(image: MeasuredImage, file: string, call: MeasuredCall): VerdictSubject {
  return { kind: 'image', file, range: image.range, image, call };
}
