// Batching of letters with receipts: the first of a kind is sent at once, those of the next minutes together.
import type { MailKind } from './mail';

/** A held letter waits this long for others, and no longer. */
export const GATHER_MS = 5 * 60_000;

export interface PacedLetter {
  kind: string;
  createdAt: Date;
  /** When it is sent, if it waits for others; null when it went out at once. */
  heldUntil: Date | null;
}

/**
 * Each kind has its own pace, so that a letter about an end never waits behind one about a consent.
 * @param before letters of this pace to the same person about the same business
 * @returns null to send it at once
 */
export function heldUntil(kind: MailKind, before: readonly PacedLetter[], now: Date): Date | null {
  const since = now.getTime() - GATHER_MS;
  const isRepeated = before.some((letter) => letter.kind === kind && letter.createdAt.getTime() > since);
  if (!isRepeated) return null;
  const open = before.find((letter) => letter.heldUntil !== null && letter.heldUntil > now);
  return open?.heldUntil ?? new Date(now.getTime() + GATHER_MS);
}

export function isPaced(kind: MailKind): boolean {
  return kind.startsWith('receipt-');
}
