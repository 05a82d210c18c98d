// Read model of home, read in one statement. No call to Codat.
import { logosPart } from '@/db/queries/codat-cache';
import { openNotificationsPart } from '@/db/queries/notifications';
import type { Ctx } from '../context';
import { factsGatherer } from '../facts/business-facts';
import { type HomeView, homeView } from './home-view';
import { NEWS_KINDS } from './news';

const readHome = factsGatherer('home', { news: openNotificationsPart(NEWS_KINDS), logos: logosPart });

export async function getHome({
  db,
  companyId,
  now,
}: Pick<Ctx, 'db' | 'companyId' | 'now'>): Promise<HomeView> {
  return homeView(await readHome(db, companyId), now);
}
