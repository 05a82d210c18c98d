// Parser of ICU messages: names and kinds of their arguments and tags.

/** Reads the text from `at` to the end of its branch and adds what it finds. @returns where the branch ends */
function readBranch(text: string, at: number, found: Set<string>): number {
  let i = at;
  while (i < text.length && text[i] !== '}') {
    if (text[i] === "'" && /[{}<]/.test(text[i + 1] ?? '')) {
      const close = text.indexOf("'", i + 1);
      i = close === -1 ? text.length : close + 1;
    } else if (text[i] === '<') {
      const tag = /^<\/?(\w+)\/?>/.exec(text.slice(i));
      if (tag?.[1] !== undefined) found.add(`<${tag[1]}>`);
      i += tag?.[0].length ?? 1;
    } else if (text[i] === '{') {
      i = readArgument(text, i + 1, found);
    } else {
      i += 1;
    }
  }
  return i;
}

function readArgument(text: string, at: number, found: Set<string>): number {
  const head = /^\s*(\w+)\s*(?:,\s*(\w+)\s*)?/.exec(text.slice(at));
  if (head === null) throw new Error(`unreadable argument in ${JSON.stringify(text)}`);
  found.add(head[2] === undefined ? `${head[1]}` : `${head[1]}, ${head[2]}`);
  let i = at + head[0].length;
  // Branches of plural and select: a word, then braces around a message.
  while (i < text.length && text[i] !== '}') {
    if (text[i] === '{') i = readBranch(text, i + 1, found) + 1;
    else i += 1;
  }
  if (i >= text.length) throw new Error(`a brace is not closed in ${JSON.stringify(text)}`);
  return i + 1;
}

export function argumentsOf(message: string): string[] {
  const found = new Set<string>();
  const end = readBranch(message, 0, found);
  if (end !== message.length) throw new Error(`a brace too many in ${JSON.stringify(message)}`);
  return [...found].sort();
}

/** Map of `a.b.c` to the message there. */
export function flatten(messages: unknown, prefix = ''): Map<string, string> {
  if (typeof messages === 'string') return new Map([[prefix, messages]]);
  if (typeof messages !== 'object' || messages === null) throw new Error(`${prefix} is no text`);
  return new Map(
    Object.entries(messages).flatMap(([key, value]) => [
      ...flatten(value, prefix === '' ? key : `${prefix}.${key}`),
    ]),
  );
}

/** Differences between two languages. */
export function compareMessages(a: unknown, b: unknown): string[] {
  const [left, right] = [flatten(a), flatten(b)];
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].flatMap((key) => {
    const [one, other] = [left.get(key), right.get(key)];
    if (one === undefined || other === undefined) return [`${key} is in one language only`];
    const [x, y] = [argumentsOf(one).join(' | '), argumentsOf(other).join(' | ')];
    return x === y
      ? []
      : [`${key} needs ${x || 'nothing'} in one language and ${y || 'nothing'} in the other`];
  });
}
