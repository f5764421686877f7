import type { CallImage, Setting, VisionCall } from './call';
import type { Span } from './expression';

/** A call whose text stands inside another: every place of it, as that other text has it. */
export function placed(call: VisionCall, place: (span: Span) => Span): VisionCall {
  const setting = (of: Setting): Setting => (of.kind === 'omitted' ? of : { ...of, span: place(of.span) });
  const at = (offset: number): number => place({ start: offset, end: offset }).start;
  const image = (of: CallImage): CallImage => ({
    ...of,
    span: place(of.span),
    literals: of.literals.map(place),
    detail: setting(of.detail),
    source:
      of.source.kind === 'reference' || of.source.kind === 'changed'
        ? { ...of.source, reference: { ...of.source.reference, ...place(of.source.reference) } }
        : of.source,
    ...(of.insertDetail === undefined
      ? {}
      : { insertDetail: { ...of.insertDetail, offset: at(of.insertDetail.offset) } }),
  });
  return {
    ...call,
    span: place(call.span),
    statement: at(call.statement),
    model: setting(call.model),
    tier: setting(call.tier),
    images: call.images.map(image),
    texts: call.texts.map(text => ({ ...text, span: place(text.span) })),
    unknowns: call.unknowns.map(one => ({ ...one, span: place(one.span) })),
    ...(call.output === undefined
      ? {}
      : {
          output: {
            ...call.output,
            size: setting(call.output.size),
            quality: setting(call.output.quality),
          },
        }),
  };
}
