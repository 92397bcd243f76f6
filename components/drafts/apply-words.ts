import type { Draft } from '@/lib/domain/draft/draft';
import type { Review } from '@/lib/domain/draft/review';
import { environmentNames } from '@/lib/domain/resource/environment-names';
import { visible } from '@/lib/domain/text/visible';

type Asked = Pick<Review, 'title'> & { draft: Pick<Draft, 'operation' | 'resourceName' | 'environment'> };
type Words = {
  title: Review['title'];
  /** The same asked for a terminal, which applies it. */
  forTerminal: Review['title'];
  commit: string;
  busy: string;
  undo: string;
  look: 'apply' | 'remove';
};

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const asking = (text: string, value?: string) =>
  value === undefined ? { text: `${text}?` } : { text, value };

/** What the apply dialog asks and what its button says; a delete reads as the removal that it is. */
export function applyWords({ draft, title }: Asked): Words {
  const place = environmentNames[draft.environment];
  if (draft.operation === 'delete') {
    return {
      title: { text: `Remove ${visible(draft.resourceName)} from ${place}?` },
      forTerminal: { text: `Let your terminal remove ${visible(draft.resourceName)} from ${place}?` },
      commit: `Remove from ${place}`,
      busy: 'Removing…',
      undo: 'only a new draft that creates it again',
      look: 'remove',
    };
  }
  const change = lowered(title.text);
  return {
    title: asking(`Apply: ${change}`, title.value),
    forTerminal: asking(`Let your terminal apply: ${change}`, title.value),
    commit: `Apply to ${place}`,
    busy: 'Applying…',
    undo: 'only a new draft that reverts it',
    look: 'apply',
  };
}
