import { hostRefusal } from '@/lib/door/allowed-host';
import { correlationOf } from '@/lib/door/correlation';
import { type Seal, sealed } from '@/lib/door/sealed';
import { refusedAnswer } from './door-answer';
import { serverInfo } from './server-info';
import { surface, surfaceHash } from './surface';

/** The same to everybody, whatever they carry. */
const forAnybody: Seal = { cacheControl: 'no-cache', vary: 'Accept' };

const body = {
  version: serverInfo.version,
  surface_hash: surfaceHash,
  tools: surface.map(({ name, hash, version }) => ({ name, definition_hash: hash, version })),
};

/** What hosts pin: the hash of every definition that agents are shown, and one over all of them. No key is looked at. */
export function showSurface(req: Request): Response {
  const correlationId = correlationOf(req.headers, null);
  const refused = hostRefusal(req.headers);
  const answer = refused ? refusedAnswer(refused, correlationId) : Response.json(body);
  answer.headers.set('mcp-surface-hash', surfaceHash);
  return sealed(answer, correlationId, forAnybody);
}
