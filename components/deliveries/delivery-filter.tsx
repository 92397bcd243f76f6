import Link from 'next/link';
import { type DeliveryState, deliveryStates } from '@/lib/domain/delivery/delivery';
import { FilterSelect } from '../ui/filter-select';
import { stateNames } from './delivery-words';

/** A plain form: the filter is the address, with or without script. */
export function DeliveryFilter({ state }: { state: DeliveryState | null }) {
  return (
    <form className="tabs" action="/deliveries" aria-label="Filter deliveries">
      <FilterSelect
        name="state"
        label="State"
        every="Every state"
        options={deliveryStates}
        words={stateNames}
        chosen={state}
      />
      <button type="submit" className="btn sm quiet">
        Filter
      </button>
      {state === null ? null : (
        <Link className="btn sm ghost" href="/deliveries" prefetch={false}>
          Clear
        </Link>
      )}
    </form>
  );
}
