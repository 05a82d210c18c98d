// Form for a magic link by e-mail, the quiet second way to sign in, with the result of the last request.
import { Disclosure, DisclosureList } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { getTranslations } from '@/lib/i18n/translations';
import { askForLinkAction } from './actions';

/** @param answer result of the last request, from the page's address */
export async function LinkForm({ answer, next }: { answer: unknown; next: string }) {
  const t = await getTranslations('signIn.email');
  if (answer === 'sent') {
    return (
      <Notice tone="positive" title={t('sentTitle')}>
        {t('sentText')}
      </Notice>
    );
  }
  return (
    <>
      {answer === 'too-many' ? (
        <Notice tone="caution" title={t('manyTitle')}>
          {t('manyText')}
        </Notice>
      ) : null}
      <DisclosureList>
        <Disclosure summary={t('summary')} open={answer === 'unreadable'}>
          <form action={askForLinkAction} className="grid gap-4" noValidate>
            <input type="hidden" name="next" value={next} />
            <Field
              id="email"
              name="email"
              type="email"
              label={t('label')}
              hint={t('hint')}
              error={answer === 'unreadable' ? t('unreadable') : undefined}
              autoComplete="email"
              maxLength={254}
              required
            />
            <SubmitButton variant="secondary" pendingLabel={t('sending')}>
              {t('action')}
            </SubmitButton>
          </form>
        </Disclosure>
      </DisclosureList>
    </>
  );
}
