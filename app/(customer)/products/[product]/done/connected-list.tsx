// Which organisations are connected now; where a platform's maker asks for it, with the status and the way to disconnect beside it.
import { getTranslations } from 'next-intl/server';
import { Status } from '@/components/ui/status';
import type { ProgressView } from '@/lib/connection/get-progress';
import { owes } from '@/lib/domain/platform-duties';

export async function ConnectedList({ linked }: Pick<ProgressView, 'linked'>) {
  const [t, c] = [await getTranslations('done'), await getTranslations('connections')];
  const sentenceOf = ({ organisation, platformName, isUpload }: ProgressView['linked'][number]) =>
    isUpload
      ? t('filesText')
      : organisation === null
        ? t('organisationUnknown', { platform: platformName })
        : t('organisation', { organisation });
  const owed = linked.filter(({ platformKey }) => owes(platformKey, 'organisation-and-disconnect'));
  // Two connections of one organisation say its name once.
  const others = new Set(linked.filter((one) => !owed.includes(one)).map(sentenceOf));
  for (const one of owed) others.delete(sentenceOf(one));
  return (
    <>
      {owed.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span>{sentenceOf(one)}</span>
          <Status tone="positive">{c('state.Linked')}</Status>
          <a
            href={`/connections/${one.id}/disconnect`}
            className="link inline-flex min-h-target items-center"
          >
            {c('one.disconnect')}
            <span className="sr-only"> {one.platformName}</span>
          </a>
        </li>
      ))}
      {[...others].map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </>
  );
}
