import type { Option } from '@/components/inbox/filter-bar';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { visible } from '@/lib/domain/text/visible';

/** Who proposed these drafts, each once, to choose from. */
export function creatorsOf(drafts: readonly DraftSummary[]): Option[] {
  const names = new Map(drafts.map(({ createdBy: { id, name } }) => [id, visible(name)]));
  return [...names].map(([value, label]) => ({ value, label }));
}
