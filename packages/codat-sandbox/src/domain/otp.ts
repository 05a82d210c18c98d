// One-time passwords of hosted links: minted on every read, used once, expired after their life.

import { randomSixDigits } from '../random/ids';
import type { Otp } from '../state/entities';

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
/** Polling mints many; links older than this many reads are dropped to bound memory. */
const KEPT = 40;

/** QuickBooks bank feeds give their links an hour, everything else a day. */
export function otpLifeMs(platformKey?: string): number {
  return platformKey === 'hcws' ? HOUR_MS : DAY_MS;
}

/** Earlier unused ones stay good: Codat names only use and age as an end. */
export function mintOtp(otps: Otp[], now: number, lifeMs: number): string {
  let code = randomSixDigits();
  while (otps.some((otp) => otp.code === code)) code = randomSixDigits();
  otps.push({ code, expiresAt: now + lifeMs, used: false });
  if (otps.length > KEPT) otps.splice(0, otps.length - KEPT);
  return code;
}

/** True once per password, and only while it lives. */
export function consumeOtp(otps: Otp[], code: string | undefined, now: number): boolean {
  const otp = otps.find((each) => each.code === code);
  if (!otp || otp.used || otp.expiresAt <= now) return false;
  otp.used = true;
  return true;
}
