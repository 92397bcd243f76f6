/** Untrusted input: where to go after signing in. Only a path of this site counts; anything else is the inbox. */
export function callbackPath(given: string | null | undefined): string {
  if (!given?.startsWith('/') || given.startsWith('//') || given.includes('\\')) return '/drafts';
  const base = 'http://self.invalid';
  const url = URL.canParse(given, base) ? new URL(given, base) : null;
  return url?.origin === base ? url.pathname + url.search + url.hash : '/drafts';
}
