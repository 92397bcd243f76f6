import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { Topbar } from '@/components/app/topbar';
import { ControlPlaneNote } from '@/components/deliveries/control-plane-note';
import { DeliveryFilter } from '@/components/deliveries/delivery-filter';
import { loadDeliveryFilters, writeDeliveryFilters } from '@/components/deliveries/delivery-filters';
import { DeliveryTable } from '@/components/deliveries/delivery-table';
import { NoDeliveries } from '@/components/deliveries/no-deliveries';
import { ListKeys } from '@/components/keyboard/list-keys';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { ListNote } from '@/components/list/list-note';
import { countNotUnderstood } from '@/components/list/not-understood';
import { Pager } from '@/components/list/pager';
import { listDeliveries } from '@/lib/use-cases/deliveries/list-deliveries';
import { showControlPlane } from '@/lib/use-cases/deliveries/show-control-plane';
import { pageOrFirst } from '../../page-or-first';
import { requireSession } from '../../require-session';
import { resendDeliveryAction } from '../actions';

export const metadata: Metadata = { title: 'Deliveries' };

export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { human } = await requireSession();
  const filters = await loadDeliveryFilters(searchParams);
  const { state, cursor } = filters;
  const asked = state === null ? {} : { state };
  const [{ page, lostPage }, plane] = await Promise.all([
    pageOrFirst(cursor, (place) => listDeliveries(human, { ...asked, ...place })),
    showControlPlane(human),
  ]);
  const { items, nextCursor } = page;
  const understood = new URLSearchParams(writeDeliveryFilters(filters));
  return (
    <main className="main" id="main">
      <Topbar title="Deliveries" end={<ShortcutSheet />} />
      <ListKeys />
      <DeliveryFilter state={state} />
      <ListNote
        notUnderstood={countNotUnderstood(await searchParams, understood)}
        lostPage={lostPage}
        plain="/deliveries"
      />
      <ControlPlaneNote plane={plane} />
      {items.length === 0 ? (
        <NoDeliveries narrowed={state !== null} />
      ) : (
        <DeliveryTable
          deliveries={items}
          personId={human.userId}
          resend={human.role === 'viewer' ? null : resendDeliveryAction}
        />
      )}
      <Pager
        href={
          nextCursor === null ? null : writeDeliveryFilters('/deliveries', { ...filters, cursor: nextCursor })
        }
        words="Next page"
      />
    </main>
  );
}
