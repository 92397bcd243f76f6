import type { Human, System } from '@/lib/domain/actor';
import type { Stop, TenantScope } from '@/lib/domain/limits/stop';
import { engageStop } from '@/lib/use-cases/stops/engage-stop';
import { releaseStop } from '@/lib/use-cases/stops/release-stop';
import { accepted } from './result';

/** Stops something; the answer is the stop. */
export const stopIt = async (
  by: Human | System,
  scope: TenantScope,
  subject: string | null = null,
): Promise<Stop> => accepted(await engageStop(by, { scope, subject, reason: '', idempotencyKey: null })).stop;

/** Lets it go on, as it is asked for. */
export const resumeIt = async (by: Human | System, { id: stopId, subjectName }: Stop): Promise<Stop> =>
  accepted(
    await releaseStop(by, { stopId, reason: 'It was a drill', confirm: subjectName, idempotencyKey: null }),
  ).stop;
