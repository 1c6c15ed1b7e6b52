/**
 * ActivePieces' own HTTP client, with three changes that belong together where an API key travels:
 * certificates are checked (its default is not to), redirects are not followed (a POST would become
 * a GET), and every status comes back as an answer, with its headers.
 */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

import { httpClient, type HttpMethod, type HttpResponse } from '@activepieces/pieces-common';
import axios, { isAxiosError } from 'axios';

import { version } from '../../../../package.json';
import { NotReachable } from './errors';

/** Longer than any answer takes, shorter than ActivePieces lets a trigger take. */
const TIMEOUT_MS = 20_000;

export interface ApiRequest {
  method: HttpMethod;
  url: string;
  apiKey: string;
  body?: object;
  query?: Record<string, string>;
  /** Makes a POST repeatable: WinFactor answers the same key as the first time. */
  idempotencyKey?: string;
}

const connection = axios.create({
  // A connection kept for the next step may be closed by then, and the step would fail for nothing.
  httpAgent: new HttpAgent({ keepAlive: false }),
  httpsAgent: new HttpsAgent({ keepAlive: false, rejectUnauthorized: true }),
  maxRedirects: 0,
  validateStatus: () => true,
});

connection.interceptors.response.use(undefined, (error: unknown) => {
  throw isAxiosError(error) ? new NotReachable(error.config?.url ?? '', error.code) : error;
});

export function send(request: ApiRequest): Promise<HttpResponse> {
  const { method, url, apiKey, body, query, idempotencyKey } = request;
  const headers: Record<string, string> = {
    Authorization: `Bearer ${apiKey}`,
    'User-Agent': `winfactor-piece/${version}`,
  };
  if (idempotencyKey !== undefined) {
    headers['Idempotency-Key'] = idempotencyKey;
  }
  return httpClient.sendRequest(
    { method, url, body, queryParams: query, headers, timeout: TIMEOUT_MS },
    connection,
  );
}
