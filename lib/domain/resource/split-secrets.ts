import { isObject } from '../json/read-value';
import { readings } from '../text/readings';
import { secretIn } from './secret-in-text';
import { type SecretRule, secretRuleOf } from './secret-rules';

/** A string of a JSON value, the key that it stands under, and its path. */
export type Leaf = { text: string; name: string; path: readonly PropertyKey[] };

/** Every string of a JSON value in the order in which it was written; keys are not among them. Iterative: depth is the sender's. */
export function leavesOf(value: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  const waiting: { value: unknown; name: string; path: Path | null }[] = [{ value, name: '', path: null }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value: here, name, path: above } = next;
    if (typeof here === 'string') leaves.push({ text: here, name, path: keysOf(above) });
    else if (Array.isArray(here)) {
      const inner = here.map((item: unknown, key) => ({ value: item, name, path: { key, above } }));
      waiting.push(...inner.toReversed());
    } else if (isObject(here)) {
      const inner = Object.entries(here).map(([key, item]) => ({
        value: item,
        name: key,
        path: { key, above },
      }));
      waiting.push(...inner.toReversed());
    }
  }
  return leaves;
}

type Path = { key: PropertyKey; above: Path | null };

function keysOf(path: Path | null): PropertyKey[] {
  const keys: PropertyKey[] = [];
  for (let at = path; at !== null; at = at.above) keys.push(at.key);
  return keys.toReversed();
}

/** What is looked at on each side of a seam. Longer than any form of a secret that has an end. */
const side = 256;
/** More strings than any valid proposal has: between those beyond, only what is not packed is looked for. */
const mostPacked = 250;
const marks =
  /-----BEGIN|private_key|service_account|whsec|[srp]k_|gh[pousr]_|github_pat|gl[a-z]{2,3}t-|xox|xapp|hooks\.slack|discord|A[KS]IA|A[BC][IC]A|AIza|ya29|GOCSPX|shp|SK|AC|SG\.|npm_|sk-|mcp_|svc_|hum_|eyJ|Bearer|Basic/i;
const packedEnd = /[A-Za-z0-9+/_-]{8}$/;
const packedStart = /^[A-Za-z0-9+/_-]{8}/;

// An address before a name is no credential in a URL: `https://host` and `team:owner@acme`.
const ofSeams = (text: string): SecretRule | null => {
  const rule = secretRuleOf(text);
  return rule === 'URL_CREDENTIALS' ? null : rule;
};

function acrossSeam(parts: readonly string[], unpacks: boolean): SecretRule | null {
  const [first = '', second = ''] = parts;
  const joined = parts.join('');
  if (joined.length < 14) return null;
  const packed = unpacks && packedEnd.test(first) && packedStart.test(second);
  if (!packed) return marks.test(joined) ? ofSeams(joined) : null;
  for (const reading of readings(joined).texts) {
    const rule = ofSeams(reading);
    if (rule !== null) return rule;
  }
  return null;
}

/** Places of strings that hold a secret only together, each with the rule: a string and the one or two after it. */
export function splitSecrets(leaves: readonly Leaf[]): Map<number, SecretRule> {
  const found = new Map<number, SecretRule>();
  const texts = leaves.map(({ text }) => text);
  for (const [at, text] of texts.entries()) {
    const [next, third] = [texts[at + 1], texts[at + 2]];
    if (next === undefined) break;
    const first = text.slice(-side);
    const unpacks = at < mostPacked;
    const two = acrossSeam([first, next.slice(0, side)], unpacks);
    const long = third === undefined || next.length > side;
    const three = two ?? (long ? null : acrossSeam([first, next, third.slice(0, side)], unpacks));
    if (three === null) continue;
    const parts = texts.slice(at, at + (two === null ? 3 : 2));
    if (parts.some((part) => secretIn(part) !== null)) continue;
    for (const part of parts.keys()) found.set(at + part, three);
  }
  return found;
}
