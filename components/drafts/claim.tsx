import { MessageSquareWarning } from 'lucide-react';
import { visible } from '@/lib/domain/text/visible';

/** Untrusted input: the proposer's own words, plain and always last. */
export function Claim({ author, kind, text }: { author: string; kind: 'agent' | 'human'; text: string }) {
  return (
    <section className="section" aria-labelledby="claim">
      <div className="section-head">
        <h2 id="claim">{kind === 'agent' ? 'The agent’s claim' : 'The proposer’s claim'}</h2>
      </div>
      <div className="claim">
        <div className="bar">
          <MessageSquareWarning className="icon" aria-hidden="true" />
          <span>
            <span className="font-medium text-fg">Untrusted.</span> Written by {author}, not checked by
            anything. Shown as plain text.
          </span>
        </div>
        <pre className="mono">
          {text.trim() === '' ? 'Nothing was said.' : visible(text, { multiline: true })}
        </pre>
      </div>
    </section>
  );
}
