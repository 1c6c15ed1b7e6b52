/**
 * When a request is worth another try. A burst of runs meets WinFactor's limit of requests a
 * minute, and a server that restarts says so: both name the seconds to wait.
 */
import { setTimeout as delay } from 'node:timers/promises';

import { HttpMethod, type HttpResponse } from '@activepieces/pieces-common';

import { errorCode } from './answer';
import type { ApiRequest } from './transport';

const MOST_TRIES = 4;

/** Whoever asks for more wants the step to fail, and ActivePieces' own retry to come later. */
const LONGEST_WAIT_S = 20;

/** Nobody knows whether these did something. */
const UNCLEAR = ['outcome_unknown', 'timeout'];

export async function patiently(
  request: ApiRequest,
  send: (request: ApiRequest) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  for (let tries = 1; ; tries += 1) {
    const answer = await send(request);
    const wait = tries < MOST_TRIES ? secondsToWait(request, answer) : undefined;
    if (wait === undefined) {
      return answer;
    }
    await delay(wait * 1000);
  }
}

function secondsToWait(request: ApiRequest, answer: HttpResponse): number | undefined {
  const nothingDone =
    answer.status === 429 ||
    (answer.status === 503 &&
      (isRepeatable(request) || !UNCLEAR.includes(errorCode(answer.body) ?? '')));
  const seconds = Number(answer.headers?.['retry-after'] ?? Number.NaN);
  return nothingDone && seconds >= 0 && seconds <= LONGEST_WAIT_S ? seconds : undefined;
}

function isRepeatable({ method, idempotencyKey }: ApiRequest): boolean {
  return method !== HttpMethod.POST || idempotencyKey !== undefined;
}
