import type { Review } from '@/lib/domain/draft/review';

/** What a person types to apply a high-risk draft: the new host, or the resource's name when no host changes. */
export type RiskyValue = { kind: 'host' | 'name'; value: string; live: string | null };

const HOST_FIELD = 'target_host';

export function riskyValue({ draft, changes }: Pick<Review, 'draft' | 'changes'>): RiskyValue {
  const host = changes.changed.find((change) => change.field === HOST_FIELD);
  return host?.after != null
    ? { kind: 'host', value: host.after, live: host.before }
    : { kind: 'name', value: draft.resourceName, live: null };
}
