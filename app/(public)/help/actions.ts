'use server';
// Server action: takes a question from the help form, signed in or not, with scripts or without.
import { redirect } from 'next/navigation';
import { publicQuestion } from '@/lib/action';
import { MADE_FOR } from '@/lib/action-state';
import { getTools } from '@/lib/auth/context';
import { ownerOf, readMadeFor } from '@/lib/auth/made-for';
import { getViewer, type Viewer } from '@/lib/auth/viewer';
import { judgePage, type MadeFor } from '@/lib/domain/crypto/page-binding';
import { HELP_LIMITS, readHelpForm } from '@/lib/domain/support/help-request';
import { fieldLength } from '@/lib/domain/text/clean-name';
import { waitOf } from '@/lib/domain/text/wait';
import { getTranslations } from '@/lib/i18n/translations';
import { askForHelp } from '@/lib/mail/ask-for-help';
import { sendsMail } from '@/lib/mail/mailer';
import { getEnv } from '@/lib/runtime/env';
import { readBackPath } from '@/lib/security/back-path';
import { getLimiter } from '@/lib/security/rate-limit';
import { type HelpAnswer, TRAP } from './answer';

export const askForHelpAction = publicQuestion<HelpAnswer>('askForHelp', async (form) => {
  const text = (field: string, most: number) => {
    const value = form.get(field);
    return typeof value === 'string' ? value.slice(0, most) : '';
  };
  // Up to twice the allowed length comes back to be shortened; a person does not type more than that by hand.
  const written = {
    name: text('name', fieldLength(HELP_LIMITS.name) + 1),
    email: text('email', 2 * HELP_LIMITS.email),
    message: text('message', 2 * HELP_LIMITS.message),
  };
  const t = await getTranslations('help.form');
  if (!sendsMail(getEnv())) return { kind: 'refused', message: t('closed'), written };
  const read = readHelpForm(written);
  if (!read.ok) {
    const fields = Object.entries(read.problems).map(([field, problem]) => [field, t(`problem.${problem}`)]);
    return { kind: 'invalid', fields: Object.fromEntries(fields), written };
  }
  // Honeypot field, hidden from people: a machine fills it in. A person whose browser did so is told the truth.
  if (text(TRAP, 1) !== '') return { kind: 'refused', message: t('machine'), written };
  const [tools, viewer] = [await getTools('/help'), await getViewer()];
  const made = readMadeFor(form.get(MADE_FOR));
  if (viewer?.kind === 'customer' && made !== null && judgePage(made, viewer.customer) !== 'same') {
    const [shell, now] = [await getTranslations('shell'), viewer.customer];
    const owner = ownerOf(now, shell('actingFor'));
    return { kind: 'refused', message: t('madeForOther', { now: now.companyName }), written, owner };
  }
  const who = whoOf(viewer, made);
  const verdict = await getLimiter().take('help-request', { ...tools, ...who });
  if (!verdict.ok) {
    const say = await getTranslations('errors.actions');
    return { kind: 'refused', message: say('too-many', { ...waitOf(verdict.retryAfterSeconds) }), written };
  }
  const back = readBackPath(text('back', 1024));
  const asked = await askForHelp(tools.db, {
    question: read.question,
    form: text('form', 64),
    who: who === null ? null : { userId: who.userId, companyId: who.companyId ?? null },
    page: back,
    language: tools.request.locale,
    requestId: tools.request.requestId,
    now: tools.now,
  });
  if (asked.kind === 'too-many') return { kind: 'refused', message: t('tooMany'), written };
  redirect(
    `/help?${new URLSearchParams({ sent: asked.reference, ...(back === null ? {} : { back }) }).toString()}`,
  );
});

/** The question is filed under a business only if it was written on a page of that business. */
function whoOf(viewer: Viewer | null, made: MadeFor | null): { userId: string; companyId?: string } | null {
  if (viewer === null) return null;
  if (viewer.kind !== 'customer') return { userId: viewer.person.userId };
  const { userId, companyId } = viewer.customer;
  return judgePage(made, viewer.customer) === 'same' ? { userId, companyId } : { userId };
}
