// Endpoints of uploaded files: upload one, list them, download all of a day.
import { findIntegration } from '../catalogue/catalogue';
import { filesOf, type StoredFile } from '../files/file-store';
import { fileIn } from '../files/take-file';
import { acceptFile } from '../files/uploads';
import { zip } from '../files/zip';
import { notFound, notValid } from '../http/errors';
import { type Ctx, companyOf, connectionOf, json, type Route } from '../http/http';
import { ticks } from '../state/clock';
import { findConnection, type World } from '../state/world';

function fileWire(world: World, file: StoredFile) {
  const company = world.companies.get(file.companyId);
  const connection = company && findConnection(company, file.connectionId);
  return {
    fileName: file.name,
    displayName: file.name.replace(/\.[^.]+$/, ''),
    sourceType: (connection && findIntegration(connection.platformKey)?.sourceType) ?? 'Unknown',
    uploaded: ticks(file.uploadedAt),
  };
}

async function upload(world: World, c: Ctx): Promise<Response> {
  const { company, connection } = connectionOf(world, c);
  if (!findIntegration(connection.platformKey)?.isUpload) {
    throw notValid('connectionId', 'Files can be uploaded to a file upload connection only.');
  }
  const stored = acceptFile(world, company, connection, await fileIn(c));
  return json([fileWire(world, stored)]);
}

function list(world: World, c: Ctx): Response {
  return json(filesOf(world, companyOf(world, c).id).map((file) => fileWire(world, file)));
}

/** Two files of one name must not overwrite each other when they are unpacked. */
function named(files: readonly StoredFile[]) {
  return files.map(({ name, bytes }, index) => {
    const isTwice = files.findIndex((other) => other.name === name) !== index;
    return { name: isTwice ? `${index + 1}-${name}` : name, bytes };
  });
}

/** All files, or those of one day (UTC), as a ZIP. */
function download(world: World, c: Ctx): Response {
  const { id } = companyOf(world, c);
  const date = c.req.query('date');
  if (date !== undefined && Number.isNaN(Date.parse(date))) throw notValid('date', 'date must be a date.');
  const day = date === undefined ? '' : new Date(date).toISOString().slice(0, 10);
  const files = filesOf(world, id).filter(({ uploadedAt }) => ticks(uploadedAt).startsWith(day));
  if (files.length === 0) throw notFound();
  return new Response(Uint8Array.from(zip(named(files))), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="files.zip"',
    },
  });
}

export const UPLOAD_TEMPLATE = '/companies/:companyId/connections/:connectionId/files';

export const fileRoutes: readonly Route[] = [
  { method: 'POST', template: UPLOAD_TEMPLATE, handle: upload },
  { method: 'GET', template: '/companies/:companyId/files', handle: list },
  { method: 'GET', template: '/companies/:companyId/files/download', handle: download },
];
