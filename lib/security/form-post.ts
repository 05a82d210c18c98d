// Form tracking: whether a post reached an action, or its body could not be read as a form.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';

interface FormPost {
  isTaken: boolean;
}

/** One for the process: the gate stands outside of the bundles that hold the actions. */
const holder = globalThis as typeof globalThis & { accordFormPost?: AsyncLocalStorage<FormPost> };

function storage(): AsyncLocalStorage<FormPost> {
  holder.accordFormPost ??= new AsyncLocalStorage();
  return holder.accordFormPost;
}

/**
 * What no action could read is the fault of who sent it, and Next calls it ours. Its status is told apart where Next sets
 * it: nothing of how the answer is written is touched, since whoever compresses it holds on to that.
 * @param run gives the form to Next
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

/** @param form as an action was given it @throws TypeError for what no form of ours sends */
export function takeForm(form: unknown): asserts form is FormData {
  if (!(form instanceof FormData)) throw new TypeError('what was sent is no form');
  const post = storage().getStore();
  if (post !== undefined) post.isTaken = true;
}
