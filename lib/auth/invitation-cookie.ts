import 'server-only';
import { cookiesAreSecure } from './session-cookie';

/** Carries an invitation from its link across the identity provider and back; ten minutes, then the link again. */
export const invitationCookieName = (): string =>
  `${cookiesAreSecure() ? '__Host-' : ''}countersign.invitation`;

const attributes = (seconds: number): string =>
  `Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${cookiesAreSecure() ? '; Secure' : ''}`;

/** Set-Cookie for a well-formed token; its characters need no encoding. */
export const keepInvitation = (token: string): string =>
  `${invitationCookieName()}=${token}; ${attributes(600)}`;

export const dropInvitation = (): string => `${invitationCookieName()}=; ${attributes(0)}`;
