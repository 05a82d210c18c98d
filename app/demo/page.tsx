// Presenter's page: six scenarios to start, and the controls of Codat beside them.
import type { Metadata } from 'next';
import { Notice } from '@/components/ui/notice';
import { getDirectorView } from '@/lib/demo/get-director-view';
import { getTranslations } from '@/lib/i18n/translations';
import { requireDemo } from './guard';
import { readNews } from './news';
import { Rail } from './rail';
import { Scenarios } from './scenarios';

export async function generateMetadata(): Promise<Metadata> {
  await requireDemo();
  return { title: (await getTranslations('demo'))('title') };
}

export default async function DemoPage({ searchParams }: PageProps<'/demo'>) {
  const { tools, control, companyId } = await requireDemo();
  const view = await getDirectorView(tools.db, control, companyId);
  const t = await getTranslations('demo');
  const news = readNews((await searchParams).news);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_19rem] min-[100rem]:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <div>
          <h1 className="font-semibold text-28 min-[100rem]:text-36">{t('heading')}</h1>
          <p className="text-18 text-ink-soft">{t('lead')}</p>
        </div>
        {/* Rendered even when empty, so that screen readers announce what is put into it. */}
        <div role="status" className="empty:hidden">
          {news === null ? null : <Notice tone={news.tone}>{t(`news.${news.news}`)}</Notice>}
        </div>
        <Scenarios view={view} locale={tools.request.locale} />
      </div>
      <Rail view={view} pageUrl={control.pageUrl} />
    </div>
  );
}
