/** Reads what came back: a result, or a refusal told in a sentence. */
import type { HttpResponse } from '@activepieces/pieces-common';

import { NotWinFactor, Refused } from './errors';

/** `{"error": …}`, as every refusal of the API looks. */
interface ErrorBody {
  error: {
    code: string;
    message: string;
    details?: { pointer: string; message: string }[];
  };
}

/** The body of a success; throws what the answer is otherwise. */
export function resultOf(address: string, answer: HttpResponse): unknown {
  const { status, body } = answer;
  if (isErrorBody(body)) {
    throw new Refused(status, body.error.code, sentence(body.error));
  }
  if (status >= 300 && status < 400) {
    throw new NotWinFactor(
      `${hostOf(address)} sends visitors on to ${answer.headers?.['location'] ?? 'another address'}: use that address.`,
    );
  }
  if (status === 204) {
    return null;
  }
  if (status >= 400 || typeof body !== 'object' || body === null) {
    throw new NotWinFactor(
      `Something answers at ${hostOf(address)} (HTTP ${status}), but it is not WinFactor's API.`,
    );
  }
  return body;
}

export function errorCode(body: unknown): string | undefined {
  return isErrorBody(body) ? body.error.code : undefined;
}

function isErrorBody(body: unknown): body is ErrorBody {
  const error = (body as Partial<ErrorBody> | null | undefined)?.error;
  return typeof error?.code === 'string' && typeof error.message === 'string';
}

function sentence({ code, message, details = [] }: ErrorBody['error']): string {
  if (code === 'unauthorized') {
    return 'WinFactor does not know this API key, or it was withdrawn. Make a new one in WinFactor and put it into the connection.';
  }
  if (code === 'read_only_key') {
    return 'This API key may only read. Make one in WinFactor that may write and put it into the connection.';
  }
  const fields = details.map(({ pointer, message: wish }) => `${fieldName(pointer)} ${wish}`);
  return `WinFactor refused: ${fields.length > 0 ? fields.join('; ') : message}.`;
}

/** `/lineItems/0/unitPrice` → `lineItems 1, unitPrice`: people count from one. */
function fieldName(pointer: string): string {
  return pointer
    .slice(1)
    .replace(/\/(\d+)/g, (_, index: string) => ` ${Number(index) + 1}`)
    .replace(/\//g, ', ');
}

function hostOf(address: string): string {
  return new URL(address).host;
}
