import Link from 'next/link';
import type { KeyState } from '@/lib/domain/keys/agent-key';
import { stateNames } from './key-words';

const looks = {
  active: 'chip ok',
  retiring: 'chip warn',
  suspended: 'chip bad',
  expired: 'chip',
  revoked: 'chip',
} satisfies Record<KeyState, string>;

/** The id of the chip of a key. The focus goes there from a button that goes away. */
export const keyStateId = (keyId: string): string => `state-${keyId}`;

type Props = {
  keyId: string;
  state: KeyState;
  /** Whether its circuit refuses it for a while: it is said of a key that would work otherwise. */
  paused: boolean;
};

export function KeyStateChip({ keyId, state, paused }: Props) {
  return (
    <span className="key-states">
      <span id={keyStateId(keyId)} tabIndex={-1} className={looks[state]}>
        {stateNames[state]}
      </span>
      {paused && (state === 'active' || state === 'retiring') ? (
        <Link className="chip bad" href="/safety" prefetch={false}>
          Paused
        </Link>
      ) : null}
    </span>
  );
}
