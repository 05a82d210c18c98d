// Progress of reading for one product or one connection; it updates by itself where scripts run.

import { MADE_FOR } from '@/lib/action-state';
import { bindingOf } from '@/lib/auth/made-for';
import { getViewer } from '@/lib/auth/viewer';
import { getTranslations } from '@/lib/i18n/translations';
import type { ReadScope, Reads } from '@/lib/reading/get-reads';
import { Rail } from './progress';
import { getProgressWords } from './words';

interface Props {
  scope: ReadScope;
  reads: Reads;
  /** Address of the page that shows it. */
  path: string;
}

export async function Reading({ scope, reads, path }: Props) {
  const [t, viewer] = [await getTranslations('reading'), await getViewer()];
  const words = await getProgressWords(viewer?.kind === 'customer' && viewer.customer.email !== null);
  const query = new URLSearchParams({
    [scope.kind]: scope.id,
    ...(viewer?.kind === 'customer' ? { [MADE_FOR]: bindingOf(viewer.customer) } : {}),
  }).toString();
  return (
    <Rail
      initial={words(reads)}
      streamUrl={`/api/reads/stream?${query}`}
      stateUrl={`/api/reads?${query}`}
      path={path}
      label={t('checkAgain')}
    />
  );
}
