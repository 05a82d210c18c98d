// Job: align Codat's reading of a business with its consents.
import { alignReading } from '../../reading/align-reading';
import { defineJob } from '../define-job';

export const alignReadingJob = defineJob({
  kind: 'align-reading',
  run: (tools, job, requestId) => alignReading(tools, { ...job, requestId }),
});
