import { z } from 'zod';
import { type DraftBesideLive, listDrafts as queryDrafts, searchedUpTo } from '@/db/queries/draft-list';
import type { DraftFilter, Place } from '@/db/queries/draft-walk';
import { stopsOver } from '@/db/queries/kill-switch';
import { countDeciders } from '@/db/queries/people';
import { type Crowd, queueCrowd } from '@/db/queries/queue-crowd';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Agent, Human } from '@/lib/domain/actor';
import { cut } from '@/lib/domain/cut';
import { blockedBy } from '@/lib/domain/draft/blocked';
import { draftStatuses } from '@/lib/domain/draft/draft';
import { statusNow } from '@/lib/domain/draft/lifecycle';
import type { ListedDraft } from '@/lib/domain/draft/listed-draft';
import { riskTiers } from '@/lib/domain/draft/risk';
import { invalid } from '@/lib/domain/invalid';
import { type StopInForce, stoppedBy } from '@/lib/domain/limits/stop';
import { pageFields, readCursor, strangeCursor, writeCursor } from '@/lib/domain/page-cursor';
import { accept, type Result } from '@/lib/domain/refusal';
import { plainText } from '@/lib/domain/resource/atom/plain-text';
import { resourceKindNames } from '@/lib/domain/resource/resource-kind';
import { visible } from '@/lib/domain/text/visible';
import { timePlaceSchema } from '@/lib/domain/time-place';
import { needsScope } from '../needs-scope';
import { coveredBy } from './covered-by';

/** Which drafts to list. `cursor` is a `next_cursor`; unknown fields are refused. */
export const listDraftsSchema = z.strictObject({
  status: z.enum(draftStatuses).optional().describe('pending, applied, discarded or expired'),
  decided: z.stringbool().or(z.boolean()).optional().describe('Only drafts that are no longer pending'),
  type: z.enum(resourceKindNames).optional().describe('The kind of resource'),
  risk: z.array(z.enum(riskTiers)).min(1).optional().describe('Risk tiers'),
  creator: plainText(100).optional().describe('Id of the key or person that proposed'),
  q: plainText(100)
    .trim()
    .min(1)
    .optional()
    .describe(
      'Part of a resource name, target host, proposer or draft id. A page may be short and still have a next_cursor',
    ),
  order: z
    .enum(['created', 'expires', 'queue'])
    .default('created')
    .describe(
      'Newest first, what ends soonest first, or the queue of a reviewer: by the hour of expiry, then high risk first',
    ),
  ...pageFields,
});

type Listed = {
  items: ListedDraft[];
  nextCursor: string | null;
  crowd: readonly Crowd[];
  othersDecide: boolean;
};

/**
 * One page of the tenant's drafts, without specs. Statuses are as the clock says. A page of a search may hold fewer
 * than `limit` and still have a `nextCursor`: each looks at a bounded number of drafts. `crowd` names whoever has more in
 * the queue than it shows; `othersDecide` says that what a person proposed is another's to apply. What the boundary self-test
 * left is listed only to whoever asks for that key, or has a page that shows it.
 */
export async function listDrafts(
  actor: Agent | Human,
  input: unknown,
  { hidesSelftests = true }: { hidesSelftests?: boolean } = {},
): Promise<Result<Listed>> {
  const denied = needsScope(actor, 'mcp:read:drafts');
  if (denied) return denied;
  const parsed = listDraftsSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { cursor, ...asked } = parsed.data;
  const after = placeIn(cursor);
  if (after === null) return strangeCursor();

  const at = now();
  const hides = hidesSelftests && asked.creator === undefined;
  const filter: DraftFilter = { ...asked, hidesSelftests: hides, now: at, after, limit: asked.limit + 1 };
  const { rows, searchedTo, crowd, deciders, stops } = await withTenantRead(actor, async (tx) => {
    const crowded = isShared(asked) ? await queueCrowd(tx, share, at) : [];
    const fair = crowded.length === 0 ? filter : { ...filter, perCreator: share };
    const [found, place, people] = await Promise.all([
      queryDrafts(tx, fair),
      searchedUpTo(tx, fair),
      actor.kind === 'human' ? countDeciders(tx) : 0,
    ]);
    const over = actor.kind === 'human' ? await stopsOver(tx, found.flatMap(stoppable)) : null;
    return { rows: found, searchedTo: place, crowd: crowded, deciders: people, stops: over };
  });
  const { items, nextCursor } = cut(rows, asked.limit, ({ place }) => written(place));
  return accept({
    items: items.map((row) => listed(row, at, stops?.get(row.draft.id))),
    crowd,
    othersDecide: deciders > 1,
    nextCursor: nextCursor ?? (searchedTo && writeCursor(written(searchedTo))),
  });
}

/** How many drafts of one proposer the queue holds while others wait too. */
const share = 10;

const isShared = ({ order, status, creator, q }: Pick<DraftFilter, 'order' | 'status' | 'creator' | 'q'>) =>
  order === 'queue' && status === 'pending' && creator === undefined && q === undefined;

function listed({ draft, live }: DraftBesideLive, at: Date, stop: StopInForce | undefined): ListedDraft {
  const current = { ...draft, status: statusNow(draft, at) };
  const stopped = stop !== undefined && current.status === 'pending' ? visible(stoppedBy(stop)) : null;
  return { ...current, blocked: blockedBy(current, live), stopped };
}

/** Only what waits can be stopped; which run it belongs to, the list does not know. */
function stoppable({ draft }: DraftBesideLive) {
  if (draft.status !== 'pending') return [];
  const { key, tool } = coveredBy({ ...draft, runId: null });
  return [{ id: draft.id, key, tool }];
}

function placeIn(cursor: string | undefined): Place | undefined | null {
  if (cursor === undefined) return undefined;
  const place = readCursor(timePlaceSchema, cursor);
  return place && { at: new Date(place[0]), id: place[1] };
}

const written = ({ at, id }: Place) => [at.toISOString(), id];
