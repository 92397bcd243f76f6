import type { Refusal } from '@/lib/domain/refusal';
import { refusalGuide } from '@/lib/domain/refusal-guide/refusal-guide';
import { toProblem } from '@/lib/domain/wire/refusal-wire';
import { statusOf } from './status';

/** Seconds after which asking again may help. */
const retryAfter: Partial<Record<Refusal['code'], number>> = {
  SERVICE_UNAVAILABLE: 5,
  RATE_LIMITED: 60,
  KILL_SWITCH_ENGAGED: 30,
};

/** What stands between a known key and its request: it is told what to do next, as it is documented. */
const advised: ReadonlySet<Refusal['code']> = new Set<Refusal['code']>([
  'KEY_EXPIRED',
  'KEY_REVOKED',
  'KEY_SUSPENDED',
  'CLIENT_CERT_REQUIRED',
  'CLIENT_CERT_MISMATCH',
  'INSUFFICIENT_SCOPE',
  'TOOL_NOT_ALLOWED',
  'POLICY_DENIED',
  'KILL_SWITCH_ENGAGED',
  'RUN_STOPPED',
  'CIRCUIT_OPEN',
  'RATE_LIMITED',
]);

const hintOf = ({ code, hint }: Refusal): Pick<Refusal, 'hint'> => {
  if (hint !== undefined) return { hint };
  return advised.has(code) ? { hint: refusalGuide[code].next } : {};
};

/** RFC 9457. `instance` is the path that was asked. The caller seals it. */
export function problemAnswer(refusal: Refusal, correlationId: string, instance: string): Response {
  const status = statusOf[refusal.code];
  const seconds = refusal.retryAfterSeconds ?? retryAfter[refusal.code];
  const problem = toProblem({ ...refusal, ...hintOf(refusal) }, status, correlationId, instance, seconds);
  return Response.json(problem, {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...challenge(refusal, status),
      ...(seconds !== undefined && { 'retry-after': String(seconds) }),
    },
  });
}

/** RFC 6750 section 3: no error when no key was sent. No `resource_metadata`: there is no OAuth to discover. */
function challenge({ code }: Refusal, status: number): Record<string, string> {
  if (status !== 401) return {};
  const isKey = code !== 'UNAUTHENTICATED' && code !== 'HUMAN_IDENTITY_REQUIRED';
  return { 'www-authenticate': isKey ? 'Bearer error="invalid_token"' : 'Bearer' };
}
