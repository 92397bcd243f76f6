import { refuse } from '@/lib/domain/refusal';
import { correlationOf } from '@/lib/door/correlation';
import { refusedAnswer } from './answer';

/** The answer to every address under the REST door that nothing else serves, by any method and for anybody. */
export function noSuchRoute(req: Request): Response {
  const { refusal } = refuse('ROUTE_NOT_FOUND', 'There is no such route.', {
    hint: 'GET /api/v1/openapi.json lists what there is.',
  });
  return refusedAnswer(refusal, correlationOf(req.headers, null), new URL(req.url).pathname);
}
