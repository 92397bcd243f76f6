import { ChevronLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { DeliveryDetail } from '@/components/deliveries/delivery-detail';
import { hasFailed } from '@/components/deliveries/delivery-words';
import { SendAgain } from '@/components/deliveries/send-again';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { LiveIndicator } from '@/components/live/live-indicator';
import { Banners } from '@/components/safety/banners';
import { visible } from '@/lib/domain/text/visible';
import { showDelivery } from '@/lib/use-cases/deliveries/show-delivery';
import { requireSession } from '../../require-session';
import { resendDeliveryAction } from '../actions';

export const metadata: Metadata = { title: 'Delivery' };

export default async function DeliveryPage({ params }: { params: Promise<{ id: string }> }) {
  const { human } = await requireSession();
  const shown = await showDelivery(human, (await params).id);
  if (!shown.ok) notFound();
  const { delivery, attempts } = shown.value;
  const maySend = human.role !== 'viewer' && hasFailed(delivery);
  const of = `${visible(delivery.resourceName)} v${delivery.version}`;
  return (
    <main className="main" id="main">
      <header className="topbar">
        <Link className="btn ghost sm -ml-2" href="/deliveries" prefetch={false}>
          <ChevronLeft className="icon-small" aria-hidden="true" />
          Deliveries
        </Link>
        <span className="flex-1" />
        <LiveIndicator />
        <ShortcutSheet />
      </header>
      <Banners />
      <DeliveryDetail
        delivery={delivery}
        attempts={attempts}
        sendAgain={
          maySend ? (
            <SendAgain deliveryId={delivery.id} personId={human.userId} act={resendDeliveryAction} of={of} />
          ) : null
        }
      />
    </main>
  );
}
