// Setting: hosted links work once only. On by default, as at Codat.
import { z } from 'zod';
import { isStrict } from '../profile/profile';
import type { Otp } from '../state/entities';
import type { World } from '../state/world';
import { consumeOtp } from './otp';

export const linkSettingsSchema = z.strictObject({ oneTimeLinks: z.boolean() });
export type LinkSettings = z.infer<typeof linkSettingsSchema>;

const kept = new WeakMap<World, LinkSettings>();

export function keepLinkSettings(world: World): void {
  const set = (settings: LinkSettings) => void kept.set(world, settings);
  set({ oneTimeLinks: true });
  world.keep('link-settings', {
    schema: linkSettingsSchema,
    take: () => linkSettings(world),
    apply: set,
    clear: () => set({ oneTimeLinks: true }),
    forget: () => {},
  });
}

export function linkSettings(world: World): LinkSettings {
  return kept.get(world) ?? { oneTimeLinks: true };
}

/** Mail programs open a link before the customer does: whether that spends its password is not published. */
export function isPreview(world: World, method: string, companyId: string): boolean {
  return method === 'HEAD' && !isStrict(world, 'preview-spends-link', companyId);
}

/** Spends the password where one is needed. */
export function mayStart(world: World, otps: Otp[], code: string | undefined): boolean {
  return !linkSettings(world).oneTimeLinks || consumeOtp(otps, code, world.clock.now());
}

export function setLinkSettings(world: World, settings: LinkSettings): void {
  kept.set(world, settings);
  world.touch();
}
