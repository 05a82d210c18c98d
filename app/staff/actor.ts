// Words for the author of an event, as staff read them: people by name, automatic events in words.

import type { Actor } from '@/lib/domain/consent/consent';
import { personNames } from '@/lib/i18n/person-name';
import { getTranslations } from '@/lib/i18n/translations';

export async function actorWords() {
  const [t, personName] = [await getTranslations('staff.actor'), await personNames()];
  return (actor: Actor): string => {
    if (actor.kind === 'customer') return personName(actor.name);
    if (actor.kind === 'staff') return t('staff', { name: personName(actor.name) });
    if (actor.kind === 'colleague') return t('colleague', { name: personName(actor.on_behalf_of.name) });
    switch (actor.name) {
      case 'expiry':
      case 'codat':
      case 'catalogue':
        return t(actor.name);
      default:
        return t('other');
    }
  };
}
