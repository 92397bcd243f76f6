import type { Flag } from '@/lib/domain/draft/risk';

const sentences: Record<string, (flag: Flag) => { text: string; value?: string; rest?: string }> = {
  'lookalike-host': (flag) =>
    flag.compare
      ? { text: 'I checked that', value: flag.compare.proposed, rest: 'belongs to us' }
      : { text: 'I checked that this host belongs to us' },
  'new-domain': () => ({ text: 'I checked who controls this domain' }),
  'ip-literal': () => ({ text: 'I checked what answers at this address' }),
  'hidden-characters': () => ({ text: 'I checked what the hidden characters do' }),
  'first-draft-of-agent': () => ({ text: 'I know this agent' }),
};

/** What a reviewer states by ticking a flag. */
export const acknowledgement = (flag: Flag): { text: string; value?: string; rest?: string } =>
  sentences[flag.code]?.(flag) ?? { text: 'I checked this' };
