import { type Refusal, refuse } from '@/lib/domain/refusal';
import { correlationOf } from '@/lib/door/correlation';
import { isOAuthHost } from '@/lib/door/oauth-host';
import { problemAnswer } from '@/lib/door/problem-answer';
import { reportFault } from '@/lib/door/report-fault';
import { type Seal, sealed } from '@/lib/door/sealed';
import { refusalOfFault } from '@/lib/use-cases/fault';

/** RFC 6749 section 5.1. Nothing here allows another origin to read an answer. */
const seal: Seal = { cacheControl: 'no-store', vary: 'Host, Origin' };

/**
 * What every route of OAuth shares: it is there on its own host name and nowhere else, answers `method` alone, and never
 * throws.
 */
export async function oauthRoute(
  req: Request,
  method: 'GET' | 'POST',
  answer: () => Promise<Response> | Response,
): Promise<Response> {
  const correlationId = correlationOf(req.headers, null);
  const problem = (refusal: Refusal) => problemAnswer(refusal, correlationId, new URL(req.url).pathname);
  try {
    if (!isOAuthHost(req.headers)) return sealed(problem(nothingHere()), correlationId, seal);
    if (req.method !== method) return sealed(problem(wrongMethod(method)), correlationId, seal);
    return sealed(await answer(), correlationId, seal);
  } catch (fault) {
    reportFault(correlationId, fault);
    return sealed(problem(refusalOfFault(fault)), correlationId, seal);
  }
}

/** A refusal that is not one of OAuth's own. */
export const problemFor = (req: Request, refusal: Refusal): Response =>
  problemAnswer(refusal, correlationOf(req.headers, null), new URL(req.url).pathname);

const nothingHere = () => refuse('ROUTE_NOT_FOUND', 'There is nothing at this address.').refusal;
const wrongMethod = (method: string) =>
  refuse('METHOD_NOT_ALLOWED', `This address answers ${method} alone.`).refusal;
