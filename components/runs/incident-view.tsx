import type { Incident } from '@/lib/domain/runs/incident';

/** The eleven questions with their answers, numbered as they are asked. */
export function IncidentView({ incident }: { incident: Incident }) {
  return (
    <ol className="incident">
      {incident.sections.map(({ number, question, answer }) => (
        <li key={number}>
          <h2>
            {number}. {question}
          </h2>
          <p className="answer">{answer.join('\n')}</p>
        </li>
      ))}
    </ol>
  );
}
