import Link from 'next/link';
import type { Delivery } from '@/lib/domain/delivery/delivery';
import { visible } from '@/lib/domain/text/visible';
import { TimeText } from '../ui/time-text';
import { DeliveryChip } from './delivery-chip';
import { DeliveryProgress } from './delivery-progress';
import { hasFailed } from './delivery-words';
import { type ResendAction, SendAgain } from './send-again';

type Props = {
  deliveries: readonly Delivery[];
  personId: string;
  /** Null for who may send nothing again. */
  resend: ResendAction | null;
};

const acts = { create: 'created', update: 'changed', delete: 'deleted' } as const;

/** Applied changes and how far the word of each has come, those that did not arrive first. */
export function DeliveryTable({ deliveries, personId, resend }: Props) {
  return (
    <section className="scroll-x" aria-label="Deliveries">
      <table className="list-table deliveries">
        <caption className="sr-only">Deliveries, those that did not arrive first</caption>
        <thead>
          <tr>
            <th data-col="change" scope="col">
              Change
            </th>
            <th data-col="state" scope="col">
              State
            </th>
            <th data-col="progress" scope="col">
              Attempts
            </th>
            <th data-col="applied" scope="col">
              Applied
            </th>
            <th data-col="act" scope="col">
              <span className="sr-only">Send again</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <tr key={delivery.id}>
              <td data-col="change">
                <Link
                  className="link font-medium"
                  href={`/deliveries/${delivery.id}`}
                  prefetch={false}
                  data-list-item
                >
                  {visible(delivery.resourceName)} v{delivery.version}
                </Link>{' '}
                <span className="muted">{acts[delivery.operation]}</span>
              </td>
              <td data-col="state">
                <DeliveryChip id={delivery.id} state={delivery.state} sending={delivery.sending} />
              </td>
              <td data-col="progress">
                <DeliveryProgress delivery={delivery} />
              </td>
              <td data-col="applied" className="muted">
                <TimeText at={delivery.appliedAt} />
              </td>
              <td data-col="act">
                {resend === null || !hasFailed(delivery) ? null : (
                  <SendAgain
                    deliveryId={delivery.id}
                    personId={personId}
                    act={resend}
                    of={`${visible(delivery.resourceName)} v${delivery.version}`}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
