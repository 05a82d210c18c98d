// Job: follow a first read to its end, so that its letter is written although nobody watches.
import { followReads } from '../../reading/follow-reads';
import { defineJob } from '../define-job';

export const followReadsJob = defineJob({
  kind: 'follow-reads',
  run: followReads,
});
