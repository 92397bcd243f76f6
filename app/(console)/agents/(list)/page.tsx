import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import type { SearchParams } from 'nuqs/server';
import { loadKeyPlace, writeKeyPlace } from '@/components/agents/key-place';
import { KeyTable } from '@/components/agents/key-table';
import { Topbar } from '@/components/app/topbar';
import { ListKeys } from '@/components/keyboard/list-keys';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { ListNote } from '@/components/list/list-note';
import { countNotUnderstood } from '@/components/list/not-understood';
import { Pager } from '@/components/list/pager';
import { managesKeys } from '@/lib/domain/people/role-refusals';
import { listKeys } from '@/lib/use-cases/keys/list-keys';
import { pageOrFirst } from '../../page-or-first';
import { requireSession } from '../../require-session';
import { actOnKeyAction } from '../actions';

export const metadata: Metadata = { title: 'Agents' };

export default async function AgentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { human } = await requireSession();
  const place = await loadKeyPlace(searchParams);
  const { page, lostPage } = await pageOrFirst(place.cursor, (at) =>
    listKeys(human, at, { hidesSelftests: place.selftest === null }),
  );
  const { items, nextCursor } = page;
  const manages = managesKeys(human.role) === null;
  const understood = new URLSearchParams(writeKeyPlace(place));
  return (
    <main className="main" id="main">
      <Topbar
        title="Agents"
        end={
          <>
            {manages ? (
              <Link className="btn sm ink" href="/agents/new" prefetch={false}>
                <Plus className="icon-small" aria-hidden="true" />
                New key
              </Link>
            ) : null}
            <ShortcutSheet />
          </>
        }
      />
      <ListKeys />
      <ListNote
        notUnderstood={countNotUnderstood(await searchParams, understood)}
        lostPage={lostPage}
        plain="/agents"
      />
      {items.length === 0 ? (
        <div className="empty">
          <h2>No agent has a key yet</h2>
          <p>An operator or an admin issues one. Nothing that it may is granted by default.</p>
        </div>
      ) : (
        <KeyTable keys={items} personId={human.userId} act={manages ? actOnKeyAction : null} />
      )}
      <Pager
        href={nextCursor === null ? null : writeKeyPlace('/agents', { ...place, cursor: nextCursor })}
        words="Older keys"
      />
      <p className="pager px-6">
        <Link
          className="link"
          href={writeKeyPlace('/agents', { selftest: place.selftest === null ? 'shown' : null })}
          prefetch={false}
        >
          {place.selftest === null ? 'With the self-test’s keys' : 'Without the self-test’s keys'}
        </Link>
      </p>
    </main>
  );
}
