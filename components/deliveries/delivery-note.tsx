import { Send, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { Delivery } from '@/lib/domain/delivery/delivery';
import { TimeText } from '../ui/time-text';
import { DeliveryProgress } from './delivery-progress';

const beginnings = {
  pending: 'Not delivered yet: ',
  retrying: 'Not delivered yet: ',
  delivered: 'Delivered ',
  dead: 'Not delivered: ',
} as const;

/** One line: whether the control plane has heard of a change. Nothing where none was to be told. */
export function DeliveryNote({ delivery }: { delivery: Delivery | null }) {
  if (delivery === null) return null;
  const { id, state, finishedAt } = delivery;
  const Icon = state === 'dead' ? TriangleAlert : Send;
  return (
    <section className={state === 'dead' ? 'banner warn above' : 'banner above'} aria-label="Delivery">
      <Icon className="icon" aria-hidden="true" />
      <span>
        {beginnings[state]}
        {state === 'delivered' && finishedAt !== null ? (
          <>
            <TimeText at={finishedAt} mode="both" /> · control plane
          </>
        ) : (
          <DeliveryProgress delivery={delivery} />
        )}
      </span>
      <span className="end">
        <Link className="link" href={`/deliveries/${id}`} prefetch={false}>
          View delivery
        </Link>
      </span>
    </section>
  );
}
