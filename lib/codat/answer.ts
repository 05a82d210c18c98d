// Tolerant reader: an answer of Codat is read field by field; an unreadable value costs that one field only.
import { cleanName } from '../domain/text/clean-name';
import { Upstream } from '../errors';
import { toDate } from './dates';

/** Called for each value that is left out, with its path, never with the value. */
export type HearOdd = (field: string) => void;

/** Characters. An access token is the longest text. */
const LONGEST = 16_000;
const GUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** One value of an answer, not yet read. Null is treated as absent: Codat's own pages use both. */
export class Answer {
  constructor(
    private readonly value: unknown,
    private readonly hearOdd: HearOdd,
    private readonly path = '',
  ) {}

  /** A field of this object; absent if this is no object. */
  at(key: string): Answer {
    const path = this.path === '' ? key : `${this.path}.${key}`;
    return new Answer(
      isMap(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined,
      this.hearOdd,
      path,
    );
  }

  get isMap(): boolean {
    return isMap(this.value);
  }

  /** This value, which Codat documents as always present. */
  must(): Answer {
    if (this.isAbsent) this.hearOdd(this.path);
    return this;
  }

  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** The entries of an optional list; none if it is no list. */
  list(): Answer[] {
    if (Array.isArray(this.value)) {
      return this.value.map((entry) => new Answer(entry, this.hearOdd, `${this.path}[]`));
    }
    return this.leaveOut([]);
  }

  /** The entries of a map with their keys. The logged path has no key: a platform may put any text there. */
  entries(): [key: string, value: Answer][] {
    if (isMap(this.value)) {
      return Object.entries(this.value).map(([key, value]) => [
        key,
        new Answer(value, this.hearOdd, `${this.path}.*`),
      ]);
    }
    return this.leaveOut([]);
  }

  /** Text for machines: an address, a key, a word of Codat's. */
  text(): string | null {
    const { value } = this;
    if (typeof value !== 'string' || value.length > LONGEST || /\p{Cc}/u.test(value))
      return this.leaveOut(null);
    return value === '' ? null : value;
  }

  /** Text for people, as one clean line. */
  name(): string | null {
    return typeof this.value === 'string' ? cleanName(this.value) : this.leaveOut(null);
  }

  /** The id of an entry: its absence is reported as well. */
  guid(): string | null {
    if (typeof this.value === 'string' && GUID.test(this.value)) return this.value.toLowerCase();
    this.must();
    return this.leaveOut(null);
  }

  /** A value of a map that may hold anything: text, or a number as text. */
  fact(): string | null {
    if (typeof this.value === 'string') return this.value;
    return typeof this.value === 'number' ? String(this.value) : null;
  }

  /** One of Codat's known words; `other` for an unknown one. */
  oneOf<T extends string>(known: readonly T[]): T | 'other' | null {
    if (this.isAbsent) return null;
    const word = known.find((each) => each === this.value);
    return word ?? this.leaveOut('other');
  }

  flag(): boolean | null {
    return typeof this.value === 'boolean' ? this.value : this.leaveOut(null);
  }

  count(): number | null {
    return typeof this.value === 'number' && Number.isFinite(this.value) ? this.value : this.leaveOut(null);
  }

  date(): Date | null {
    const date = typeof this.value === 'string' ? toDate(this.value) : null;
    return date ?? this.leaveOut(null);
  }

  /** This value, if the whole answer must be an object. @throws Upstream `garbage` */
  whole(): Answer {
    return isMap(this.value) ? this : this.refuse();
  }

  /**
   * The entries of one page of a list. Empty only if Codat says so: an unreadable list is not an empty one.
   * @throws Upstream `garbage`
   */
  results(): Answer[] {
    const results = this.whole().at('results');
    if (Array.isArray(results.value)) return results.list();
    if (results.isAbsent && this.at('totalResults').value === 0) return [];
    return results.refuse();
  }

  /** The entries, if the whole answer must be a list. @throws Upstream `garbage` */
  wholeList(): Answer[] {
    return Array.isArray(this.value) ? this.list() : this.refuse();
  }

  private refuse(): never {
    this.hearOdd(this.path);
    throw new Upstream('garbage', { answered: true });
  }

  private leaveOut<T>(instead: T): T {
    if (!this.isAbsent) this.hearOdd(this.path);
    return instead;
  }
}

/** A value that an answer must have. @throws Upstream `garbage` */
export function needed<T>(value: T | null): T {
  if (value === null) throw new Upstream('garbage', { answered: true });
  return value;
}

/** The texts in a list; other values are left out. */
export function textsIn(list: Answer): string[] {
  return list.list().flatMap((entry) => entry.text() ?? []);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
