type Tick = { value: string; label: string; disabled?: boolean; ticked?: boolean };

type Props = { name: string; legend: string; hint: string; problem: string | null; ticks: readonly Tick[] };

/** Things to allow; a new key begins with none of them. */
export function TickList({ name, legend, hint, problem, ticks }: Props) {
  return (
    <fieldset className="ticks">
      <legend className="label">{legend}</legend>
      <p className={problem === null ? 'hint' : 'hint bad'}>{problem ?? hint}</p>
      <div className="tick-grid">
        {ticks.map(({ value, label, disabled = false, ticked = false }) => (
          <label key={value} className="tick">
            <input
              type="checkbox"
              className="check"
              name={name}
              value={value}
              disabled={disabled}
              defaultChecked={ticked && !disabled}
            />
            <span>
              {label} <span className="muted mono tick-name">{value}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
