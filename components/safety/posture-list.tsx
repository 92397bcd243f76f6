import type { Light, PostureRow } from '@/lib/domain/posture/posture-row';

const chips: Record<Light, { tone: string; word: string }> = {
  green: { tone: 'ok', word: 'good' },
  amber: { tone: 'warn', word: 'check' },
  red: { tone: 'bad', word: 'act' },
};

/** How the boundary stands: one thing a row, in a sentence, and where to act on it. */
export function PostureList({ rows }: { rows: readonly PostureRow[] }) {
  return (
    <ul className="stops" aria-label="Posture">
      {rows.map(({ id, what, light, sentence, href }) => (
        <li key={id}>
          <p>
            <b>
              {href === null ? (
                what
              ) : (
                <a className="link" href={href}>
                  {what}
                </a>
              )}
            </b>{' '}
            <span className={`chip ${chips[light].tone}`}>{chips[light].word}</span>
          </p>
          <p className="muted text-13">{sentence}</p>
        </li>
      ))}
    </ul>
  );
}
