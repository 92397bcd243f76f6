import Link from 'next/link';
import { type DeliveryState, deliveryStates } from '@/lib/domain/delivery/delivery';
import { stateNames } from './delivery-words';

/** A plain form: the filter is the address, with or without script. */
export function DeliveryFilter({ state }: { state: DeliveryState | null }) {
  return (
    <form className="tabs" action="/deliveries" aria-label="Filter deliveries">
      <label className="sr-only" htmlFor="state">
        State
      </label>
      <select
        id="state"
        name="state"
        className={state === null ? 'select' : 'select on'}
        defaultValue={state ?? ''}
      >
        <option value="">Every state</option>
        {deliveryStates.map((name) => (
          <option key={name} value={name}>
            {stateNames[name]}
          </option>
        ))}
      </select>
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
