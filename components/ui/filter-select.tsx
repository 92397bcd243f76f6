type Props<Name extends string> = {
  /** Of the field: how the address has it. */
  name: string;
  label: string;
  /** What is said where nothing is chosen. */
  every: string;
  options: readonly Name[];
  words: Readonly<Record<Name, string>>;
  chosen: Name | null;
};

/** One choice of a filter that is a plain form. */
export function FilterSelect<Name extends string>({
  name,
  label,
  every,
  options,
  words,
  chosen,
}: Props<Name>) {
  return (
    <>
      <label className="sr-only" htmlFor={name}>
        {label}
      </label>
      <select
        id={name}
        name={name}
        className={chosen === null ? 'select' : 'select on'}
        defaultValue={chosen ?? ''}
      >
        <option value="">{every}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {words[option]}
          </option>
        ))}
      </select>
    </>
  );
}
