// Owns putting Codat's window into its place and taking it out again: shown in time, or not at all.
import type { LinkProps } from '@/lib/codat/link-sdk-types';
import { loadLink } from './load-link';

/** After so long without a window people think that nothing works (milliseconds). */
const PATIENCE_MS = 5000;

interface Mounting {
  moduleUrl: string;
  place: HTMLElement;
  /** Read once, by the window too. */
  props: LinkProps;
  onShown: () => void;
  /** Blocked, broken or too slow: it will not come any more. */
  onMissing: () => void;
}

/** @returns takes the window away; it has no other end */
export function mountLink({ moduleUrl, place, props, onShown, onMissing }: Mounting): () => void {
  // A box of its own for each mount: React mounts twice in development, and the first must leave nothing behind.
  const box = document.createElement('div');
  box.className = 'h-full';
  let isOver = false;
  let patience: number | undefined;
  const observer = new MutationObserver(() => look());

  function end(): void {
    isOver = true;
    window.clearTimeout(patience);
    observer.disconnect();
    box.remove();
  }
  function giveUp(): void {
    if (isOver) return;
    end();
    onMissing();
  }
  function look(): void {
    if (isOver || box.childElementCount === 0) return;
    window.clearTimeout(patience);
    observer.disconnect();
    onShown();
  }

  patience = window.setTimeout(giveUp, PATIENCE_MS);
  loadLink(moduleUrl)
    .then((CodatLink) => {
      // Too late, or gone: a window that appears where somebody reads something else by now would only startle.
      if (isOver) return;
      place.append(box);
      observer.observe(box, { childList: true });
      new CodatLink({ target: box, props });
      look();
    })
    .catch(giveUp);
  return end;
}
