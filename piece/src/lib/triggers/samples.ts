/** The product's own example of each event, taken into the bundle when it is built. */
import leadCreated from '../../../../fixtures/events/lead.created.json';
import quoteAccepted from '../../../../fixtures/events/quote.accepted.json';
import quoteCreated from '../../../../fixtures/events/quote.created.json';
import quoteExpired from '../../../../fixtures/events/quote.expired.json';
import quoteExpiringSoon from '../../../../fixtures/events/quote.expiring_soon.json';
import quoteRejected from '../../../../fixtures/events/quote.rejected.json';
import quoteSent from '../../../../fixtures/events/quote.sent.json';
import quoteViewed from '../../../../fixtures/events/quote.viewed.json';
import submissionCreated from '../../../../fixtures/events/submission.created.json';

export const samples = {
  'submission.created': submissionCreated,
  'quote.created': quoteCreated,
  'quote.sent': quoteSent,
  'quote.viewed': quoteViewed,
  'quote.accepted': quoteAccepted,
  'quote.rejected': quoteRejected,
  'quote.expiring_soon': quoteExpiringSoon,
  'quote.expired': quoteExpired,
  'lead.created': leadCreated,
};

export type EventType = keyof typeof samples;
