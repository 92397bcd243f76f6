import { refuse } from '@/lib/domain/refusal';

/** Nothing is signed, and nothing that needs a signed head is given out. */
export const notSignable = (why: string) =>
  refuse('LOG_NOT_SIGNABLE', why, {
    hint: 'Tell the operator: restore the newest backup, or accept this one with npm run admin -- accept-restored.',
  });
