import { VisionError } from '../visionError';
import type { Exchange } from './exchange';

const lost = [
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'ERR_HTTP2_STREAM_ERROR',
  'ERR_STREAM_PREMATURE_CLOSE',
];
const silent = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];
const unknownName = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'];
const certificate = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$)/;

/** A connection that could not be made, or ended before its time. */
export function connectionFailure(exchange: Exchange, error: unknown): VisionError {
  const { endpoint, address } = exchange;
  const code = codeOf(error);
  const because = code === undefined ? '' : ` (${code})`;
  // The error itself is not kept: its cause may hold the request, and that the key.
  if (silent.includes(code ?? '')) {
    return new VisionError('timeout', `${endpoint.name} has been silent for too long${because}.`, {
      nextStep: 'Try again. If it stays silent, choose another model or tier.',
    });
  }
  if (exchange.answered || lost.includes(code ?? '')) return connectionLost(exchange, because);
  const reason = unknownName.includes(code ?? '')
    ? `The name ${new URL(address.origin).hostname} cannot be found`
    : certificate.test(code ?? '')
      ? `The certificate of ${address.origin} is not trusted`
      : `Nobody answers at ${address.origin}`;
  return new VisionError('unreachable', `${reason}${because}.`, { nextStep: step(exchange, code) });
}

export function connectionLost(exchange: Exchange, because = ''): VisionError {
  const when = exchange.answered ? 'before the answer was complete' : 'before there was an answer';
  return new VisionError(
    'connection-lost',
    `The connection to ${exchange.address.origin} ended ${when}${because}.`,
    {
      nextStep: exchange.answered
        ? 'What has come is kept. Check the network and ask again; the part that has come may be billed.'
        : 'Check the network and ask again.',
    },
  );
}

function step({ endpoint, address }: Exchange, code: string | undefined): string {
  if (address.local) return `Is ${endpoint.name} running? Start it, or check the port in its base URL.`;
  return certificate.test(code ?? '')
    ? 'If a proxy of your network signs connections anew, its certificate has to be trusted by the system or by NODE_EXTRA_CA_CERTS.'
    : `Check the network, the proxy settings and the base URL of the endpoint “${endpoint.id}”.`;
}

/** The innermost code: `fetch` wraps what happened. */
function codeOf(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return undefined;
}
