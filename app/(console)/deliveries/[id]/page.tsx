import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { BackTopbar } from '@/components/app/back-topbar';
import { DeliveryDetail } from '@/components/deliveries/delivery-detail';
import { hasFailed } from '@/components/deliveries/delivery-words';
import { SendAgain } from '@/components/deliveries/send-again';
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
      <BackTopbar to="/deliveries" name="Deliveries" />
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
