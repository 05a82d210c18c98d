// Conformance of odd answers: nothing is odd that the published document fixes, and one seed is one behaviour.
import { existsSync, readFileSync } from 'node:fs';
import { get as httpGet } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Freedom, SHAPES } from '../../src/profile/odd-shapes';
import { authHeader, startForTest, type TestSandbox } from '../client';
import { type Scene, send, stage } from './stage';

const DOCUMENT = fileURLToPath(new URL('../../../../../shared/codat/platform-openapi.json', import.meta.url));

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  required?: string[];
  properties?: Record<string, Schema>;
}

function openFields(schemas: Record<string, Schema>, schema: Schema): { all: string[]; required: string[] } {
  const parts = schema.allOf ?? [schema];
  const read = parts.map((part) => {
    const named = schemas[part.$ref?.split('/').at(-1) ?? ''];
    if (named) return openFields(schemas, named);
    if (part.allOf) return openFields(schemas, part);
    return { all: Object.keys(part.properties ?? {}), required: part.required ?? [] };
  });
  return { all: read.flatMap(({ all }) => all), required: read.flatMap(({ required }) => required) };
}

describe.runIf(existsSync(DOCUMENT))('the table of freedom', () => {
  it.each(Object.entries<Record<string, Freedom>>(SHAPES))(
    'lets %s be odd where the document does',
    (name, shape) => {
      const { schemas } = JSON.parse(readFileSync(DOCUMENT, 'utf8')).components;
      const { all, required } = openFields(schemas, schemas[name]);
      const free = Object.entries(shape).flatMap(([field, { optional }]) => (optional ? [field] : []));
      expect(free.filter((field) => required.includes(field))).toEqual([]);
      // The document spells this one in two ways; the service sends the other.
      const known = new Set([...all, 'datatype']);
      expect(Object.keys(shape).filter((field) => !known.has(field))).toEqual([]);
    },
  );
});

let sandbox: TestSandbox;
let scene: Scene;
const treat = (seed: number) =>
  sandbox.call('PUT', '/_sandbox/profile', { body: { name: 'odd', seed, companyId: scene.companyId } });
const read = async (on: string, query = '') => (await send(sandbox, scene, { on, query })).json();

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0, profile: { name: 'documented' } });
  scene = await stage(sandbox);
});
afterAll(() => sandbox.close());

const LIST = 'GET /companies/:companyId/connections';
const SEEDS = Array.from({ length: 40 }, (_, index) => index);

interface ConnectionRow {
  id: string;
  status: string;
  sourceType: string;
  integrationId: string;
  linkUrl: string;
}

it('brings the same answer back for the same seed, and another for another', async () => {
  const faces = new Set<string>();
  for (const seed of SEEDS) {
    await treat(seed);
    const once = JSON.stringify(await read('GET /companies/:companyId/dataStatus'));
    expect(JSON.stringify(await read('GET /companies/:companyId/dataStatus'))).toBe(once);
    faces.add(once);
  }
  expect(faces.size).toBe(SEEDS.length);
});

it('keeps ids and required fields in every answer, and every entry of a list over all its pages', async () => {
  await sandbox.call('PUT', '/_sandbox/profile', {
    body: { name: 'documented', companyId: scene.companyId },
  });
  const plain: { results: ConnectionRow[] } = await read(LIST);
  const facts = ({ id, status, sourceType, integrationId }: ConnectionRow) => ({
    id,
    status,
    sourceType,
    integrationId,
  });
  const byId = (rows: ConnectionRow[]) => rows.map(facts).sort((a, b) => a.id.localeCompare(b.id));
  const sizes = new Set<number>();
  for (const seed of SEEDS) {
    await treat(seed);
    const rows: ConnectionRow[] = [];
    for (let page = 1, more = true; more; page += 1) {
      const answer = await read(LIST, `?page=${page}&pageSize=100`);
      rows.push(...answer.results);
      sizes.add(answer.pageSize);
      more = answer._links.next !== undefined && answer._links.next !== null;
    }
    expect(byId(rows)).toEqual(byId(plain.results));
    expect(rows.every(({ linkUrl }) => linkUrl.startsWith('http'))).toBe(true);
  }
  expect(Math.min(...sizes)).toBeLessThan(plain.results.length);
});

it('writes header names in any case and cuts bodies anywhere', async () => {
  const names = new Set<string>();
  for (const seed of SEEDS.slice(0, 10)) {
    await treat(seed);
    const path = `${sandbox.url}/companies/${scene.companyId}`;
    const raw = await new Promise<string[]>((resolve, reject) => {
      const headers = { authorization: authHeader(sandbox.config.apiKey) };
      httpGet(path, { headers }, (response) => {
        response.resume();
        response.once('end', () => resolve(response.rawHeaders.filter((_, index) => index % 2 === 0)));
      }).once('error', reject);
    });
    for (const name of raw.filter((each) => /^content-type$/i.test(each))) names.add(name);
  }
  expect(names.size).toBeGreaterThan(1);
});

it('treats companies beside it as documented, and tells of it oddly', async () => {
  await treat(7);
  const other = await stage(sandbox);
  const answer = await (await send(sandbox, other, { on: LIST })).json();
  expect(answer.results).toHaveLength(4);
  expect(JSON.stringify(answer)).not.toContain('addedLater');
});
