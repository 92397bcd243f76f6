type Props = {
  phase: 'idle' | 'busy' | 'lost';
  /** It was checked, and nothing stands in its way. */
  sound: boolean;
};

/** Check comes first: it is what Enter presses. */
export function ProposeButtons({ phase, sound }: Props) {
  const busy = phase === 'busy';
  return (
    <div className="propose-buttons">
      <button type="submit" className="btn lg" name="intent" value="check" disabled={busy}>
        Check
      </button>
      <button type="submit" className="btn lg apply" name="intent" value="propose" disabled={busy}>
        {busy ? 'Sending…' : 'Propose'}
      </button>
      <output className="muted">
        {phase === 'idle' && sound ? 'Nothing is wrong. Nothing was proposed yet.' : null}
        {phase === 'lost' ? (
          <span className="text-danger">
            The server did not answer. Press again: it will not be made twice.
          </span>
        ) : null}
      </output>
    </div>
  );
}
