export const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether a page of ours asks: of the public address or, on a loopback name, of exactly the address that was asked.
 * Both are attacker-controlled: a Host other than a loopback name never vouches for an Origin.
 */
export function isOwnOrigin(origin: string, host: string | null, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  if (origin === new URL(publicUrl).origin) return true;
  const asked = new URL(origin);
  return asked.origin === origin && asked.host === host && loopbackNames.includes(asked.hostname);
}
