import Link from 'next/link';
import { PageMessage } from '@/components/ui/page-message';

/** The same words for a delivery that never was, for one that is no longer kept and for one of another tenant. */
export default function DeliveryNotFound() {
  return (
    <PageMessage title="There is no such delivery">
      <p>The address is wrong, or the delivery is no longer kept.</p>
      <Link className="btn mt-5" href="/deliveries">
        All deliveries
      </Link>
    </PageMessage>
  );
}
