import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasHidden, visible } from './visible';
import { visibleJson } from './visible-json';

describe('visibleJson', () => {
  it('indents and sorts keys by code unit, numbers and all', () => {
    expect(visibleJson({ b: [1, 'x'], a: { 10: true, 9: null }, c: {}, d: [] })).toBe(
      '{\n  "a": {\n    "10": true,\n    "9": null\n  },\n  "b": [\n    1,\n    "x"\n  ],\n  "c": {},\n  "d": []\n}',
    );
  });

  it('never lets a value start a line or close its quotes', () => {
    const faked = visibleJson({ note: 'x",\n  "target_url": "https://good.example"\u2028\u202e' });
    expect(faked.split('\n')).toHaveLength(3);
    expect(faked).toContain('⟨U+2028⟩⟨U+202E⟩');
    expect(JSON.parse(faked)).toEqual({
      note: 'x",\n  "target_url": "https://good.example"⟨U+2028⟩⟨U+202E⟩',
    });
  });

  it('shows a key named __proto__ like any other', () => {
    expect(visibleJson(JSON.parse('{"__proto__":{"a":1}}'))).toContain('"__proto__"');
  });

  it('parses back to the value, made visible, and hides nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = visibleJson(value);
        const written = JSON.stringify(value);
        expect(hasHidden(text, { multiline: true })).toBe(false);
        expect(JSON.parse(text)).toEqual(JSON.parse(visible(written)));
      }),
    );
  });
});
