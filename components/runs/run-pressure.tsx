import Link from 'next/link';
import { callPath } from '@/components/audit/record-paths';
import { keyTail } from '@/lib/domain/keys/key-named';
import type { Packet } from '@/lib/domain/runs/packet';
import { stillVisible } from '@/lib/domain/text/visible';
import { Section } from './section';

/** What the agent asked for and may not have, with what it would have taken. */
export function RunPressure({ pressure }: { pressure: Packet['boundary_pressure'] }) {
  return (
    <Section
      id="pressure"
      title="Boundary pressure"
      note="calls refused because they asked for more authority"
    >
      {pressure.length === 0 ? (
        <p className="muted text-13">It asked for nothing that it may not have.</p>
      ) : (
        <ul className="step-list">
          {pressure.map((one) => (
            <li key={one.call_id}>
              <Link className="link mono" href={callPath(one.correlation_id, one.call_id)} prefetch={false}>
                {stillVisible(one.tool ?? 'no tool')}
              </Link>{' '}
              <span className="chip bad">{stillVisible(one.code ?? 'denied')}</span>{' '}
              <span className="muted">Needed: {stillVisible(one.needs)}</span>{' '}
              <Link className="link mono" href={`/agents/${one.key_id}`} prefetch={false}>
                by key {keyTail(one.key_id)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
