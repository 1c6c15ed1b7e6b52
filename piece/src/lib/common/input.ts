/** Readings of what steps fill in: an empty text means that nothing was given. */
import { WinFactorError } from './api';

/** Members that were given, texts without blanks around them. */
export function given<Members extends Record<string, unknown>>(members: Members): Partial<Members> {
  const filled = Object.entries(members)
    .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value])
    .filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(filled) as Partial<Members>;
}

/** E-mail addresses: a list, its JSON text, or one address alone. */
export function recipients(value: unknown): string[] {
  const list = typeof value === 'string' ? listOrOne(value.trim()) : (value ?? []);
  if (!Array.isArray(list)) {
    throw new WinFactorError(
      'The recipients must be one e-mail address, or a list such as ["a@example.com", "b@example.com"].',
    );
  }
  return list.filter((item) => item !== null && item !== undefined && item !== '').map(String);
}

function listOrOne(text: string): unknown {
  if (!text.startsWith('[')) {
    return [text];
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
