import { isObject, textOf, valueAt } from '../../json/read-value';
import type { Field, Spec } from '../resource-kind';

const known: Readonly<Record<string, readonly string[] | null>> = {
  name: null,
  provider_template: null,
  target_url: null,
  description: null,
  events: null,
  ip_allowlist: null,
  timeout_seconds: null,
  max_payload_bytes: null,
  environment: null,
  enabled: null,
  headers: [],
  labels: [],
  verification: ['method', 'header', 'encoding', 'secret_ref', 'tolerance_seconds'],
  retry: ['max_attempts', 'backoff', 'initial_seconds', 'max_seconds'],
};

/** One field per key of an object, for every key that any of the specs has. */
function keyed(specs: readonly Spec[], at: string, id: string, label: string, tier: Field['tier']): Field[] {
  const keys = specs.flatMap((spec) => {
    const entries = valueAt(spec, at);
    return isObject(entries) ? Object.keys(entries) : [];
  });
  return [...new Set(keys)].toSorted().map((key) => ({
    id: `${id}:${key}`,
    label: `${label} ${key}`,
    tier,
    free: `a ${id}`,
    read: (spec) => textOf(valueAt(spec, at, key)),
  }));
}

export const headerFields = (specs: readonly Spec[]): Field[] =>
  keyed(specs, 'headers', 'header', 'Header', 'medium');

export const labelFields = (specs: readonly Spec[]): Field[] =>
  keyed(specs, 'labels', 'label', 'Label', 'low');

const isUnread = (key: string, value: unknown): boolean => {
  const inner = Object.hasOwn(known, key) ? known[key] : undefined;
  if (inner === undefined) return true;
  return inner !== null && !isObject(value);
};

/** What no other field reads: only a row that never passed the schema has any. */
export const unreadField: Field = {
  id: 'other',
  label: 'Not recognised',
  tier: 'high',
  free: 'what is not recognised',
  read: (spec) => {
    const unread: [string, unknown][] = Object.entries(spec).filter(([key, value]) => isUnread(key, value));
    for (const group of ['verification', 'retry']) {
      const value = valueAt(spec, group);
      const names = known[group] ?? [];
      for (const [key, item] of isObject(value) ? Object.entries(value) : []) {
        if (!names.includes(key)) unread.push([`${group}.${key}`, item]);
      }
    }
    return unread.length === 0 ? null : JSON.stringify(Object.fromEntries(unread));
  },
};
