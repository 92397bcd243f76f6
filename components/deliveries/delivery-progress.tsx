import type { Delivery } from '@/lib/domain/delivery/delivery';
import { TimeText } from '../ui/time-text';
import { attemptsWords, outcomeWords } from './delivery-words';

type Props = {
  delivery: Pick<Delivery, 'state' | 'sending' | 'attempts' | 'nextAttemptAt' | 'lastOutcome' | 'finishedAt'>;
};

/** How far it has come: `3 attempts, next in 5 min: no answer in time`. */
export function DeliveryProgress({ delivery }: Props) {
  const { state, sending, attempts, nextAttemptAt, lastOutcome, finishedAt } = delivery;
  const why = lastOutcome === null || state === 'pending' ? '' : `: ${outcomeWords[lastOutcome]}`;
  if (finishedAt !== null) {
    return (
      <span>
        {attemptsWords(attempts)}, {state === 'delivered' ? 'accepted' : 'ended'} <TimeText at={finishedAt} />
        {state === 'delivered' ? '' : why}
      </span>
    );
  }
  if (sending || nextAttemptAt === null) return <span>{attemptsWords(attempts)}, one of them now</span>;
  return (
    <span>
      {attempts === 0 ? 'First attempt' : `${attemptsWords(attempts)}, next`}{' '}
      <TimeText at={nextAttemptAt} mode="due" />
      {why}
    </span>
  );
}
