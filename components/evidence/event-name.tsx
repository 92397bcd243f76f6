import { EventIcon } from './event-icon';
import { eventWords } from './event-words';
import type { EvidenceRecord } from './evidence-record';

type Said = Pick<EvidenceRecord, 'event' | 'resource' | 'by' | 'codes'>;

/** `Applied orders-webhook by Alex`, `Apply refused orders-webhook, asked by Alex: APPROVAL_REQUIRED` */
export function EventName({ record: { event, resource, by, codes } }: { record: Said }) {
  return (
    <span className="event-name">
      <EventIcon event={event} />
      <span>
        {eventWords[event]}
        {resource === null ? null : (
          <>
            {' '}
            <span className="event-resource">{resource}</span>
          </>
        )}
        {by === null ? null : event === 'draft_apply_refused' ? `, asked by ${by}` : ` by ${by}`}
        {codes.length === 0 ? null : (
          <>
            : <span className="mono">{codes.join(', ')}</span>
          </>
        )}
      </span>
    </span>
  );
}
