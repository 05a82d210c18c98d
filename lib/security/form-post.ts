// Form tracking: whether a post reached an action, or its body could not be read as a form.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';

interface FormPost {
  isTaken: boolean;
}

/** One for the process: the gate is outside of the bundles with the actions. */
const holder = globalThis as typeof globalThis & { accordFormPost?: AsyncLocalStorage<FormPost> };

function storage(): AsyncLocalStorage<FormPost> {
  holder.accordFormPost ??= new AsyncLocalStorage();
  return holder.accordFormPost;
}

/**
 * A form that no action can read is the client's fault, but Next answers 500. The status changes where Next sets
 * it; writing the answer stays untouched, since compression depends on it.
 * @param run passes the form to Next
 */
export function followForm(response: ServerResponse, run: () => void): void {
  const post: FormPost = { isTaken: false };
  let status = response.statusCode;
  Object.defineProperty(response, 'statusCode', {
    configurable: true,
    enumerable: true,
    get: () => status,
    set: (next: number) => {
      status = next === 500 && !post.isTaken ? 400 : next;
    },
  });
  storage().run(post, run);
}

/** @param form as an action received it @throws TypeError for anything but form data */
export function takeForm(form: unknown): asserts form is FormData {
  if (!(form instanceof FormData)) throw new TypeError('what was sent is no form');
  const post = storage().getStore();
  if (post !== undefined) post.isTaken = true;
}
