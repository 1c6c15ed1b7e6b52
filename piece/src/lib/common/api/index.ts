import { HttpMethod } from '@activepieces/pieces-common';

import { apiAddress } from './address';
import { resultOf } from './answer';
import { patiently } from './patience';
import { send } from './transport';

export { apiAddress, baseAddress } from './address';
export { NotReachable, NotWinFactor, Refused, WinFactorError } from './errors';

/** What a connection holds. */
export interface Credentials {
  baseUrl: string;
  apiKey: string;
}

type Extras = { query?: Record<string, string>; body?: object; idempotencyKey?: string };

/** WinFactor's REST API, for one connection. Paths begin below `/api/v1`. */
export class Api {
  constructor(private readonly credentials: Credentials) {}

  get<Result>(path: string, query?: Record<string, string>): Promise<Result> {
    return this.request(HttpMethod.GET, path, { query });
  }

  /** With an idempotency key, a repetition has no second effect. */
  post<Result>(path: string, body: object, idempotencyKey?: string): Promise<Result> {
    return this.request(HttpMethod.POST, path, { body, idempotencyKey });
  }

  put<Result>(path: string, body: object): Promise<Result> {
    return this.request(HttpMethod.PUT, path, { body });
  }

  patch<Result>(path: string, body: object): Promise<Result> {
    return this.request(HttpMethod.PATCH, path, { body });
  }

  async delete(path: string): Promise<void> {
    await this.request(HttpMethod.DELETE, path, {});
  }

  private async request<Result>(method: HttpMethod, path: string, extras: Extras): Promise<Result> {
    const { baseUrl, apiKey } = this.credentials;
    const url = `${apiAddress(baseUrl)}${path}`;
    const answer = await patiently({ method, url, apiKey: apiKey.trim(), ...extras }, send);
    return resultOf(url, answer) as Result;
  }
}

/** A path with its ids, each of them one segment whatever it contains. */
export function path(parts: TemplateStringsArray, ...ids: string[]): string {
  return String.raw({ raw: parts }, ...ids.map((id) => encodeURIComponent(id.trim())));
}
