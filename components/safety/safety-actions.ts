import type { TenantScope } from '@/lib/domain/limits/stop';
import type { Result } from '@/lib/domain/refusal';

/** `personId` is the person the page was rendered for. */
type Posted<Fields> = (
  input: Fields & { personId: string; idempotencyKey: string },
) => Promise<Result<unknown>>;

export type StopAction = Posted<{ scope: TenantScope; subject: string | null; reason: string }>;
export type ReleaseAction = Posted<{ stopId: string; reason: string; confirm: string }>;
export type ResetAction = Posted<{ keyId: string; reason: string }>;
