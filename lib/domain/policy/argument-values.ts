import { deliveryStates } from '../delivery/delivery';
import { discardReasons, draftStatuses, operations } from '../draft/draft';
import { evidenceEvents } from '../evidence/leaf';
import { providerTemplates } from '../resource/atom/provider-template';
import { verificationMethods } from '../resource/atom/verification';
import { environments, presentKindNames } from '../resource/resource-kind';

/** What a field of the arguments can hold: one of a closed list, or any value of its type. */
export type ArgumentValues = readonly string[] | 'boolean' | 'integer' | 'text';

/** Fields that do not hold any text, by the name that a rule gives them. A test beside the tools holds this to their schemas. */
const narrower: Readonly<Record<string, ArgumentValues>> = {
  'spec.provider_template': providerTemplates,
  'spec.verification.method': verificationMethods,
  'spec.verification.encoding': ['hex', 'base64'],
  'spec.verification.tolerance_seconds': 'integer',
  'spec.retry.max_attempts': 'integer',
  'spec.retry.backoff': ['exponential', 'fixed'],
  'spec.retry.initial_seconds': 'integer',
  'spec.retry.max_seconds': 'integer',
  'spec.timeout_seconds': 'integer',
  'spec.max_payload_bytes': 'integer',
  'spec.environment': environments,
  'spec.enabled': 'boolean',
  operation: operations,
  base_version: 'integer',
  ttl_hours: 'integer',
  status: draftStatuses,
  type: presentKindNames,
  mine: 'boolean',
  limit: 'integer',
  wait_seconds: 'integer',
  reason: discardReasons,
  event: evidenceEvents,
  state: deliveryStates,
};

/** What the field at a path can hold. */
export const valuesAt = (path: string): ArgumentValues =>
  Object.hasOwn(narrower, path) ? (narrower[path] ?? 'text') : 'text';

/** Whether a field that can hold these values can hold this one. */
export function canHold(values: ArgumentValues, value: string | number | boolean): boolean {
  if (values === 'text') return typeof value === 'string';
  if (values === 'integer') return typeof value === 'number';
  if (values === 'boolean') return typeof value === 'boolean';
  return typeof value === 'string' && values.includes(value);
}
