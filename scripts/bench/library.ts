// The parts of Tilescope that the benchmarks call directly, bundled as they ship.
export { Registry } from '../../src/core/models/registry';
export { estimate } from '../../src/core/tokens/estimate';
export { NodeFileHost } from '../../src/host/nodeFiles';
export { displaySize } from '../../src/images/facts';
export { readFileFactsSync } from '../../src/images/fileFacts';
export { readImageFacts } from '../../src/images/readFacts';
export { CallReader } from '../../src/references/calls/findCalls';
export { loadGrammar } from '../../src/references/calls/parser';
