import { type RefusalCode, refusalCategories } from '../refusal';
import type { Call } from './call';

/**
 * What the record says was decided about a request, by the code that it was refused with; null for one that was answered as
 * asked. `denied`: it was refused access, whatever the code says.
 */
export function decidedBy(errorCode: string | null, denied = false): Pick<Call, 'decision' | 'outcome'> {
  if (errorCode === null) return { decision: 'allow', outcome: 'ok' };
  if (errorCode === 'APPROVAL_REQUIRED') return { decision: 'require_approval', outcome: 'denied' };
  const category = isRefusalCode(errorCode) ? refusalCategories[errorCode] : 'validation';
  return denied || category === 'policy_denial' || category === 'auth' || deniedToo.has(errorCode)
    ? { decision: 'deny', outcome: 'denied' }
    : { decision: 'allow', outcome: 'error' };
}

/** No denial by their category, and yet a control said no and nothing was dispatched. */
const deniedToo: ReadonlySet<string> = new Set<RefusalCode>([
  'TOOL_NOT_FOUND',
  'REASON_REQUIRED',
  'SECRET_MATERIAL_DETECTED',
  'SCHEMA_PIN_MISMATCH',
  'CIRCUIT_OPEN',
  'RATE_LIMITED',
]);

const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(refusalCategories, code);
