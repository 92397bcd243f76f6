import { singleValue } from '@/lib/domain/oauth/authorize-request';
import { oauthFault } from '@/lib/domain/oauth/oauth-fault';
import { addressOf } from '@/lib/door/address';
import { giveBack } from '@/lib/use-cases/oauth/end-grant';
import { limitOAuth } from '@/lib/use-cases/oauth/start-authorize';
import { oauthRoute, problemFor } from './door';
import { faultAnswer, readForm } from './form';

/** RFC 7009: any token of a consent ends all of it. A token that is none of ours, or another client's, is 200 as well. */
export const serveRevoke = (req: Request): Promise<Response> =>
  oauthRoute(req, 'POST', async () => {
    const limited = await limitOAuth('token', addressOf(req.headers));
    if (!limited.ok) return problemFor(req, limited.refusal);
    const form = await readForm(req);
    if (!form.ok) return faultAnswer(form.fault);
    const token = singleValue(form.value, 'token');
    const clientId = singleValue(form.value, 'client_id');
    if (token === null || clientId === null) {
      return faultAnswer(oauthFault('invalid_request', 'A token and a client_id are needed.').fault);
    }
    await giveBack(token, clientId);
    return new Response(null, { status: 200 });
  });
