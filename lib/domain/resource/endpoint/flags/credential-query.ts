import type { Flag } from '../../../draft/risk';
import { visible } from '../../../text/visible';
import type { Subject } from './subject';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** The last word of such a name. */
const telling = words(
  'token tokens key keys apikey accesskey secretkey privatekey secret password passwd passphrase pwd pw sig signature ' +
    'auth authorization authtoken accesstoken credential credentials cred creds session sessionid sid jwt hmac mac otp ' +
    'bearer sas',
);

/** Telling only where it is the whole name: a country has a code too. */
const tellingAlone = words('code pass pin sign ticket');

function readsLikeCredential(name: string): boolean {
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((part) => part.replace(/\d+$/, ''))
    .filter((part) => part !== '');
  return telling.has(parts.at(-1) ?? '') || telling.has(parts.join('')) || tellingAlone.has(parts.join('_'));
}

export function credentialQuery({ from, to }: Subject): Flag[] {
  if (to === null || to.query === null || to.query === from?.query) return [];
  const name = [...to.url.searchParams.keys()].find(readsLikeCredential);
  if (name === undefined) return [];
  const sentence = `The query parameter ${visible(name)} reads like a credential. What a URL holds ends up in logs.`;
  return [
    {
      code: 'query-credential',
      tier: 'high',
      title: 'URL seems to carry a credential',
      sentence,
      field: 'target_query',
    },
  ];
}
