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

/** Visitors are sent to sign in; for all other people who are not staff, the page does not exist. */
export async function requireStaff(path: string): Promise<Person> {
  const viewer = await requireViewer(path);
  if (viewer.kind !== 'staff') notFound();
  return viewer.person;
}

/** Whether a person may carry out a customer's request by telephone or letter. All staff may. */
export function mayActOnRequest(viewer: Viewer): boolean {
  return viewer.kind === 'staff';
}

/** The same as `requireStaff`, for pages and actions that change something. */
export async function requireActingStaff(path: string): Promise<Person> {
  const viewer = await requireViewer(path);
  if (viewer.kind !== 'staff' || !mayActOnRequest(viewer)) notFound();
  return viewer.person;
}

/** @param page the address of the person's page, as stored in a consent record */
export async function getActingStaffCtx(person: Person, page: string): Promise<ActingStaffCtx> {
  const { db, now, request } = await getTools(page);
  return {
    ...getStaffCtx(person),
    db,
    now,
    // The network and browser of staff are no part of a customer's record.
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
