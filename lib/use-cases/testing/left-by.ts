import { withTenantRead } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';

const sizeOf = (system: System) =>
  withTenantRead(system, async ({ sql }) => {
    const [head] = await sql<{ size: number }[]>`select size from log_heads`;
    return head?.size ?? 0;
  });

/** What an act answers, and the leaves that it left in the log of this tenant, in their order, as events and subjects. */
export async function leftBy<T>(
  { id: tenantId }: { id: string },
  act: () => Promise<T>,
): Promise<{ answer: T; left: (readonly [event: string, subject: string])[] }> {
  const reader: System = { kind: 'system', tenantId, name: 'test' };
  const before = await sizeOf(reader);
  const answer = await act();
  const left = await withTenantRead(
    reader,
    async ({ sql }) =>
      await sql<{ event: string; subject: string }[]>`
        select event, subject from log_leaves where idx >= ${before} order by idx`,
  );
  return { answer, left: left.map(({ event, subject }) => [event, subject] as const) };
}
