import { useId } from 'react';

type Props = {
  label: string;
  name: string;
  choices: readonly { value: string; label: string }[];
};

/** One choice of a list. */
export function ChoiceField({ label, name, choices }: Props) {
  const id = useId();
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <select id={id} name={name} className="input">
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
