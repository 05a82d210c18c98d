// Owns what a caller may say about a company, and Codat's habit of dropping characters from names.
import { z } from 'zod';
import { notValid } from '../wire/errors';

const tags = z
  .record(z.string().min(1).max(27), z.string().max(100))
  .refine((value) => Object.keys(value).length <= 10, { message: 'A company has at most 10 tags.' });

export const companyBody = z.object({
  name: z.string(),
  // An older SDK sends null for what it leaves out.
  description: z.string().nullish(),
  tags: tags.nullish(),
});

export const companyUpdate = companyBody.partial().extend({ name: z.string().nullish() });

const FORBIDDEN = /[^A-Za-z0-9\s\-',&@.,?!]/g;

/** What is left of a name: forbidden characters go without a word, an empty rest is refused. */
export function storedName(name: string): string {
  const kept = name.replace(FORBIDDEN, '');
  if (kept.trim() === '')
    throw notValid('Name', 'Name must hold at least one allowed character.', 'NotEmptyValidator');
  return kept;
}
