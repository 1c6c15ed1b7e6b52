import { createTrigger, TriggerStrategy } from '@activepieces/pieces-framework';

import { apiOf, winfactorAuth } from '../auth';
import { receive } from './delivery';
import { register, registered, unregister } from './endpoint';
import { newestEvents } from './newest-events';
import { samples, type EventType } from './samples';
import { DeliveryRefused } from './signature';

interface EventTrigger {
  name: string;
  displayName: string;
  description: string;
  /** The only type that starts the flow; every type when left out. */
  eventType?: EventType;
}

export function eventTrigger({ name, displayName, description, eventType }: EventTrigger) {
  const examples = eventType === undefined ? Object.values(samples) : [samples[eventType]];
  return createTrigger({
    auth: winfactorAuth,
    name,
    displayName,
    description,
    props: {},
    type: TriggerStrategy.WEBHOOK,
    sampleData: examples[0],
    onEnable: ({ auth, store, webhookUrl }) =>
      register(apiOf(auth), store, {
        url: webhookUrl,
        eventTypes: eventType === undefined ? [] : [eventType],
        description: `ActivePieces: ${displayName}`,
      }),
    onDisable: ({ auth, store }) => unregister(() => apiOf(auth), store),
    // What cannot be trusted is an error, not an empty list. Either way the request was answered
    // already and no event starts a run, but an error shows in the trigger's log and is not tried
    // again, while an empty list passes in silence, and a call to the flow's `/sync` address would
    // run the flow without any payload.
    run: async ({ payload, store }) => {
      const endpoint = await registered(store);
      if (!endpoint) {
        throw new DeliveryRefused('This flow is not registered in WinFactor: switch it off and on again.');
      }
      const { eventId, event } = receive(payload, endpoint.secret, Date.now());
      if (eventType !== undefined && event.eventType !== eventType) {
        // A sample of another type, sent from WinFactor by hand: genuine, but nothing for this flow.
        return [];
      }
      return [{ ...event, _dedupe_key: eventId }];
    },
    test: async ({ auth }) => {
      const events = await newestEvents(apiOf(auth), eventType);
      return events.length > 0 ? events : examples;
    },
  });
}
