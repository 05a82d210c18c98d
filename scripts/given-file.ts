// Reader of a file that the operator names on the command line.
import { readFile } from 'node:fs/promises';
import { errorCode, SetupProblem } from '../db/embedded/problem';

export async function readGiven(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new SetupProblem(`${file} cannot be read (${errorCode(error)}).`);
  }
}
