// Upload connections: a file creates one, and it counts as linked.
import { findIntegration } from '../catalogue/catalogue';
import { moveAuthorisation, startConnection } from '../domain/connection';
import { notValid } from '../http/errors';
import type { Company, Connection } from '../state/entities';
import type { World } from '../state/world';
import { addFile, filesOf, type StoredFile } from './file-store';
import { type UploadProblem, uploadProblem } from './upload-rules';

const PROBLEMS: Readonly<Record<UploadProblem, string>> = {
  extension: 'Files of this type are not accepted.',
  size: 'The file is larger than 10 MB.',
  empty: 'The file is empty.',
  count: 'There are 20 files already.',
};

/** Codat's three upload integrations, by the names in the options of Link. */
export const UPLOAD_KEYS = { accounting: 'upac', banking: 'upbk', businessDocuments: 'updo' } as const;
export type UploadKind = keyof typeof UPLOAD_KEYS;

type NewFile = { name: string; bytes: Uint8Array };

function check(world: World, companyId: string, connection: Connection | undefined, file: NewFile): void {
  const already = filesOf(world, companyId).filter(({ connectionId }) => connectionId === connection?.id);
  const problem = uploadProblem({ name: file.name, size: file.bytes.byteLength }, already.length);
  if (problem) throw notValid('file', PROBLEMS[problem]);
}

/** @throws when the file is of a kind, size or number that is not accepted */
export function acceptFile(
  world: World,
  company: Company,
  connection: Connection,
  file: NewFile,
): StoredFile {
  check(world, company.id, connection, file);
  const stored = addFile(world, company, connection, file);
  if (connection.status !== 'Linked') moveAuthorisation(world, company, connection);
  return stored;
}

/** Into the company's one upload connection of this kind, which is made only for a file that is accepted. */
export function acceptUpload(world: World, company: Company, kind: UploadKind, file: NewFile) {
  const integration = findIntegration(UPLOAD_KEYS[kind]);
  if (!integration) throw new Error(`The catalogue has no platform ${UPLOAD_KEYS[kind]}.`);
  const there = company.connections.find(({ platformKey }) => platformKey === integration.key);
  check(world, company.id, there, file);
  const connection = there ?? startConnection(world, company, integration);
  return { connection, stored: acceptFile(world, company, connection, file) };
}
