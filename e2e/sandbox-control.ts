// Typed client of the sandbox's control API: one method per call, every answer parsed.
import { z } from 'zod';
import {
  clockShape,
  configShape,
  connectionShape,
  deliveryShape,
  faultShape,
  type Limits,
  limitsShape,
  linkSettingsShape,
  type Mode,
  mailShape,
  modeShape,
  type Profile,
  profileShape,
  requestShape,
  stateShape,
  wholeMailShape,
} from './sandbox-shapes';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface NewFault {
  effect: { kind: string; [detail: string]: unknown };
  companyId?: string;
  companyName?: string;
  method?: string;
  /** Path template, or `*`. */
  path?: string;
  times?: number;
  rate?: number;
}

export class SandboxControl {
  constructor(readonly sandboxUrl: string) {}

  /** @throws when the sandbox refuses */
  private async send(method: Method, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${this.sandboxUrl}/_sandbox/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  private async ask<T>(schema: z.ZodType<T>, method: Method, path: string, body?: unknown): Promise<T> {
    return schema.parse(await (await this.send(method, path, body)).json());
  }

  config() {
    return this.ask(configShape, 'GET', 'config');
  }

  state(companyId?: string) {
    return this.ask(stateShape, 'GET', `state${queryOf({ companyId })}`);
  }

  linkSettings() {
    return this.ask(linkSettingsShape, 'GET', 'settings');
  }

  /** Sets how the sandbox answers where Codat's documents leave freedom, for one company or all; without a seed it draws one. */
  setProfile(profile: Profile, companyId?: string): Promise<Profile> {
    return this.ask(profileShape, 'PUT', 'profile', { ...profile, ...(companyId ? { companyId } : {}) });
  }

  async setLinkSettings(settings: { oneTimeLinks: boolean }): Promise<void> {
    await this.send('PUT', 'settings', settings);
  }

  advance(advanceMs: number) {
    return this.ask(clockShape, 'POST', 'clock', { advanceMs });
  }

  /** Naming an organisation authorises it. */
  link(companyId: string, plan: { platformKey: string; organisation?: string; authorize?: boolean }) {
    return this.ask(connectionShape, 'POST', `companies/${companyId}/connections`, plan);
  }

  authorize(companyId: string, connectionId: string, organisation?: string) {
    return this.pull(companyId, connectionId, 'authorize', organisation ? { organisation } : {});
  }

  cancel(companyId: string, connectionId: string, reason: 403 | 500 | 501 = 403) {
    return this.pull(companyId, connectionId, 'cancel', { reason });
  }

  deauthorize(companyId: string, connectionId: string) {
    return this.pull(companyId, connectionId, 'deauthorize');
  }

  finishSync(companyId: string, connectionId: string) {
    return this.pull(companyId, connectionId, 'finish-sync');
  }

  failType(companyId: string, connectionId: string, dataType: string, status?: string) {
    return this.pull(companyId, connectionId, 'fail-type', { dataType, ...(status ? { status } : {}) });
  }

  private pull(companyId: string, connectionId: string, act: string, body?: object) {
    const path = `companies/${companyId}/connections/${connectionId}/${act}`;
    return this.ask(connectionShape, 'POST', path, body);
  }

  async faults() {
    return (await this.ask(z.object({ faults: z.array(faultShape) }), 'GET', 'faults')).faults;
  }

  /** @returns its id */
  async addFault(fault: NewFault): Promise<string> {
    return (await this.ask(z.object({ id: z.string() }), 'POST', 'faults', fault)).id;
  }

  async removeFault(id: string): Promise<void> {
    await this.send('DELETE', `faults/${id}`);
  }

  async clearFaults(): Promise<void> {
    await this.send('DELETE', 'faults');
  }

  async requests(companyId?: string) {
    const shape = z.object({ requests: z.array(requestShape) });
    return (await this.ask(shape, 'GET', `requests${queryOf({ companyId })}`)).requests;
  }

  limits(): Promise<Limits> {
    return this.ask(limitsShape, 'GET', 'limits');
  }

  async setLimits(limits: Limits): Promise<void> {
    await this.send('PUT', 'limits', limits);
  }

  async liftLimits(): Promise<void> {
    await this.send('DELETE', 'limits');
  }

  async deliveries(filter: { companyId?: string; consumerId?: string } = {}) {
    const shape = z.object({ deliveries: z.array(deliveryShape) });
    return (await this.ask(shape, 'GET', `deliveries${queryOf(filter)}`)).deliveries;
  }

  async resend(messageId: string): Promise<void> {
    await this.send('POST', `deliveries/${messageId}/resend`);
  }

  /** Resends failed webhooks. @returns their number */
  recover(consumerId: string, since?: string): Promise<number> {
    return this.sendAgain(consumerId, 'recover', since);
  }

  /** Resends failed webhooks and those that were never sent. @returns their number */
  replay(consumerId: string, since?: string): Promise<number> {
    return this.sendAgain(consumerId, 'replay', since);
  }

  private async sendAgain(consumerId: string, way: 'recover' | 'replay', since?: string): Promise<number> {
    const shape = z.object({ count: z.number() });
    return (await this.ask(shape, 'POST', `webhooks/${consumerId}/${way}`, since ? { since } : {})).count;
  }

  async switchConsumer(consumerId: string, disabled: boolean): Promise<void> {
    await this.send('PUT', `webhooks/${consumerId}`, { disabled });
  }

  async secret(consumerId: string): Promise<string> {
    return (await this.ask(z.object({ secret: z.string() }), 'GET', `webhooks/${consumerId}/secret`)).secret;
  }

  async setSecret(consumerId: string, secret: string): Promise<void> {
    await this.send('PUT', `webhooks/${consumerId}/secret`, { secret });
  }

  modes() {
    const shape = z.object({ all: modeShape, companies: z.record(z.string(), modeShape) });
    return this.ask(shape, 'GET', 'webhooks/mode');
  }

  /** Replaces the webhook mode, for one company or for all. */
  async setMode(mode: Mode, companyId?: string): Promise<void> {
    await this.send('PUT', 'webhooks/mode', { ...mode, ...(companyId ? { companyId } : {}) });
  }

  /** Newest first. */
  async mails(to?: string) {
    const shape = z.object({ mails: z.array(mailShape) });
    return (await this.ask(shape, 'GET', `mail${queryOf({ to })}`)).mails;
  }

  mail(id: string) {
    return this.ask(wholeMailShape, 'GET', `mail/${id}`);
  }

  async mailAttachment(id: string, number: number): Promise<Uint8Array> {
    return new Uint8Array(await (await this.send('GET', `mail/${id}/attachments/${number}`)).arrayBuffer());
  }

  async pruneMails(): Promise<void> {
    await this.send('DELETE', 'mail');
  }

  /** Resets everything, or one company. */
  async reset(companyId?: string): Promise<void> {
    await this.send('POST', 'reset', companyId ? { companyId } : {});
  }

  /** Opaque state, only for restoring it. */
  async snapshot(): Promise<unknown> {
    return (await this.send('GET', 'snapshot')).json();
  }

  async restore(snapshot: unknown): Promise<void> {
    await this.send('PUT', 'snapshot', snapshot);
  }
}

function queryOf(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
