import type { AuthorityRow, Cell } from '@/lib/domain/authority/authority-row';
import { type Refusal, type RefusalCode, refuse } from '@/lib/domain/refusal';
import type { Credentials } from '@/lib/door/credentials';
import { mcpCannotApply } from '@/lib/use-cases/drafts/refuse-agent-apply';
import type { Standing } from './standing';

/**
 * Where no agent credential may pass, or no service credential, the prefix decides: nothing is looked up, not even whether
 * the key exists.
 */
export function refusedByPrefix(row: AuthorityRow, found: Credentials): Refusal | null {
  const { agent, service } = row.cells;
  if (found.hasAgentCredential && agent === 'MCP_CANNOT_APPLY') return refusalFor(agent);
  return found.hasServiceCredential && service !== 'allow' ? notForServices(service) : null;
}

const notForServices = (code: RefusalCode): Refusal =>
  refuse(code, 'A service credential reads what was applied and nothing else.', {
    hint: 'It opens GET /api/v1/endpoints, what lies below it, and GET /api/v1/health.',
  }).refusal;

/** What the authority matrix says to this caller: null lets it in, and the use case authorises once more. */
export function refusedByMatrix(row: AuthorityRow, standing: Standing): Refusal | null {
  const cell: Cell = row.cells[standing.kind];
  if (cell === 'allow' || row.answeredInside.includes(cell)) return null;
  return standing.refusal?.code === cell ? standing.refusal : refusalFor(cell);
}

type Words = { message: string; hint?: string };

const words: Partial<Record<RefusalCode, Words>> = {
  UNAUTHENTICATED: { message: 'Sign in, or send a valid agent key.' },
  HUMAN_IDENTITY_REQUIRED: { message: 'Only a signed-in person may do this.' },
  ROLE_REQUIRED: { message: 'Your role does not allow this.', hint: 'Ask an admin of your tenant.' },
};

function refusalFor(code: RefusalCode): Refusal {
  if (code === 'MCP_CANNOT_APPLY') return mcpCannotApply().refusal;
  const { message, hint } = words[code] ?? { message: 'This is not allowed.' };
  return refuse(code, message, hint === undefined ? {} : { hint }).refusal;
}

/** UNTRUSTED INPUT: X-User-Id proves nothing. It is compared with the person who was authenticated. */
export function userIdRefusal(headers: Headers, { actor }: Standing, required: boolean): Refusal | null {
  if (actor?.kind !== 'human') return null;
  const named = headers.get('x-user-id');
  if (named === null || named === '') {
    if (!required) return null;
    return refuse('HUMAN_IDENTITY_REQUIRED', 'The header X-User-Id is missing.', {
      hint: 'Send your own user id: the person who decides says who they are.',
    }).refusal;
  }
  if (named === actor.userId) return null;
  return refuse('USER_ID_MISMATCH', 'X-User-Id is not the person who is signed in.').refusal;
}
