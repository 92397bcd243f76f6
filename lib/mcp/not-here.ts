import { refuse } from '@/lib/domain/refusal';
import { agentsDoorHint } from '@/lib/door/agents-door-hint';
import { correlationOf } from '@/lib/door/correlation';
import { sealed } from '@/lib/door/sealed';
import { refusedAnswer, seal } from './door-answer';

/**
 * JSON 404. Below `/api/mcp` there is nothing.
 */
export function notHere(req: Request): Response {
  const correlationId = correlationOf(req.headers, null);
  const { refusal } = refuse('ROUTE_NOT_FOUND', 'There is nothing at this address.', {
    hint: agentsDoorHint(),
  });
  return sealed(refusedAnswer(refusal, correlationId), correlationId, seal);
}
