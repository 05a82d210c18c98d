// List of the connected organisations with their platforms; where a platform's maker requires it, with the way to disconnect.
import { PlatformLogo } from '@/components/ui/platform-logo';
import { Status } from '@/components/ui/status';
import { requires } from '@/lib/domain/connection/certification-requirements';
import { getTranslations } from '@/lib/i18n/translations';
import type { ProgressView } from '@/lib/reading/get-progress';

interface Props extends Pick<ProgressView, 'linked'> {
  logos: ReadonlyMap<string, string | null>;
}

export async function ConnectedList({ linked, logos }: Props) {
  const [t, c] = [await getTranslations('done'), await getTranslations('connections')];
  const nameOf = ({ organisation, platformName: platform }: ProgressView['linked'][number]) =>
    organisation === null
      ? t('organisationUnknown', { platform })
      : t('organisation', { platform, organisation });
  return (
    <>
      {linked.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
          {one.isUpload ? (
            <span>{t('filesText')}</span>
          ) : (
            <span className="flex min-w-0 items-center gap-3">
              <PlatformLogo name={one.platformName} logoUrl={logos.get(one.platformKey) ?? null} size="row" />
              <a href={`/connections/${one.id}`} className="link inline-flex min-h-target items-center">
                {nameOf(one)}
              </a>
            </span>
          )}
          {one.isUpload ? null : <Status tone="positive">{c('state.Linked')}</Status>}
          {requires(one.platformKey, 'organisation-and-disconnect') ? (
            <a
              href={`/connections/${one.id}/disconnect`}
              className="link inline-flex min-h-target items-center text-14"
            >
              {c('one.disconnect')}
              <span className="sr-only"> {one.platformName}</span>
            </a>
          ) : null}
        </li>
      ))}
    </>
  );
}
