// Owns how staff read who did something: people by name, what happens by itself in words.

import type { Actor } from '@/lib/domain/consent';
import { getTranslations } from '@/lib/i18n/translations';

export async function actorWords() {
  const t = await getTranslations('staff.actor');
  return (actor: Actor): string => {
    if (actor.kind === 'customer') return actor.name;
    if (actor.kind === 'staff') return t('staff', { name: actor.name });
    if (actor.kind === 'colleague') return t('colleague', { name: actor.on_behalf_of.name });
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
