import { type GlyphColumn, glyphColumns, spelledDifference } from './glyph-columns';

function Cell({ glyphs, mark }: { glyphs: readonly string[]; mark: string }) {
  return (
    <span className={`glyph ${glyphs.length > 0 ? mark : ''}`}>
      {glyphs.length === 1
        ? glyphs[0]
        : glyphs.map((glyph, index) => <i key={`${glyph}${index === 0}`}>{glyph}</i>)}
    </span>
  );
}

function Column({ column }: { column: GlyphColumn }) {
  const wide = column.live.length + column.proposed.length > 2;
  return (
    <span className={wide ? 'column double' : 'column'}>
      <Cell glyphs={column.live} mark={column.changed ? 'old' : ''} />
      <Cell glyphs={column.proposed} mark={column.changed ? 'new' : ''} />
    </span>
  );
}

/** Two values, one cell per code point, so that `m` and `rn` cannot be taken for each other. */
export function GlyphComparison({ live, proposed }: { live: string; proposed: string }) {
  const columns = glyphColumns(live, proposed);
  const spelled = spelledDifference(columns);
  return (
    <figure className="glyphs">
      <figcaption className="sr-only">
        {live} and {proposed} differ: {spelled}
      </figcaption>
      <span className="sides" aria-hidden="true">
        <span>Live</span>
        <span>Proposed</span>
      </span>
      <span className="columns" aria-hidden="true">
        {columns.map((column, index) => (
          <Column key={`${index}:${column.live.join('')}`} column={column} />
        ))}
      </span>
      <span className="code-points" aria-hidden="true">
        {spelled}
      </span>
    </figure>
  );
}
