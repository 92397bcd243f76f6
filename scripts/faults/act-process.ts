import { z } from 'zod';
import { type Asked, carryOut } from './act';

/** A process to kill: does what it is told by its parent, all at once, and tells what it was told. */
const askedSchema = z.array(z.custom<Asked>());
process.on('message', (message) => {
  void Promise.all(askedSchema.parse(message).map(carryOut)).then((told) => process.send?.(told));
});
process.send?.('ready');
