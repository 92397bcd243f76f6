import type { Change } from '@/lib/domain/draft/change';
import type { Draft } from '@/lib/domain/draft/draft';

/** What a person types to apply a high-risk draft: the new host, or the resource's name when no host changes. */
export type RiskyValue = { kind: 'host' | 'name'; value: string; live: string | null };

const hostField = 'target_host';

type Asked = {
  draft: Pick<Draft, 'resourceName'>;
  changes: { changed: readonly Pick<Change, 'field' | 'before' | 'after'>[] };
};

export function riskyValue({ draft, changes }: Asked): RiskyValue {
  const host = changes.changed.find((change) => change.field === hostField);
  return host?.after != null
    ? { kind: 'host', value: host.after, live: host.before }
    : { kind: 'name', value: draft.resourceName, live: null };
}
