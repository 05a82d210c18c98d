// Guard of the pages for people who work for the client: they see every business, and act for one only on its request.
import 'server-only';
import { notFound } from 'next/navigation';
import { getDatabase } from '@/db/client';
import { recordStaffView } from '@/db/queries/staff-views';
import { clock } from '../runtime/clock';
import { log } from '../runtime/log';
import type { ActingStaffCtx, StaffCtx } from '../staff/context';
import { getTools } from './context';
import { type Person, requireViewer, type Viewer } from './viewer';

/** Strangers go to sign in; for everybody else who is not staff there is no such page. */
export async function requireStaff(path: string): Promise<Person> {
  const viewer = await requireViewer(path);
  if (viewer.kind !== 'staff') notFound();
  return viewer.person;
}

/** Whether a person may do what a customer asked for by telephone or letter. All staff may. */
export function mayActOnRequest(viewer: Viewer): boolean {
  return viewer.kind === 'staff';
}

/** The same as `requireStaff`, for what changes something. */
export async function requireActingStaff(path: string): Promise<Person> {
  const viewer = await requireViewer(path);
  if (viewer.kind !== 'staff' || !mayActOnRequest(viewer)) notFound();
  return viewer.person;
}

/** @param page the address the person is on, as a consent record keeps it */
export async function getActingStaffCtx(person: Person, page: string): Promise<ActingStaffCtx> {
  const { db, now, request } = await getTools(page);
  return {
    ...getStaffCtx(person),
    db,
    now,
    // Where staff sit, and with which browser, is no part of a customer's record.
    request: { ...request, ipTruncated: null, userAgent: null },
    staff: { userId: person.userId, name: person.name, identified: person.identified },
  };
}

export function getStaffCtx({ userId }: Person): StaffCtx {
  const { db } = getDatabase();
  return {
    db,
    now: clock.now(),
    async auditView(companyId, what) {
      log().info({ event: 'staff.view', staff: userId, company: companyId, what });
      await recordStaffView(db, { companyId, staffId: userId, what });
    },
  };
}
