// Error mapping: a verb's NotFound becomes the 404 page.
import 'server-only';
import { notFound } from 'next/navigation';
import { NotFound } from '../errors';

/** The same page for a missing thing and for another business's. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
}
