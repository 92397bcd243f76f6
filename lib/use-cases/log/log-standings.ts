import { now } from '@/lib/clock';
import type { Refusal } from '@/lib/domain/refusal';
import { logWords } from './log-words';

/** What does not hold, and since when this process knows. */
export type LogFinding = Pick<Refusal, 'code' | 'message'> & { since: Date };

/** Up to where all leaves of a log give the signed head. */
export type VerifiedLog = { verifiedTo: number; at: Date };

/** What a process knows of one log. `unsigned`: why its head is not signed; `broken`: what does not lead to a signed head. */
type Known = { unsigned?: Noted | undefined; broken?: Noted | undefined; verified?: VerifiedHead };
/** With the root that its leaves gave: the log holds it for as long as the process lives. */
export type VerifiedHead = VerifiedLog & { root: Uint8Array };
type Noted = LogFinding & { saidAt: Date };

/** Whether this process has looked at every log once since it started. */
export const hasLookedAtAll = (): boolean => globalThis.countersignLogsLookedAt === true;

export const noteLookedAtAll = (): void => {
  globalThis.countersignLogsLookedAt = true;
};

declare global {
  var countersignLogsLookedAt: boolean | undefined;
  /** Next bundles the loops and the routes apart; what one finds the other shows. */
  var countersignLogStandings: Map<string, Known> | undefined;
}

/** How often the operator hears again of a finding that lasts. */
const sayAgainMs = 60_000;

/** What is known of a log; nothing is until a loop or a request has looked. */
export const knownOf = (tenantId: string): Readonly<Known> => standings().get(tenantId) ?? {};

export const everyKnown = (): Iterable<Readonly<Known>> => standings().values();

/** Remembers why the head of a log is not signed, and tells the operator, at most once a minute. */
export function noteUnsigned(tenantId: string, { code, message, hint, cause }: Refusal): void {
  const why = cause instanceof Error ? ` (${cause.message})` : '';
  const unsigned = noted(tenantId, knownOf(tenantId).unsigned, { code, message }, `${why} ${hint ?? ''}`);
  standings().set(tenantId, { ...knownOf(tenantId), unsigned });
}

export const noteSigned = (tenantId: string): void => {
  standings().set(tenantId, { ...knownOf(tenantId), unsigned: undefined });
};

/** Remembers what of a log does not lead to its signed head, and tells the operator, at most once a minute. */
export function noteBroken(tenantId: string, message: string): void {
  const broken = noted(tenantId, knownOf(tenantId).broken, { code: 'LOG_BROKEN', message });
  standings().set(tenantId, { ...knownOf(tenantId), broken });
}

/** Remembers that every leaf up to a signed head gives it: nothing before is broken any more. */
export const noteVerified = (tenantId: string, { size, root }: { size: number; root: Uint8Array }): void => {
  const verified = { verifiedTo: size, root, at: now() };
  standings().set(tenantId, { ...knownOf(tenantId), broken: undefined, verified });
};

function noted(
  tenantId: string,
  before: Noted | undefined,
  found: Pick<Refusal, 'code' | 'message'>,
  more = '',
): Noted {
  const at = now();
  const isNews = before?.code !== found.code || at.getTime() - before.saidAt.getTime() >= sayAgainMs;
  if (isNews) process.stderr.write(`${found.code} ${logWords(tenantId)}: ${found.message}${more}\n`);
  return { ...found, since: before?.since ?? at, saidAt: isNews || !before ? at : before.saidAt };
}

function standings(): Map<string, Known> {
  globalThis.countersignLogStandings ??= new Map();
  return globalThis.countersignLogStandings;
}
