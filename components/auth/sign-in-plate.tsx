import { glyphColumns } from '../diff/glyph-columns';

const liveHost = 'hooks.acme.com/v1';
const draftHost = 'hooks.acme.com/v2';

/** The product in one picture: what is live, what is drafted, the difference marked, and a signature under it. */
export function SignInPlate() {
  return (
    <div className="plate">
      <p className="sr-only">
        A change as you would see it: live {liveHost}, drafted {draftHost}, and a signature under it. Agents
        draft. A person countersigns.
      </p>
      <div className="plate-inside" aria-hidden="true">
        <div className="plate-pair">
          <span className="sides">
            <span>Live</span>
            <span>Draft</span>
          </span>
          <span className="columns">
            {glyphColumns(liveHost, draftHost).map((column, index) => (
              <span
                key={`${index}:${column.live.join('')}`}
                className={column.changed ? 'column double' : 'column'}
              >
                <i className={column.changed ? 'old' : ''}>{column.live}</i>
                <i className={column.changed ? 'new' : ''}>
                  {column.proposed.map((glyph) => (
                    <b key={glyph}>{glyph}</b>
                  ))}
                </i>
              </span>
            ))}
          </span>
        </div>
        <div className="sign">
          <span className="sign-label">Signed</span>
          <svg width="100%" height="44" viewBox="0 0 480 44" fill="none" aria-hidden="true">
            <path d="M0 43.5h480" stroke="var(--border-strong)" />
            <path
              d="M8 22l11 11L42 6"
              stroke="var(--fg)"
              strokeWidth="2.25"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
          <p>Agents draft. A person countersigns.</p>
        </div>
      </div>
    </div>
  );
}
