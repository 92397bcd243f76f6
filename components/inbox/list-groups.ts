import { mayDecide, roles } from '@/lib/domain/actor';
import type { DraftStatus } from '@/lib/domain/draft/draft';
import type { FrozenRow } from './frozen-rows';
import { listTitle } from './list-title';

export type ListGroup = { title: string; rows: readonly FrozenRow[] };

type Reader = {
  status: DraftStatus;
  role: string | undefined;
  personId: string;
  /** What a person proposed is another's to apply: there is another who may. */
  othersDecide: boolean;
};

/** What waits for this reader, then what they proposed and somebody else must apply. Each keeps its order. */
export function listGroups(
  rows: readonly FrozenRow[],
  { status, role, personId, othersDecide }: Reader,
): ListGroup[] {
  const decides = roles.some((known) => known === role && mayDecide(known));
  const waits = ({ draft: { createdBy } }: FrozenRow) =>
    status === 'pending' &&
    decides &&
    othersDecide &&
    createdBy.kind === 'human' &&
    createdBy.id === personId;
  return [
    { title: listTitle(status, role), rows: rows.filter((row) => !waits(row)) },
    { title: 'Waiting for others', rows: rows.filter(waits) },
  ].filter((group) => group.rows.length > 0);
}
