/**
 * The webhook endpoint that a switched-on flow has in WinFactor.
 *
 * Switching off must always succeed, or ActivePieces keeps the flow on. So an endpoint that could
 * not be removed stays noted, and goes when the flow is switched on the next time. Meanwhile
 * ActivePieces answers 404 for the flow, and WinFactor holds back what it would send there.
 */
import { randomUUID } from 'node:crypto';

import type { Store } from '@activepieces/pieces-framework';

import { path, Refused, type Api } from '../common/api';

/** Under which the flow's store keeps its endpoint. */
const STORED_AS = 'winfactor_endpoint';

export interface Endpoint {
  id: string;
  secret: string;
}

interface Wanted {
  url: string;
  /** Empty means every type. */
  eventTypes: string[];
  description: string;
}

export async function register(api: Api, store: Store, wanted: Wanted): Promise<void> {
  await unregister(() => api, store);
  const { id, secret } = await api.post<Endpoint>('/webhook-endpoints', wanted, randomUUID());
  try {
    await store.put<Endpoint>(STORED_AS, { id, secret });
  } catch (error) {
    // Nobody could verify what it sends.
    await remove(api, id);
    throw error;
  }
}

/** Never throws: what stands in the way is logged. */
export async function unregister(connect: () => Api, store: Store): Promise<void> {
  try {
    const endpoint = await store.get<Endpoint>(STORED_AS);
    if (endpoint) {
      await remove(connect(), endpoint.id);
      await store.delete(STORED_AS);
    }
  } catch (error) {
    console.warn(`The webhook endpoint in WinFactor was not removed: ${String(error)}`);
  }
}

export function registered(store: Store): Promise<Endpoint | null> {
  return store.get<Endpoint>(STORED_AS);
}

async function remove(api: Api, id: string): Promise<void> {
  try {
    await api.delete(path`/webhook-endpoints/${id}`);
  } catch (error) {
    const isGone = error instanceof Refused && error.code === 'not_found';
    if (!isGone) {
      throw error;
    }
  }
}
