import { valueAt } from '../../json/read-value';
import type { Spec } from '../resource-kind';

export type TargetParts = {
  /** As it was written. */
  written: string;
  url: URL;
  host: string;
  port: string | null;
  scheme: string | null;
  path: string | null;
  query: string | null;
};

const orNull = (text: string): string | null => (text === '' ? null : text);

/** The target URL taken apart; null when there is none that parses. Port and scheme only when unusual. */
export function targetParts(spec: Spec | null): TargetParts | null {
  const written = valueAt(spec, 'target_url');
  const url = typeof written === 'string' ? URL.parse(written) : null;
  if (url === null || typeof written !== 'string' || url.hostname === '') return null;
  return {
    written,
    url,
    host: url.hostname,
    port: orNull(url.port),
    scheme: url.protocol === 'https:' ? null : url.protocol.slice(0, -1),
    path: written === url.origin ? null : url.pathname,
    query: orNull(url.search),
  };
}

/** The URL as written, when the parts alone would not give it back. */
export function unusualSpelling(spec: Spec): string | null {
  const parts = targetParts(spec);
  if (parts === null) {
    const written = valueAt(spec, 'target_url');
    return typeof written === 'string' ? written : null;
  }
  const { url, path, query, written } = parts;
  return written === `${url.protocol}//${url.host}${path ?? ''}${query ?? ''}` ? null : written;
}
