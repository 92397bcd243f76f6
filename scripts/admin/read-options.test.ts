import { expect, it } from 'vitest';
import { serviceCommands } from './service-commands';

const issue = (...more: string[]) =>
  serviceCommands['issue-service']?.prepare(['--tenant', 'acme', '--name', 'control', ...more]);

it.each(['400', '0', '1.5', 'soon'])('--days %s is refused with the bounds', (days) => {
  expect(() => issue('--days', days)).toThrow('--days is a whole number from 1 to 366.');
});

it('names an option that is missing, and takes what is right', () => {
  expect(() => serviceCommands['issue-service']?.prepare(['--tenant', 'acme'])).toThrow('--name is missing');
  expect(issue('--days', '366')).toBeTypeOf('function');
});
