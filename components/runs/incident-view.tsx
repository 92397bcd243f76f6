import Link from 'next/link';
import { callPath } from '@/components/audit/record-paths';
import { answered } from '@/lib/domain/runs/incident';
import { argsLines, type Line, type Part, type Ref } from '@/lib/domain/runs/incident-words';
import type { Packet } from '@/lib/domain/runs/packet';

function pathOf(ref: Ref): string {
  switch (ref.kind) {
    case 'draft':
      return `/drafts/${ref.id}`;
    case 'key':
      return `/agents/${ref.id}`;
    case 'call':
      return callPath(ref.correlationId, ref.id);
    case 'evidence':
      return `/evidence?draft=${ref.draftId}#${ref.id}`;
  }
}

function Words({ part }: { part: Part }) {
  if (typeof part === 'string') return part;
  return (
    <Link className="link" href={pathOf(part.ref)} prefetch={false}>
      {part.text}
    </Link>
  );
}

function AnswerLine({ line: { parts, args } }: { line: Line }) {
  return (
    <li>
      {parts.map((part, index) => (
        <Words key={index} part={part} />
      ))}
      {args === null ? null : (
        <details>
          <summary>Arguments</summary>
          <pre className="mono">{argsLines(args)}</pre>
        </details>
      )}
    </li>
  );
}

/** The eleven questions with their answers, numbered as they are asked. */
export function IncidentView({ packet }: { packet: Packet }) {
  return (
    <ol className="incident">
      {answered(packet).map(({ number, question, lines }) => (
        <li key={number}>
          <h2>
            {number}. {question}
          </h2>
          <ul className="answer">
            {lines.map((line, index) => (
              <AnswerLine key={index} line={line} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
