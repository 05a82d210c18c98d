// Seeded random numbers: the same seed gives the same choices, cheaply enough for thousands of records.

/** FNV-1a with a final mix, so that seeds that differ by one letter give unrelated hashes. */
function hash(text: string, start: number): number {
  let value = start;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** The generator known as mulberry32; a class, because thousands are made for one answer. */
export class SeededRandom {
  constructor(private state: number) {}

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let value = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** A whole number; both ends can come up. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True in this share of cases. */
  hits(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.whole(0, list.length - 1)] ?? list[0];
  }
}

export function seededRandom(seed: string): SeededRandom {
  return new SeededRandom(hash(seed, 0x811c9dc5));
}

const hex = (value: number) => (value >>> 0).toString(16).padStart(8, '0');

/** A GUID for a record of a platform. */
export function recordId(seed: string): string {
  const [first, second] = [hash(seed, 0x811c9dc5), hash(seed, 0x9747b28c)];
  const mixed = Math.imul(first ^ 0x1b873593, 0xcc9e2d51) ^ second;
  const id = hex(first) + hex(second) + hex(mixed) + hex(Math.imul(mixed, 0x85ebca6b) ^ first);
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-a${id.slice(17, 20)}-${id.slice(20)}`;
}
