/** The lines of a quote as a step gives them: from a form, a table or another system. */
import { Property } from '@activepieces/pieces-framework';

import { WinFactorError } from './api';

/** What the API takes. */
interface LineItem {
  description: string;
  quantity?: number;
  unitPrice: number;
  itemType?: string;
}

/** JSON and not a form with columns, so that lists from earlier steps and their JSON text fit as well. */
export const lineItemsProperty = {
  displayName: 'Line items',
  description:
    'A list, such as [{"description": "Sliding door", "quantity": 2, "unitPrice": 1250}]. Prices are before tax, negative for a discount; quantity is 1 when left out; itemType can be product, service, discount or other.',
};

export const optionalLineItems = () => Property.Json({ ...lineItemsProperty, required: false });

export const requiredLineItems = () => Property.Json({ ...lineItemsProperty, required: true });

/** The lines, numbers in text made numbers; says which line is wrong. */
export function lineItems(value: unknown): LineItem[] {
  if (!Array.isArray(value)) {
    throw new WinFactorError('The line items must be a list: [{"description": …, "unitPrice": …}, …].');
  }
  return value.map((line, index) => lineItem(line, `Line ${index + 1}`));
}

function lineItem(line: unknown, place: string): LineItem {
  if (typeof line !== 'object' || line === null || Array.isArray(line)) {
    throw new WinFactorError(`${place} must have the form {"description": …, "unitPrice": …}.`);
  }
  const members = Object.entries(line).filter(([, value]) => value !== '' && value !== null);
  const read = members.map(([name, value]) =>
    name === 'quantity' || name === 'unitPrice' ? [name, numeric(value, `${place}, ${name}`)] : [name, value],
  );
  return Object.fromEntries(read) as LineItem;
}

function numeric(value: unknown, place: string): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) {
    throw new WinFactorError(`${place}: "${value}" is not a number. Write it like 1250.50.`);
  }
  return number;
}
