// Owns the guard of the pages for people who work for the client: they see every business and act for none.
import 'server-only';
import { notFound } from 'next/navigation';
import { getDatabase } from '@/db/client';
import { clock } from '../clock';
import { log } from '../log';
import type { StaffCtx } from '../staff/context';
import { type Person, requireViewer } from './viewer';

/** Strangers go to sign in; for everybody else who is not staff there is no such page. */
export async function requireStaff(path: string): Promise<Person> {
  const viewer = await requireViewer(path);
  if (viewer.kind !== 'staff') notFound();
  return viewer.person;
}

export function getStaffCtx({ userId }: Person): StaffCtx {
  return {
    db: getDatabase().db,
    now: clock.now(),
    look: (company, what) => log().info({ event: 'staff.look', staff: userId, company, what }),
  };
}
