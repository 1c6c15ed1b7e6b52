import { path, type Api } from '../common/api';
import type { WinFactorEvent } from './delivery';
import type { EventType } from './samples';

/** As many as ActivePieces shows to choose from at a glance. */
const MOST = 5;

/** Enough to find real ones among samples that were sent by hand. */
const LOOKED_AT = 50;

interface Listed {
  id: string;
  test: boolean;
}

/** The newest events that really happened, newest first, as flows receive them. */
export async function newestEvents(api: Api, eventType?: EventType): Promise<WinFactorEvent[]> {
  const { data } = await api.get<{ data: Listed[] }>('/events', {
    limit: String(LOOKED_AT),
    ...(eventType === undefined ? {} : { type: eventType }),
  });
  const real = data.filter(({ test }) => !test).slice(0, MOST);
  const events = await Promise.all(
    real.map(({ id }) => api.get<{ payload: WinFactorEvent }>(path`/events/${id}`)),
  );
  return events.map(({ payload }) => payload);
}
