// Test helper of the data endpoints: a company, its linked platforms, and answers checked by schema.
import { expect } from 'vitest';
import type { z } from 'zod';
import { authorize, createCompany, createConnection, type TestSandbox } from './client';
import { errorSchema } from './schemas/error';

export async function readerOf(sandbox: TestSandbox, name = 'Kestrel Coffee') {
  const { id: companyId } = await createCompany(sandbox, name);
  return {
    companyId,
    data: (path: string) => `/companies/${companyId}/data/${path}`,
    of: (connectionId: string, path: string) =>
      `/companies/${companyId}/connections/${connectionId}/data/${path}`,
    async linked(platformKey: string): Promise<string> {
      const { id } = await createConnection(sandbox, companyId, platformKey);
      await authorize(sandbox, companyId, id);
      return id;
    },
    async read<T extends z.ZodType>(schema: T, path: string): Promise<z.infer<T>> {
      const response = await sandbox.call('GET', path);
      const json: unknown = await response.json();
      expect(response.status, JSON.stringify(json)).toBe(200);
      return schema.parse(json);
    },
    async refused(path: string) {
      const response = await sandbox.call('GET', path);
      const error = errorSchema.parse(await response.json());
      expect(error.statusCode).toBe(response.status);
      return error;
    },
  };
}

export type Reader = Awaited<ReturnType<typeof readerOf>>;

/** Everything that passes, on one page. */
export function query(text: string): string {
  return `?pageSize=5000&query=${encodeURIComponent(text)}`;
}

/** The day on which these tests play. */
export const NOW = Date.UTC(2026, 10, 21, 12);
