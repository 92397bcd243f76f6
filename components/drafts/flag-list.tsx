import { TriangleAlert } from 'lucide-react';
import type { Flag } from '@/lib/domain/draft/risk';
import { GlyphComparison } from '../diff/glyph-comparison';
import { FlagTick } from './flag-tick';

function FlagItem({ flag, tickable }: { flag: Flag; tickable: boolean }) {
  return (
    <div className={`flag ${flag.tier}`} id={`flag-${flag.code}`} tabIndex={-1}>
      <TriangleAlert className="icon" aria-hidden="true" />
      <div>
        <h3>
          {flag.title} <span className="mono">{flag.code}</span>
        </h3>
        <p>{flag.sentence}</p>
        {flag.compare ? <GlyphComparison live={flag.compare.live} proposed={flag.compare.proposed} /> : null}
        {tickable && flag.tier === 'high' ? <FlagTick flag={flag} /> : null}
      </div>
    </div>
  );
}

/** What a person should look at before deciding; high ones ask for a tick while the draft waits. */
export function FlagList({ flags, tickable }: { flags: readonly Flag[]; tickable: boolean }) {
  if (flags.length === 0) return null;
  return (
    <section className="section" aria-labelledby="flags">
      <div className="section-head">
        <h2 id="flags">{tickable ? 'Check before you apply' : 'What was flagged'}</h2>
        <span className="muted text-13">
          {flags.length} {flags.length === 1 ? 'flag' : 'flags'}
        </span>
      </div>
      <div className="flags">
        {flags.map((flag) => (
          <FlagItem key={flag.code} flag={flag} tickable={tickable} />
        ))}
      </div>
    </section>
  );
}
