import { textOf, valueAt } from '../../json/read-value';
import { environmentName } from '../environment-names';
import type { Field, Spec } from '../resource-kind';
import { headerFields, labelFields, unreadField } from './field-groups';
import { targetParts, unusualSpelling } from './target-parts';

type Tier = Field['tier'];

const plain = (id: string, label: string, tier: Tier, ...path: string[]): Field => ({
  id,
  label,
  tier,
  path,
  read: (spec) => textOf(valueAt(spec, ...path)),
});

const measured = (
  id: string,
  label: string,
  tier: Tier,
  say: (value: number) => string,
  ...path: string[]
): Field => ({
  id,
  label,
  tier,
  path,
  read: (spec) => {
    const value = valueAt(spec, ...path);
    return typeof value === 'number' ? say(value) : textOf(value);
  },
});

const seconds = (value: number): string => `${value} s`;

function bytes(value: number): string {
  if (value !== 0 && value % 1_048_576 === 0) return `${value / 1_048_576} MiB`;
  return value !== 0 && value % 1024 === 0 ? `${value / 1024} KiB` : `${value} B`;
}

const list = (text: string | null): string[] => (text === null ? [] : text.split(', '));

/** `Events: add pipeline, drop push` */
function sayEvents(before: string | null, after: string | null): string {
  const [had, has] = [list(before), list(after)];
  const added = has.filter((event) => !had.includes(event));
  const dropped = had.filter((event) => !has.includes(event));
  const parts = [
    ...(added.length > 0 ? [`add ${added.join(', ')}`] : []),
    ...(dropped.length > 0 ? [`drop ${dropped.join(', ')}`] : []),
  ];
  return `Events: ${parts.join('; ') || 'another order'}`;
}

const target: readonly Field[] = [
  {
    id: 'target_host',
    label: 'Target host',
    tier: 'medium',
    read: (spec) => targetParts(spec)?.host ?? null,
    full: (spec) => textOf(valueAt(spec, 'target_url')),
  },
  {
    id: 'target_url',
    label: 'Target URL as written',
    tier: 'medium',
    path: ['target_url'],
    asks: { label: 'Target URL' },
    read: unusualSpelling,
    free: 'the spelling of the target URL',
  },
  { id: 'target_scheme', label: 'Scheme', tier: 'high', read: (spec) => targetParts(spec)?.scheme ?? null },
  { id: 'target_port', label: 'Port', tier: 'medium', read: (spec) => targetParts(spec)?.port ?? null },
  {
    id: 'target_path',
    label: 'Path',
    tier: 'medium',
    read: (spec) => targetParts(spec)?.path ?? null,
    free: 'the path',
  },
  {
    id: 'target_query',
    label: 'Query',
    tier: 'medium',
    read: (spec) => targetParts(spec)?.query ?? null,
    free: 'the query',
  },
];

const sender: readonly Field[] = [
  plain('provider_template', 'Provider', 'medium', 'provider_template'),
  {
    ...plain('events', 'Events', 'medium', 'events'),
    say: sayEvents,
    free: 'the events',
    asks: { help: 'One event a line, such as invoice.paid; charge.* means every charge, * means all' },
  },
  {
    ...plain('verification_method', 'Verification', 'medium', 'verification', 'method'),
    absent: 'none',
    asks: { label: 'Method' },
  },
  {
    ...plain('verification_header', 'Signature header', 'medium', 'verification', 'header'),
    free: 'the signature header',
  },
  plain('verification_encoding', 'Signature encoding', 'medium', 'verification', 'encoding'),
  { ...plain('secret_ref', 'Secret', 'medium', 'verification', 'secret_ref'), free: 'the secret reference' },
  measured(
    'tolerance_seconds',
    'Signature tolerance',
    'medium',
    seconds,
    'verification',
    'tolerance_seconds',
  ),
  {
    ...plain('ip_allowlist', 'IP allow-list', 'medium', 'ip_allowlist'),
    absent: 'any address',
    asks: { help: 'One address or CIDR range a line; none means any address may send' },
  },
];

const running: readonly Field[] = [
  {
    ...plain('environment', 'Environment', 'medium', 'environment'),
    read: (spec) => {
      const value = textOf(valueAt(spec, 'environment'));
      return value === null ? null : environmentName(value);
    },
  },
  {
    ...plain('enabled', 'Enabled', 'medium', 'enabled'),
    read: readEnabled,
    asks: { help: 'No keeps the endpoint and receives nothing' },
  },
];

const delivery: readonly Field[] = [
  plain('max_attempts', 'Retries', 'low', 'retry', 'max_attempts'),
  plain('backoff', 'Backoff', 'low', 'retry', 'backoff'),
  measured('initial_seconds', 'First retry after', 'low', seconds, 'retry', 'initial_seconds'),
  {
    ...measured('max_seconds', 'Longest retry wait', 'low', seconds, 'retry', 'max_seconds'),
    asks: { help: 'In seconds, 1 to 3600, and not below the first wait' },
  },
  measured('timeout_seconds', 'Timeout', 'low', seconds, 'timeout_seconds'),
  measured('max_payload_bytes', 'Max payload', 'low', bytes, 'max_payload_bytes'),
];

function readEnabled(spec: Spec): string | null {
  const value = valueAt(spec, 'enabled');
  if (typeof value !== 'boolean') return textOf(value);
  return value ? 'yes' : 'no';
}

/** The field catalogue of endpoints, most consequential first. */
export const endpointFields = (specs: readonly Spec[]): readonly Field[] => [
  ...target,
  ...sender,
  ...running,
  ...headerFields(specs),
  ...delivery,
  ...labelFields(specs),
  { ...plain('description', 'Description', 'low', 'description'), free: 'the description' },
  { ...plain('name', 'Name', 'medium', 'name'), free: 'the name' },
  unreadField,
];
