// Job: send the next event of a business to one endpoint of the client.
import { deliverEvent } from '../../webhooks-out/deliver';
import { getOutboundTools } from '../../webhooks-out/process';
import { defineJob } from '../define-job';

export const deliverEventJob = defineJob({
  kind: 'deliver-event',
  run: ({ outbound = getOutboundTools }, job) => deliverEvent(outbound(), job),
});
