import type { RunChange } from '@/lib/domain/runs/run-record';
import { stillVisible, visible } from '@/lib/domain/text/visible';
import { eventWords } from '../evidence/event-words';

const doors: Record<RunChange['channel'], string> = {
  ui: 'in the browser',
  api: 'over REST',
  mcp: 'over MCP',
  system: 'by the product itself',
};

/** What the request changed, by whom and why: a row of the audit events. */
export function ChangeStep({ change }: { change: RunChange }) {
  const { type, actor_id: id, actor_name: name, channel, subject, reason } = change;
  return (
    <div>
      <p className="step-title">
        <span>{wordsOf(type)}</span>
        <span className="muted">
          by {visible(name ?? id)} {doors[channel]}
        </span>
        <span className="mono muted">{stillVisible(subject)}</span>
      </p>
      {reason === null || reason === '' ? null : <p className="muted text-13">“{visible(reason)}”</p>}
    </div>
  );
}

const words: Readonly<Record<string, string>> = eventWords;
const wordsOf = (type: string): string => words[type] ?? type.replaceAll('_', ' ');
