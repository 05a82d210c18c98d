// Job: follow a first read to its end, so that its letter is sent even without an open page.
import { followReads } from '../../reading/follow-reads';
import { defineJob } from '../define-job';

export const followReadsJob = defineJob({
  kind: 'follow-reads',
  run: followReads,
});
