// Settings for commands about webhook endpoints: those of the environment, or the demo's.
import path from 'node:path';
import { z } from 'zod';
import { SetupProblem } from '../db/embedded/problem';
import type { SealKeys } from '../lib/domain/crypto/seal';
import { outboundFields } from '../lib/runtime/env-fields';
import { addressPolicy, sealKeys } from '../lib/webhooks-out/settings';
import type { AddressPolicy } from '../lib/webhooks-out/ssrf-guard';
import { findOutboundKey } from './seal-key-files';

const fields = z.object(outboundFields);

/** Call it after the `.env` file is loaded. @throws SetupProblem */
export async function readOutboundSettings(): Promise<{ seal: SealKeys; policy: AddressPolicy }> {
  // As everywhere: without a database of its own, this is the demo.
  const isDemo = (process.env.DATABASE_URL?.trim() ?? '') === '' || process.env.ACCORD_MODE === 'demo';
  const demoKey = isDemo ? await findOutboundKey(path.resolve('.data')) : '';
  const given = Object.fromEntries(
    Object.keys(outboundFields).flatMap((name) => {
      const value = process.env[name]?.trim() ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
  const read = fields.safeParse({ ...(demoKey === '' ? {} : { OUTBOUND_KEY: demoKey }), ...given });
  if (!read.success) {
    throw new SetupProblem(
      read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'),
    );
  }
  const policy = addressPolicy({ ...read.data, ACCORD_MODE: isDemo ? 'demo' : 'production' });
  return { seal: sealKeys(read.data), policy };
}
