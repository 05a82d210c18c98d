// Cancellable stream over a request's body: cancelling the original would close the connection before the answer.
import { Readable } from 'node:stream';

export function bodyStream({ body }: Request): Readable {
  if (body === null) return Readable.from([]);
  const reader = body.getReader();
  return new Readable({
    read() {
      reader.read().then(
        ({ done, value }) => this.push(done ? null : value),
        (error: Error) => this.destroy(error),
      );
    },
    destroy(error, done) {
      // The rest is drained before the answer ends (`endAfterBody`).
      reader.releaseLock();
      done(error);
    },
  });
}
