// Three ways to reach a person: phone, mail, and a form that works without being signed in.

import { Facts } from '@/components/ui/facts';
import { ownerOf } from '@/lib/auth/made-for';
import { getViewer } from '@/lib/auth/viewer';
import { HELP_LIMITS } from '@/lib/domain/support/help-request';
import { getTranslations } from '@/lib/i18n/translations';
import { sendsMail } from '@/lib/mail/mailer';
import { getEnv } from '@/lib/runtime/env';
import { getSupport } from '../../support';
import { askForHelpAction } from './actions';
import { HelpForm } from './form';

export async function Person({ back }: { back: string | null }) {
  const { phone, email } = getSupport();
  const t = await getTranslations('help.person');
  return (
    <section id="person" className="grid gap-4 border-line border-t pt-8">
      <h2 className="font-semibold text-22">{t('title')}</h2>
      <p>{t('lead')}</p>
      <Facts
        facts={[
          {
            term: t('phone'),
            value: (
              <a href={`tel:${phone.replace(/[^+\d]/g, '')}`} className="link tabular">
                {phone}
              </a>
            ),
          },
          {
            term: t('mail'),
            value: (
              <a href={`mailto:${email}`} className="link break-all">
                {email}
              </a>
            ),
          },
        ]}
      />
      {/* Without a mail server the question would reach no one. */}
      {sendsMail(getEnv()) ? <Ask back={back} /> : null}
    </section>
  );
}

async function Ask({ back }: { back: string | null }) {
  const [t, shell, viewer] = [
    await getTranslations('help.form'),
    await getTranslations('shell'),
    await getViewer(),
  ];
  const person = viewer === null ? null : viewer.kind === 'customer' ? viewer.customer : viewer.person;
  return (
    <div className="mt-4 grid gap-4">
      <h3 className="font-semibold text-18">{t('title')}</h3>
      <p className="max-w-prose text-ink-soft">{t('lead')}</p>
      <HelpForm
        action={askForHelpAction}
        hidden={{ form: crypto.randomUUID(), ...(back === null ? {} : { back }) }}
        owner={viewer?.kind === 'customer' ? ownerOf(viewer.customer, shell('actingFor')) : null}
        known={{ name: person?.name ?? '', email: person?.email ?? '' }}
        limits={HELP_LIMITS}
        words={{
          name: { label: t('name') },
          email: { label: t('email'), hint: t('emailHint') },
          message: { label: t('message'), hint: t('messageHint') },
          submit: t('submit'),
          submitting: t('submitting'),
          failed: t('failed'),
          trap: t('trap'),
        }}
      />
    </div>
  );
}
