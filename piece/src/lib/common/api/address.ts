/** A base address as people type or copy it, reduced to what requests are made from. */
import { WinFactorError } from './errors';

/** Where the REST API begins, below the base address. */
const API_PATH = '/api/v1';

/**
 * `app.example.com/`, `https://app.example.com/api/v1/docs` → `https://app.example.com`.
 * A path in front of the API stays, for servers that share an address.
 */
export function baseAddress(typed: string): string {
  const text = typed.trim();
  const url = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new WinFactorError(
      `"${text}" is not a web address. Write it as people open WinFactor, such as https://app.example.com.`,
    );
  }
  const [path = ''] = url.pathname.split(API_PATH);
  return `${url.origin}${path.replace(/\/+$/, '')}`;
}

export function apiAddress(typedBase: string): string {
  return `${baseAddress(typedBase)}${API_PATH}`;
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
