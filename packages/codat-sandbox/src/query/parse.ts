// Parser of Codat's query language: text to tree, or the documented 400.

export const OPERATORS = ['!=', '>=', '<=', '=', '~', '>', '<'] as const;
export type Operator = (typeof OPERATORS)[number];

export type Query =
  | { kind: 'and' | 'or'; left: Query; right: Query }
  | { kind: 'test'; property: string; operator: Operator; value: string };

export class MalformedQuery extends Error {}

/** Codat accepts queries shorter than this. */
const LIMIT = 2048;
const PROPERTY = /[A-Za-z0-9_.-]/;

class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  skipBlanks(): void {
    while (/\s/.test(this.text.charAt(this.at)) && this.at < this.text.length) this.at += 1;
  }

  atEnd(): boolean {
    this.skipBlanks();
    return this.at >= this.text.length;
  }

  /** Consumes the token if it comes next. */
  take(word: string): boolean {
    this.skipBlanks();
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  property(): string {
    this.skipBlanks();
    const from = this.at;
    while (PROPERTY.test(this.text.charAt(this.at))) this.at += 1;
    if (from === this.at) throw new MalformedQuery();
    return this.text.slice(from, this.at);
  }

  operator(): Operator {
    const found = OPERATORS.find((operator) => this.take(operator));
    if (!found) throw new MalformedQuery();
    return found;
  }

  /** Everything up to the next `&&`, `||` or closing brace: names may hold blanks and a single `&`. */
  value(): string {
    const rest = this.text.slice(this.at);
    const stop = rest.search(/&&|\|\||[{}]/);
    const value = (stop < 0 ? rest : rest.slice(0, stop)).trim();
    // A comparison needs a value, and `==` is not an operator.
    if (value === '' || /^[=<>~]/.test(value)) throw new MalformedQuery();
    this.at += stop < 0 ? rest.length : stop;
    return value;
  }
}

function parseOr(reader: Reader): Query {
  let left = parseAnd(reader);
  while (reader.take('||')) left = { kind: 'or', left, right: parseAnd(reader) };
  return left;
}

function parseAnd(reader: Reader): Query {
  let left = parseTest(reader);
  while (reader.take('&&')) left = { kind: 'and', left, right: parseTest(reader) };
  return left;
}

function parseTest(reader: Reader): Query {
  if (reader.take('{')) {
    const inner = parseOr(reader);
    if (!reader.take('}')) throw new MalformedQuery();
    return inner;
  }
  return { kind: 'test', property: reader.property(), operator: reader.operator(), value: reader.value() };
}

export function parseQuery(text: string): Query {
  if (text.length >= LIMIT) throw new MalformedQuery();
  const reader = new Reader(text);
  const query = parseOr(reader);
  if (!reader.atEnd()) throw new MalformedQuery();
  return query;
}
