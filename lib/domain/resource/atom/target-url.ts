import { z } from 'zod';
import { hostFault } from './target-host';

const reasons = {
  EMPTY: 'The target URL is empty.',
  TOO_LONG: 'The target URL is longer than 2048 characters.',
  MALFORMED: 'The target URL cannot be read as a URL.',
  SCHEME: 'The target URL must start with https://.',
  USERINFO: 'The target URL must not hold a user name or password.',
  FRAGMENT: 'The target URL must not hold a fragment.',
  HOST: 'The host of the target URL is not a well-formed name.',
  PRIVATE_HOST: 'The host of the target URL is private, local or reserved.',
  CONTROL_OR_SPACE: 'The target URL holds a space, a control or an invisible character.',
} as const;

export type TargetUrlReason = keyof typeof reasons;

const spaces = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

/** What can be told from the characters alone, before any parser forgives them. */
function textFault(text: string): TargetUrlReason | null {
  if (text === '') return 'EMPTY';
  if (text.length > 2048) return 'TOO_LONG';
  if (spaces.test(text)) return 'CONTROL_OR_SPACE';
  if (!text.startsWith('https://'))
    return /^https:/i.test(text) && !/^https:\/\//i.test(text) ? 'MALFORMED' : 'SCHEME';
  // Parsers disagree on a backslash, and WHATWG skips extra slashes.
  return text.includes('\\') || text.startsWith('https:///') ? 'MALFORMED' : null;
}

/** Why a text may not be a delivery target, or null when it may. Pure: says nothing about what DNS answers. */
export function targetUrlFault(text: string): TargetUrlReason | null {
  const fault = textFault(text);
  if (fault !== null) return fault;
  const authority = text.slice('https://'.length).split(/[/?#]/, 1)[0] ?? '';
  if (authority.includes('@')) return 'USERINFO';
  if (authority === '' || authority.includes('%')) return 'HOST';
  const url = URL.parse(text);
  if (url === null) return 'MALFORMED';
  if (text.includes('#')) return 'FRAGMENT';
  return hostFault(url.hostname);
}

export const targetUrlMessage = (reason: TargetUrlReason): string => reasons[reason];

/** Where events are delivered. The text is kept as it was sent. */
export const targetUrl = z
  .string()
  .superRefine((text, context) => {
    const reason = targetUrlFault(text);
    if (reason !== null) context.addIssue({ code: 'custom', message: reasons[reason] });
  })
  .meta({ maxLength: 2048, pattern: '^https://', format: 'uri' })
  .describe(
    'URL that receives the events: https, public host, no user name, no fragment, at most 2048 characters',
  );
