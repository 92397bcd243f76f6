import { Bot, UserRound } from 'lucide-react';
import type { Creator } from '@/lib/domain/draft/draft';
import { visible } from '@/lib/domain/text/visible';

/** Who proposed a draft, and whether that is an agent or a person. */
export function CreatorName({ creator: { kind, name } }: { creator: Creator }) {
  const [Icon, what] = kind === 'agent' ? [Bot, 'Agent'] : [UserRound, 'Person'];
  return (
    <span className="creator">
      <Icon className="icon-small" aria-hidden="true" />
      <span className="sr-only">{what} </span>
      {visible(name)}
    </span>
  );
}
