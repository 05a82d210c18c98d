// Job: bring what Codat reads of a business in line with what is agreed.
import { alignReading } from '../../reading/align-reading';
import { defineJob } from '../define-job';

export const alignReadingJob = defineJob({
  kind: 'align-reading',
  run: (tools, job, requestId) => alignReading(tools, { ...job, requestId }),
});
