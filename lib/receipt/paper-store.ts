// Cache and queue of receipt PDFs: each is rendered once, one at a time, in fair turns between businesses.
import { createTurns } from '../security/turns';

/** Bytes. A PDF has some tens of thousands. */
const MOST_BYTES = 16 * 1024 * 1024;

export interface PaperStore {
  /**
   * @param key identifies an unchanging PDF, such as that of a signed receipt at one address
   * @param asker the party in whose turn it is rendered, such as a business
   */
  get(key: string, asker: string, render: () => Promise<Uint8Array>): Promise<Uint8Array>;
}

export function createPaperStore(mostBytes = MOST_BYTES): PaperStore {
  /** In order of last use. */
  const kept = new Map<string, Uint8Array>();
  const onTheWay = new Map<string, Promise<Uint8Array>>();
  let bytes = 0;
  const inTurn = createTurns();

  function keep(key: string, paper: Uint8Array): void {
    kept.set(key, paper);
    bytes += paper.byteLength;
    for (const [oldest, { byteLength }] of kept) {
      if (bytes <= mostBytes) return;
      kept.delete(oldest);
      bytes -= byteLength;
    }
  }

  async function renderInTurn(
    key: string,
    asker: string,
    render: () => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    try {
      const paper = await inTurn(asker, render);
      keep(key, paper);
      return paper;
    } finally {
      onTheWay.delete(key);
    }
  }

  return {
    get(key, asker, render) {
      const paper = kept.get(key);
      if (paper !== undefined) {
        kept.delete(key);
        kept.set(key, paper);
        return Promise.resolve(paper);
      }
      const known = onTheWay.get(key);
      if (known !== undefined) return known;
      const rendering = renderInTurn(key, asker, render);
      onTheWay.set(key, rendering);
      return rendering;
    },
  };
}
