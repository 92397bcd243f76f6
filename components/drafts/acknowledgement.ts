import type { Flag } from '@/lib/domain/draft/risk';

type Words = { text: string; value?: string; rest?: string };

/** What people see is not enough where programs see another host: both are named. */
function ownHost({ compare }: Flag): Words {
  if (!compare) return { text: 'I checked that this host belongs to us' };
  const { proposed, ascii } = compare;
  const value = ascii === undefined ? proposed : `${proposed} (${ascii})`;
  return { text: 'I checked that', value, rest: 'belongs to us' };
}

const sentences: Record<string, (flag: Flag) => Words> = {
  'lookalike-host': ownHost,
  'new-domain': () => ({ text: 'I checked who controls this domain' }),
  'ip-literal': () => ({ text: 'I checked what answers at this address' }),
  'hidden-characters': () => ({ text: 'I checked what the hidden characters do' }),
  'first-draft-of-agent': () => ({ text: 'I know this agent' }),
};

/** What a reviewer states by ticking a flag. */
export const acknowledgement = (flag: Flag): Words =>
  sentences[flag.code]?.(flag) ?? { text: 'I checked this' };
