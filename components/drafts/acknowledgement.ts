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
  'instruction-like': () => ({ text: 'I decide by what changes, not by what this text asks for' }),
  'client-text': () => ({ text: 'I know the program that sent this' }),
  'first-draft-of-agent': () => ({ text: 'I know this agent' }),
  'mixed-script': () => ({ text: 'I checked the letters of this host one by one' }),
  punycode: () => ({ text: 'I checked the real letters of this host' }),
  'query-credential': () => ({ text: 'I checked that this URL holds no credential' }),
  'verification-weakened': () => ({ text: 'I checked that events may go less verified' }),
  'provider-changed': () => ({ text: 'I checked that the sender really changes' }),
  'allowlist-widened': () => ({ text: 'I checked who may send from these addresses' }),
  'environment-changed': () => ({ text: 'I checked that it belongs in the other environment' }),
  'production-delete': () => ({ text: 'I checked that nothing needs this endpoint any more' }),
  disabled: () => ({ text: 'I checked that nothing waits for these events' }),
  'delivery-at-risk': () => ({ text: 'I checked that these events may be lost' }),
};

/** What a reviewer states by ticking a flag. */
export const acknowledgement = (flag: Flag): Words =>
  sentences[flag.code]?.(flag) ?? { text: 'I checked', value: flag.title };
