// Loader of the facts behind an organisation check, for pages and letters alike.
import type { Db } from '@/db/client';
import type { OrganisationCheckRow } from '@/db/queries/organisation-checks';
import { findShare, findShareMaker } from '@/db/queries/shares';
import {
  type ColleagueFacts,
  type OrganisationQuestion,
  organisationQuestion,
} from '../domain/connection/organisation-question';

export async function loadQuestion(
  db: Db,
  asked: { check: OrganisationCheckRow; businessName: string },
): Promise<OrganisationQuestion> {
  const { check, businessName } = asked;
  const { about, nameBefore, nameAfter, idBefore, idAfter } = check;
  const colleague = await colleagueOf(db, check);
  return organisationQuestion({
    about,
    nameBefore,
    nameAfter,
    isOtherById: idBefore !== null && idAfter !== null && idBefore !== idAfter,
    businessName,
    trip: check.connectedBy === 'elsewhere' ? null : { colleague },
  });
}

async function colleagueOf(db: Db, check: OrganisationCheckRow): Promise<ColleagueFacts | null> {
  const share = check.shareId === null ? null : await findShare(db, check.companyId, check.shareId);
  if (share === null) return null;
  const maker = await findShareMaker(db, check.companyId, share.createdBy);
  return {
    linkOf: maker.name,
    needsApproval: share.needsApproval,
    isTakenBack: share.revokedAt !== null,
  };
}
