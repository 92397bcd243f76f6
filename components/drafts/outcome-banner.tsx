'use client';

import { Check } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { useDecision } from './decision-context';

const words = { applied: 'Applied.', discarded: 'Discarded.' } as const;
const notes = { applied: 'The change is live.', discarded: 'Nothing in production changed.' } as const;

type Props = { draftId: string; resourceName: string; children: React.ReactNode };

const focusAfterMs = 50;

/** Takes focus when it appears, after the closing dialog has given it back. */
function ResultHeading({ children }: { children: React.ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => heading.current?.focus(), focusAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}

/** What the person's own decision came to, with focus on it; before that, whatever `children` say of the draft. */
export function OutcomeBanner({ draftId, resourceName, children }: Props) {
  const { outcome } = useDecision();
  const { resource } = outcome ?? {};
  if (outcome === null) return children;
  return (
    <div className="banner applied above">
      <Check className="icon" aria-hidden="true" />
      <div>
        <ResultHeading>
          {words[outcome.status]} Evidence #{outcome.evidence}
        </ResultHeading>{' '}
        <span className="muted">
          {resource ? `${resourceName} is now v${resource.version}.` : notes[outcome.status]}
        </span>
      </div>
      <span className="end">
        {resource ? (
          <Link className="link" href={`/resources/endpoints/${resource.id}`} prefetch={false}>
            View {resourceName}
          </Link>
        ) : null}
        <Link className="link" href={`/evidence?draft=${draftId}`} prefetch={false}>
          View evidence
        </Link>
        <Link className="link" href="/drafts" prefetch={false}>
          Back to inbox
        </Link>
      </span>
    </div>
  );
}
