// Authorisation gate inside a page: a person without the right is told before they try, with the way to go on.
import type { ReactNode } from 'react';
import { ContinueForm } from '@/components/continue-form';
import { CopyField } from '@/components/copy-field';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { stepUpPlace } from '@/lib/auth/way-back';
import { listAuthorised, listPassedOn } from '@/lib/company/pass-on';
import type { Ctx } from '@/lib/context';
import { decideRight, type Right } from '@/lib/domain/identity/authority';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { sendsMail } from '@/lib/mail/mailer';
import { getEnv } from '@/lib/runtime/env';
import { passOnAction } from './actions';

interface Props {
  ctx: Ctx;
  right: Right;
  /** Address of this page, as a colleague opens it. */
  path: string;
}

export async function Allowed({ children, ...props }: Props & { children: ReactNode }) {
  switch (decideRight(props.ctx.actor, props.right)) {
    case 'yes':
      return children;
    case 'step-up':
      return <StepUp path={props.path} />;
    default:
      return <PassOn {...props} />;
  }
}

async function StepUp({ path }: { path: string }) {
  const t = await getTranslations('authority');
  return (
    <Notice tone="info" title={t('stepUp.title')}>
      <p>{t('stepUp.text')}</p>
      <div className="mt-3">
        <ButtonLink href={stepUpPlace(path)}>{t('stepUp.action')}</ButtonLink>
      </div>
    </Notice>
  );
}

async function PassOn({ ctx, right, path }: Props) {
  const [t, format] = [await getTranslations('authority'), await getReaderFormat()];
  const [colleagues, told] = [await listAuthorised(ctx, right), await listPassedOn(ctx, path)];
  const names = colleagues.map(({ name }) => name);
  const env = getEnv();
  return (
    <>
      <Notice tone="info" title={t(`only.${right}`)}>
        {names.length === 0 ? t('nobody') : t('who', { names: format.list(names) })}
      </Notice>
      {told.length > 0 ? (
        <Notice tone="positive" title={t('toldTitle', { names: format.list(told) })}>
          {t('toldText')}
        </Notice>
      ) : names.length > 0 && sendsMail(env) ? (
        <ContinueForm
          action={passOnAction}
          isQuiet
          hidden={{ page: path.split('?')[0] ?? '', right, path }}
          words={{
            submit: t('write'),
            submitting: t('writing'),
            failed: (await getTranslations('errors'))('title'),
          }}
        />
      ) : null}
      <CopyField
        id={`pass-on-${right}`}
        label={t('link')}
        value={new URL(path, env.NEXTAUTH_URL).href}
        words={{ copy: t('copy'), copied: t('copied') }}
      />
    </>
  );
}
