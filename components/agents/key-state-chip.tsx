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

export function KeyStateChip({ keyId, state }: { keyId: string; state: KeyState }) {
  return (
    <span id={keyStateId(keyId)} tabIndex={-1} className={looks[state]}>
      {stateNames[state]}
    </span>
  );
}
