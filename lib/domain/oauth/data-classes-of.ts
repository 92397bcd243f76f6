import type { Scope } from '../keys/scope';
import { type DataClass, dataClasses } from '../policy/data-class';
import { toolClasses } from '../policy/tool-classes';

/** What the tools that these scopes open read, and nothing else. */
export function dataClassesOf(scopes: readonly Scope[]): DataClass[] {
  const opened = Object.values(toolClasses).filter(({ scope }) => scopes.includes(scope));
  return dataClasses.filter((known) => opened.some(({ dataClass }) => dataClass === known));
}
