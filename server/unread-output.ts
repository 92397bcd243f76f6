/**
 * Lets this process outlive whoever reads its output. Without a listener a write to nobody is an uncaught fault, and what
 * reports that fault writes again, without end. Any other fault of the stream is thrown.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EPIPE') throw fault;
    });
  }
}
