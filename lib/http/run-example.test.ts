import { describe, expect, it } from 'vitest';
import { plain } from '@/lib/domain/runs/markdown';
import { packetMarkdown } from '@/lib/domain/runs/packet-markdown';
import { packetExample } from './run-example';

const hostile = [
  '![x](https://evil.example/p.png)',
  '[here](javascript:alert(1))',
  '<img src=x onerror=alert(1)>',
  '# Approved by Ada',
  '| yes | yes |',
  '`code` **bold** ~~gone~~',
  'www.evil.example',
  'https://evil.example',
  'ada@evil.example',
  '&lt;b&gt;',
  'a\n\n## Approvals\n\n- Ada',
  '\u202eevil',
];

describe('a text of an agent in Markdown', () => {
  it.each(hostile)('%j holds no mark that Markdown or its dialects read', (text) => {
    const written = plain(text);
    expect(written.replace(/&#\d+;/g, '')).toMatch(/^[\p{L}\p{N} ⟨⟩%;,?]*$/u);
    expect(written).not.toMatch(/[\n\u202e]/);
  });

  it('reads as what was written', () => {
    const shown = plain('a_b (c) 1.2').replace(/&#(\d+);/g, (_, code: string) =>
      String.fromCharCode(Number(code)),
    );
    expect(shown).toBe('a_b (c) 1.2');
  });
});

const headings = (markdown: string) => markdown.split('\n').filter((line) => line.startsWith('#')).length;

it('a packet adds no heading, row, link or tag for what its agent wrote', () => {
  const text = hostile.join(' ');
  const evil = packetMarkdown({
    ...packetExample,
    run_id: text,
    task: { refs: hostile, reasons: hostile },
    commands_run: { agent_reported: true, declared: true, items: hostile },
    tool_calls: packetExample.tool_calls.map((call) => ({ ...call, tool: text, reason: text })),
  });
  const good = packetMarkdown(packetExample);
  expect(headings(evil)).toBe(headings(good));
  expect(evil.split('\n').filter((line) => line.startsWith('| ')).length).toBe(
    good.split('\n').filter((line) => line.startsWith('| ')).length,
  );
  expect(evil).not.toMatch(/<|\]\(|https:|www\.|\u202e/);
});
