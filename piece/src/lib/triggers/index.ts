import { eventTrigger } from './event-trigger';

/** One for each event, in the order in which they happen, and one for all of them. */
export const triggers = [
  eventTrigger({
    name: 'submission_created',
    displayName: 'Submission created',
    description: 'Starts when a customer submits a configuration.',
    eventType: 'submission.created',
  }),
  eventTrigger({
    name: 'quote_created',
    displayName: 'Quote created',
    description: 'Starts when somebody in your organization, or a program, creates a quote. The customer has not seen it yet.',
    eventType: 'quote.created',
  }),
  eventTrigger({
    name: 'quote_sent',
    displayName: 'Quote sent',
    description: 'Starts when a version of a quote is sent to the customer.',
    eventType: 'quote.sent',
  }),
  eventTrigger({
    name: 'quote_viewed',
    displayName: 'Quote viewed',
    description: 'Starts when the customer opens a version of a sent quote for the first time. Robots and your own people do not count.',
    eventType: 'quote.viewed',
  }),
  eventTrigger({
    name: 'quote_accepted',
    displayName: 'Quote accepted',
    description: 'Starts when the customer accepts a quote.',
    eventType: 'quote.accepted',
  }),
  eventTrigger({
    name: 'quote_rejected',
    displayName: 'Quote rejected',
    description: 'Starts when the customer rejects a quote, with a reason or without.',
    eventType: 'quote.rejected',
  }),
  eventTrigger({
    name: 'quote_expiring_soon',
    displayName: 'Quote expiring soon',
    description: 'Starts a few days before an unanswered quote expires: three, or as your organization set it.',
    eventType: 'quote.expiring_soon',
  }),
  eventTrigger({
    name: 'quote_expired',
    displayName: 'Quote expired',
    description: 'Starts when the last day of a quote passed without an answer.',
    eventType: 'quote.expired',
  }),
  eventTrigger({
    name: 'lead_created',
    displayName: 'Lead created',
    description: 'Starts when a visitor leaves a message on your public page.',
    eventType: 'lead.created',
  }),
  eventTrigger({
    name: 'any_event',
    displayName: 'Any event',
    description: 'Starts at every event of WinFactor. Its type is in the field eventType.',
  }),
];
