type Tick = { value: string; label: string; note?: string; disabled?: boolean; ticked?: boolean };

type Props = { name: string; legend: string; hint: string; problem: string | null; ticks: readonly Tick[] };

/** Things to allow; a new key begins with none of them. */
export function TickList({ name, legend, hint, problem, ticks }: Props) {
  return (
    <fieldset className="ticks">
      <legend className="label">{legend}</legend>
      <p className={problem === null ? 'hint' : 'hint bad'}>{problem ?? hint}</p>
      <div className="tick-grid">
        {ticks.map(({ value, label, note, disabled = false, ticked = false }) => (
          <label key={value} className="tick">
            <input
              type="checkbox"
              className="check"
              name={name}
              value={value}
              disabled={disabled}
              aria-invalid={(problem !== null && !disabled) || undefined}
              defaultChecked={ticked && !disabled}
            />
            <span>
              {label} <span className="muted mono tick-name">{value}</span>
              {note === undefined ? null : <span className="muted text-13"> {note}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
