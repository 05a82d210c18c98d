// Job: erase the people of an erased business everywhere except in the ledger.
import { erasePersonalData } from '../../retention/erase-personal-data';
import { defineJob } from '../define-job';

export const erasePeopleJob = defineJob({
  kind: 'erase-people',
  run: ({ db }, job) => erasePersonalData(db, job),
});
