import { refuse, withCause } from '@/lib/domain/refusal';

/** The log is what it was, and what signs it has failed: asked again it may not. */
export const signingFailed = (why: string, fault: unknown) => {
  const { ok, refusal } = refuse('SIGNING_FAILED', why, {
    hint: 'Ask again in a minute. The log of the server tells the operator why.',
  });
  return { ok, refusal: withCause(refusal, fault) };
};
