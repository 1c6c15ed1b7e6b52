/** What WinFactor posts, taken from the request as ActivePieces hands it over. */
import { verify, DeliveryRefused } from './signature';

/** The body of every event. */
export interface WinFactorEvent {
  version: string;
  eventType: string;
  timestamp: number;
  /** On samples that somebody sent to try the flow out. */
  test?: true;
  [member: string]: unknown;
}

export interface Delivery {
  /** The same on every repetition of one event. */
  eventId: string;
  event: WinFactorEvent;
}

/** The parts of a trigger's payload that matter; header names are in lower case. */
export interface WebhookRequest {
  headers: Record<string, string | undefined>;
  rawBody?: unknown;
}

/** The event of a request; throws `DeliveryRefused` when it is not surely from WinFactor. */
export function receive(request: WebhookRequest, secret: string, nowMs: number): Delivery {
  const rawBody = bytes(request.rawBody);
  verify({ signature: request.headers['x-winfactor-signature'], rawBody, secret, nowMs });
  const eventId = request.headers['x-winfactor-delivery'];
  if (eventId === undefined || eventId === '') {
    throw new DeliveryRefused('The request names no event in X-WinFactor-Delivery.');
  }
  return { eventId, event: JSON.parse(rawBody.toString('utf8')) as WinFactorEvent };
}

/** ActivePieces hands the body over as text; a Buffer that went through its queue is `{data: […]}`. */
function bytes(rawBody: unknown): Buffer {
  if (typeof rawBody === 'string') {
    return Buffer.from(rawBody, 'utf8');
  }
  if (Buffer.isBuffer(rawBody)) {
    return rawBody;
  }
  const data = (rawBody as { data?: unknown } | null | undefined)?.data;
  if (Array.isArray(data)) {
    return Buffer.from(data as number[]);
  }
  throw new DeliveryRefused('The request has no body that could be checked.');
}
