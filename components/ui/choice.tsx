import { useId } from 'react';

type Props<T extends string> = {
  legend: string;
  of: readonly T[];
  names: Readonly<Record<T, string>>;
  chosen: T | null;
  onChoose: (one: T) => void;
  hint?: string;
};

/** One of a few, all of them in sight. */
export function Choice<T extends string>({ legend, of, names, chosen, onChoose, hint }: Props<T>) {
  const group = useId();
  return (
    <fieldset>
      <legend className="label">{legend}</legend>
      <div className="reasons">
        {of.map((one) => (
          <label key={one} className="reason">
            <input
              type="radio"
              className="sr-only"
              name={group}
              value={one}
              checked={chosen === one}
              onChange={() => onChoose(one)}
            />
            {names[one]}
          </label>
        ))}
      </div>
      {hint === undefined ? null : <p className="hint">{hint}</p>}
    </fieldset>
  );
}
