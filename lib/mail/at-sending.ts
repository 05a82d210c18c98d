// Refresh of a letter's facts on sending, so that counts are true however late it goes out.

import type { Mail } from '../domain/letter/mail';
import { calendarDaysBetween } from '../domain/text/calendar-days';

export function atSending(mail: Mail, now: Date, timeZone: string): Mail {
  const daysTo = (at: string) => calendarDaysBetween(now, new Date(at), timeZone);
  switch (mail.kind) {
    case 'consent-expiring':
      return { ...mail, facts: { ...mail.facts, days: daysTo(mail.facts.at) } };
    case 'connection-expiring':
      return { ...mail, facts: { ...mail.facts, days: daysTo(mail.facts.at) } };
    default:
      return mail;
  }
}
