// Read model of the business switcher: each business of a person, with the number of open questions.
import type { Db } from '@/db/client';
import { listCompaniesOf } from '@/db/queries/companies';
import { getHome } from './get-home';
import { whatWaits } from './what-waits';

export interface OwnBusiness {
  id: string;
  name: string;
  /** The open questions on its home page, and news that was not dismissed. */
  waiting: number;
}

/** Far more than one person acts for; a longer list would need a search. */
const AT_MOST = 200;
/** Businesses read in parallel: the pool serves other people too. */
const AT_ONCE = 4;

export async function listOwnBusinesses(db: Db, userId: string, now: Date): Promise<OwnBusiness[]> {
  const rows = await listCompaniesOf(db, userId, AT_MOST);
  const found: OwnBusiness[] = [];
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE).map(async ({ id, name }) => ({
      id,
      name,
      waiting: await countWaiting({ db, companyId: id, now }),
    }));
    found.push(...(await Promise.all(some)));
  }
  return found;
}

async function countWaiting(ctx: { db: Db; companyId: string; now: Date }): Promise<number> {
  const home = await getHome(ctx);
  const { waiting, endings } = whatWaits(home);
  return waiting.length + endings.length + home.news.length;
}
