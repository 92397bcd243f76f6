import type { Delivery } from '@/lib/domain/delivery/delivery';
import { stateElementId, stateNames } from './delivery-words';

const looks = { pending: 'chip', retrying: 'chip warn', delivered: 'chip ok', dead: 'chip bad' } as const;

/** What is so now. The focus goes here from a button that goes away. */
export function DeliveryChip({ id, state, sending }: Pick<Delivery, 'id' | 'state' | 'sending'>) {
  return (
    <span id={stateElementId(id)} tabIndex={-1} className={looks[state]}>
      {sending ? 'Sending' : stateNames[state]}
    </span>
  );
}
