import { Property } from '@activepieces/pieces-framework';

/** The languages in which WinFactor speaks to customers. */
export const localeProperty = () =>
  Property.StaticDropdown({
    displayName: 'Language',
    description: 'In which the customer sees the quote; the one it has when left out',
    required: false,
    options: {
      options: [
        { label: 'English', value: 'en' },
        { label: 'German', value: 'de' },
        { label: 'Dutch', value: 'nl' },
      ],
    },
  });
