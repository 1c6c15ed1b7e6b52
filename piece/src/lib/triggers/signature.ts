/**
 * Checks `X-WinFactor-Signature: t=<unix seconds>,v1=<hex>[,v1=<hex>…]`: HMAC-SHA256 over
 * `<t>.<raw body>`, keyed by the endpoint's secret as it is written. While a secret is being
 * replaced there is one `v1` for each that is in use.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

import { WinFactorError } from '../common/api';

/** How far the sender's clock and this one may differ, the time on the way included. */
const TOLERANCE_S = 5 * 60;

/** A delivery that cannot be shown to come from WinFactor just now. */
export class DeliveryRefused extends WinFactorError {
  override readonly name = 'DeliveryRefused';
}

export interface SignedBody {
  /** The header's value. */
  signature: string | undefined;
  rawBody: Buffer;
  secret: string;
  nowMs: number;
}

/** Throws `DeliveryRefused` unless the body was signed with the secret, and not long ago. */
export function verify({ signature, rawBody, secret, nowMs }: SignedBody): void {
  if (signature === undefined) {
    throw new DeliveryRefused('The request carries no signature: it does not come from WinFactor.');
  }
  const parts = signature.split(',').map((part) => part.trim());
  const timestamp = valuesOf(parts, 't')[0];
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) {
    throw new DeliveryRefused('The signature names no time.');
  }
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest();
  if (!valuesOf(parts, 'v1').some((hex) => equals(Buffer.from(hex, 'hex'), expected))) {
    throw new DeliveryRefused('The signature does not fit: the request does not come from WinFactor, or was changed on the way.');
  }
  const ageS = Math.floor(nowMs / 1000) - Number(timestamp);
  if (Math.abs(ageS) > TOLERANCE_S) {
    throw new DeliveryRefused(
      `The request was signed ${Math.abs(ageS)} seconds ${ageS > 0 ? 'ago' : 'ahead of this clock'}; ${TOLERANCE_S} are allowed. If it waited here for so long, send the event again from WinFactor.`,
    );
  }
}

function valuesOf(parts: string[], name: string): string[] {
  return parts.filter((part) => part.startsWith(`${name}=`)).map((part) => part.slice(name.length + 1));
}

function equals(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
