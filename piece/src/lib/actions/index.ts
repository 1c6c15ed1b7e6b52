import { createQuote } from './create-quote';
import { customApiCall } from './custom-api-call';
import { findContact } from './find-contact';
import { findSubmission } from './find-submission';
import { getQuote } from './get-quote';
import { listLeads } from './list-leads';
import { replaceLineItems } from './replace-line-items';
import { sendQuote } from './send-quote';
import { setExternalReference } from './set-external-reference';
import { upsertContact } from './upsert-contact';

export const actions = [
  findSubmission,
  createQuote,
  replaceLineItems,
  sendQuote,
  getQuote,
  findContact,
  upsertContact,
  listLeads,
  setExternalReference,
  customApiCall,
];
