import { describe, expect, it } from 'vitest';
import { mayDecideWords } from './may-decide';

const ana = { name: 'Ana', role: 'reviewer' } as const;
const ben = { name: 'Ben', role: 'admin' } as const;

describe('mayDecideWords', () => {
  it.each([
    [{ people: [ana], more: 0, authorAlone: false }, 'Ana (reviewer) may decide it.'],
    [{ people: [ana, ben], more: 0, authorAlone: false }, 'Ana (reviewer) or Ben (admin) may decide it.'],
    [
      { people: [ana, ben], more: 3, authorAlone: false },
      'Ana (reviewer), Ben (admin) or 3 more may decide it.',
    ],
  ])('names them', (who, words) => {
    expect(mayDecideWords(who)).toBe(words);
  });

  it('says when only the author may, and when nobody may and what to do then', () => {
    expect(mayDecideWords({ people: [], more: 0, authorAlone: true })).toMatch(/^Only its author may decide/);
    expect(mayDecideWords({ people: [], more: 0, authorAlone: false })).toMatch(/^Nobody may decide.*Ask/);
  });

  it('shows what a name hides', () => {
    const words = mayDecideWords({
      people: [{ name: 'A\u202Ena', role: 'admin' }],
      more: 0,
      authorAlone: false,
    });
    expect(words).toContain('⟨U+202E⟩');
  });
});
