import { Lock } from 'lucide-react';
import { draftLifeFields } from '@/lib/domain/draft/draft-life';
import type { DraftLifeSetting } from '@/lib/domain/draft/lifecycle';

type Props = { life: DraftLifeSetting; admins: readonly string[] };

/** For who may look and not change: the values, and whom to ask. */
export function DraftLifeFacts({ life, admins }: Props) {
  return (
    <>
      <dl className="setting-facts">
        {draftLifeFields.map(({ key, label, unit, means }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>
              {life[key]} {life[key] === 1 ? unit.slice(0, -1) : unit}
              <p className="hint">{means}</p>
            </dd>
          </div>
        ))}
      </dl>
      <p className="note">
        <Lock className="icon" aria-hidden="true" />
        <span>Only an admin changes these{admins.length === 0 ? '.' : `: ${admins.join(', ')}.`}</span>
      </p>
    </>
  );
}
