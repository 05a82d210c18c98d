// Owns what the mail server was given: the newest letters, in memory, gone with the process.
import { guidFrom, randomHex } from '../random/ids';

const MOST = 500;
/** Bytes of everything kept. */
const MOST_BYTES = 100 * 1024 * 1024;

export interface Attachment {
  name: string;
  contentType: string;
  content: Buffer;
}

export interface NewLetter {
  messageId: string;
  from: string;
  /** Whom the server was told to give it to, whatever the letter itself says; lower case. */
  to: string[];
  subject: string;
  /** When it says it was written, milliseconds. */
  writtenAt: number;
  text: string;
  html: string | null;
  attachments: Attachment[];
  /** Of the whole message as it came. */
  bytes: number;
}

export interface Letter extends NewLetter {
  id: string;
  receivedAt: number;
}

export interface Inbox {
  take(letter: NewLetter): Letter;
  /** Newest first; to one address, or all. */
  list(to?: string): Letter[];
  find(id: string): Letter | undefined;
  clear(): void;
}

export function createInbox(now: () => number = Date.now): Inbox {
  let letters: Letter[] = [];
  return {
    take(letter) {
      const kept: Letter = { ...letter, id: guidFrom(randomHex()), receivedAt: now() };
      letters.unshift(kept);
      let bytes = 0;
      letters = letters.filter((one, index) => {
        bytes += one.bytes;
        return index === 0 || (index < MOST && bytes <= MOST_BYTES);
      });
      return kept;
    },
    list: (to) => letters.filter((letter) => to === undefined || letter.to.includes(to.trim().toLowerCase())),
    find: (id) => letters.find((letter) => letter.id === id.toLowerCase()),
    clear() {
      letters = [];
    },
  };
}
