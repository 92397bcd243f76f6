/** The heads of the columns of a list: the name that its cells and the style sheet know, and its words. */
export function ColumnHeads({ columns }: { columns: readonly (readonly [name: string, words: string])[] }) {
  return columns.map(([name, words]) => (
    <th key={name} data-col={name} scope="col">
      {words}
    </th>
  ));
}
