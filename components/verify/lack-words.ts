import type { RuntimeLack } from '@/lib/domain/log/verify/runtime-support';

/** What a browser that cannot verify is told, and what to do instead. */
export const lackWords: Readonly<Record<RuntimeLack, string>> = {
  webcrypto:
    'This page came over http from another machine, and there browsers give no page what it needs to verify. Open it over https, or use draft evidence verify.',
  ed25519:
    'This browser does not know Ed25519, with which logs are signed. Use a current one, or draft evidence verify.',
};
