// Inbox of the mail server: the newest messages, in memory, empty after a restart.
import { guidFrom, randomHex } from '../random/ids';

const MOST = 500;
/** Limit of all messages together, bytes. */
const MOST_BYTES = 100 * 1024 * 1024;

export interface Attachment {
  name: string;
  contentType: string;
  content: Buffer;
}

export interface NewLetter {
  messageId: string;
  from: string;
  /** Recipients of the envelope, whatever the headers say; lower case. */
  to: string[];
  subject: string;
  /** Date header, milliseconds. */
  writtenAt: number;
  text: string;
  html: string | null;
  attachments: Attachment[];
  /** Size of the raw message. */
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
