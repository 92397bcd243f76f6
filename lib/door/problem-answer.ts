import type { Refusal } from '@/lib/domain/refusal';
import { toProblem } from '@/lib/domain/wire/refusal-wire';
import { statusOf } from './status';

/** Seconds after which asking again may help. */
const retryAfter: Partial<Record<Refusal['code'], number>> = {
  SERVICE_UNAVAILABLE: 5,
  RATE_LIMITED: 60,
  KILL_SWITCH_ENGAGED: 30,
};

/** RFC 9457. `instance` is the path that was asked. The caller seals it. */
export function problemAnswer(refusal: Refusal, correlationId: string, instance: string): Response {
  const status = statusOf[refusal.code];
  const seconds = refusal.retryAfterSeconds ?? retryAfter[refusal.code];
  const problem = toProblem(refusal, status, correlationId, instance, seconds);
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
