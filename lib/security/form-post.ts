// Mark of a form on its way: whether it reached an action of ours, or what was sent could not be read as one.
import { AsyncLocalStorage } from 'node:async_hooks';

interface FormPost {
  isTaken: boolean;
}

/** One for the process: the gate stands outside of the bundles that hold the actions. */
const holder = globalThis as typeof globalThis & { accordFormPost?: AsyncLocalStorage<FormPost> };

function storage(): AsyncLocalStorage<FormPost> {
  holder.accordFormPost ??= new AsyncLocalStorage();
  return holder.accordFormPost;
}

/** @returns tells, once what was run has answered, whether an action took what was sent */
export function followForm(run: () => void): { isTaken(): boolean } {
  const post: FormPost = { isTaken: false };
  storage().run(post, run);
  return { isTaken: () => post.isTaken };
}

/** @param form as an action was given it @throws TypeError for what no form of ours sends */
export function takeForm(form: unknown): asserts form is FormData {
  if (!(form instanceof FormData)) throw new TypeError('what was sent is no form');
  const post = storage().getStore();
  if (post !== undefined) post.isTaken = true;
}
