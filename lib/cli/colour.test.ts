import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { paintOf, wantsColour } from './colour';
import { pagerOf } from './pager';
import type { Terminal } from './terminal';

const terminalOf = (env: Record<string, string>, isTTY: boolean): Terminal => ({
  env,
  home: '/nowhere',
  host: 'host',
  stdin: new PassThrough(),
  stdout: Object.assign(new PassThrough(), { isTTY, columns: 80 }),
  stderr: Object.assign(new PassThrough(), { isTTY }),
  now: () => new Date(0),
  sleep: () => Promise.resolve(),
  onInterrupt: () => () => {},
});

describe('colour', () => {
  it.each([
    [{}, true, undefined, true],
    [{}, false, undefined, false],
    [{ NO_COLOR: '1' }, true, undefined, false],
    [{ NO_COLOR: '' }, true, undefined, true],
    [{ FORCE_COLOR: '1' }, false, undefined, true],
    [{ FORCE_COLOR: '0' }, true, undefined, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, undefined, false],
    [{ TERM: 'dumb' }, true, undefined, false],
    [{ FORCE_COLOR: '1' }, true, false, false],
  ])('%j, terminal %s, flag %s: %s', (env: Record<string, string>, isTTY, flag, wanted) => {
    expect(wantsColour(terminalOf(env, isTTY), flag)).toBe(wanted);
  });

  it('adds nothing where it is not wanted', () => {
    expect(paintOf(false).warn('text')).toBe('text');
    expect(paintOf(true).warn('text')).not.toBe('text');
  });
});

describe('pager', () => {
  it.each([
    [{}, true, 'less -FRX'],
    [{ PAGER: 'more' }, true, 'more'],
    [{ PAGER: 'more', DRAFT_PAGER: 'most' }, true, 'most'],
    [{ DRAFT_PAGER: '' }, true, null],
    [{ PAGER: 'cat' }, true, null],
    [{ TERM: 'dumb' }, true, null],
    [{ PAGER: 'more' }, false, null],
  ])('%j, terminal %s: %s', (env: Record<string, string>, isTTY, command) => {
    expect(pagerOf(terminalOf(env, isTTY))).toBe(command);
  });
});
