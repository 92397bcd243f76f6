import { readings } from '../text/readings';
import { isSecretRef } from './atom/secret-ref';
import { brokenToken } from './broken-token';
import { type SecretRule, secretRuleOf } from './secret-rules';

const words =
  'secret|passw(?:or)?d|passphrase|pwd|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?';
const secretName = new RegExp(`(?:^|[^a-z])(?:${words})(?:$|[^a-z])`, 'i');
const passwordName = /passw|pwd|passphrase/i;
const assignment = new RegExp(`(?:${words})["']?\\s{0,4}[=:]\\s{0,4}["']?([^\\s"'&,;]{4,256})`, 'gi');
const nameEnd = /[A-Za-z0-9_-]{0,40}$/;
const wordStart = new RegExp(`^(?:${words})`, 'i');

/** Shannon entropy in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const looksRandom = (value: string): boolean =>
  value.length >= 12 &&
  /\d/.test(value) &&
  /[A-Za-z]/.test(value) &&
  !/\s/.test(value) &&
  entropy(value) >= 3;

const isPlaceholder = (value: string): boolean =>
  /^(?:|<.*>|\$\{.*\}|\*+|x+|true|false|null|none|secret:\/\/.*)$/i.test(value);

const spaced = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');

const namesSecret = (name: string, value: string): boolean =>
  secretName.test(spaced(name)) && !isSecretRef(value) && !isPlaceholder(value);

/** A literal under a key that says secret. A reference is no literal; a field for references takes nothing else. */
const literalUnder = (name: string, value: string): boolean => {
  if (!namesSecret(name, value)) return false;
  if (/_ref$/i.test(name)) return true;
  return passwordName.test(name) ? value.length >= 4 && !/\s/.test(value) : looksRandom(value);
};

/** `password=hunter2` inside a longer text, such as a query. Prose is not one: a plain word is no password. */
const assigned = (text: string): boolean =>
  [...text.matchAll(assignment)].some(({ 0: whole, 1: value = '', index }) => {
    const [prefix = ''] = nameEnd.exec(text.slice(Math.max(0, index - 40), index)) ?? [];
    const [word = ''] = wordStart.exec(whole) ?? [];
    const name = prefix + word;
    if (!namesSecret(name, value)) return false;
    return (
      looksRandom(value) || (passwordName.test(name) && value.length >= 6 && /[^A-Za-z.!?)]/.test(value))
    );
  });

/** Too short and too plain for any rule, decoded or not: names of fields and methods, versions, dates, mostly. */
const isPlain = (text: string): boolean => text.length < 16 && /^(?:[a-z_./]*|[0-9.-]*)$/.test(text);

// `https://q7Rk29fLxP0aZw@host`: a URL may carry a secret where a user would stand.
const userInfo = /:\/\/([^\s/@:?#"']{12,256})@/g;

const inUserInfo = (text: string): boolean =>
  [...text.matchAll(userInfo)].some(([, user = '']) => looksRandom(user));

/** The rule that a text breaks by its own form, without a look at what it may be decoded to. */
const secretByForm = (text: string): SecretRule | null =>
  secretRuleOf(text) ?? (inUserInfo(text) ? 'URL_CREDENTIALS' : null);

/**
 * The rule that a text breaks by what it is, or may be decoded to, or by the name it stands under; or null. What is encoded so often
 * that it cannot be looked through is refused too.
 */
export function secretIn(text: string, name = ''): SecretRule | null {
  const { texts, complete } = isPlain(text) ? { texts: [], complete: true } : readings(text);
  for (const reading of texts) {
    const rule = secretByForm(reading) ?? brokenToken(reading);
    if (rule !== null) return rule;
  }
  if (literalUnder(name, text) || texts.some(assigned)) return 'LITERAL_SECRET';
  return complete ? null : 'TOO_DEEPLY_ENCODED';
}
