// Job: delete the company at Codat with all data that was read.
import { deleteCompanyAtCodat } from '../../retention/erase-business';
import { defineJob } from '../define-job';

export const deleteCompany = defineJob({
  kind: 'delete-company',
  run: (tools, job, requestId) => deleteCompanyAtCodat(tools, { ...job, requestId }),
});
