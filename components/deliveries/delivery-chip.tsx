import type { Delivery } from '@/lib/domain/delivery/delivery';
import { stateNames } from './delivery-words';

const looks = { pending: 'chip', retrying: 'chip warn', delivered: 'chip ok', dead: 'chip bad' } as const;

export function DeliveryChip({ state, sending }: Pick<Delivery, 'state' | 'sending'>) {
  return <span className={looks[state]}>{sending ? 'Sending' : stateNames[state]}</span>;
}
