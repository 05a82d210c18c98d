// Structured log: one JSON line per event to standard output, with secrets redacted.
import pino from 'pino';
import { getEnv } from './env';
import { recordMetric } from './metrics/sink';
import { currentRequest } from './request-scope';

let instance: pino.Logger | undefined;

/** The process's logger. Never pass bodies, tokens or link URLs; the redaction below is the second line of defence. */
export function log(): pino.Logger {
  instance ??= createLog();
  return instance;
}

/** @param to standard output when absent */
export function createLog(to?: pino.DestinationStream): pino.Logger {
  const options: pino.LoggerOptions = {
    ...levels(getEnv()),
    base: null,
    mixin: () => {
      const requestId = currentRequest();
      return requestId === undefined ? {} : { requestId };
    },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        '*.linkUrl',
        '*.token',
        '*.accessToken',
        '*.authorization',
        '*.cookie',
        '*.apiKey',
        '*.state',
        'linkUrl',
        'token',
        'authorization',
        'cookie',
      ],
      censor: '[redacted]',
    },
  };
  return pino(options, to ?? standardOutput());
}

/** Lines of one turn of the event loop are written together: in a burst many requests end at once. The rest at exit. */
function standardOutput(): pino.DestinationStream {
  const output = pino.destination({ dest: 1, sync: false, minLength: 4096 });
  let isDue = false;
  const flush = () => {
    isDue = false;
    output.flush();
  };
  return {
    write(line) {
      output.write(line);
      if (!isDue) setImmediate(flush);
      isDue = true;
    },
  };
}

/** Metrics count log lines: if they are enabled, lines below the level reach the sink without being written. */
function levels(env: ReturnType<typeof getEnv>): pino.LoggerOptions {
  const { LOG_LEVEL, METRICS_PORT, METRICS_TOKEN } = env;
  if (METRICS_PORT === undefined && METRICS_TOKEN === undefined) return { level: LOG_LEVEL };
  const written = pino.levels.values[LOG_LEVEL] ?? Number.POSITIVE_INFINITY;
  return {
    level: written > (pino.levels.values.info ?? 0) ? 'info' : LOG_LEVEL,
    hooks: {
      logMethod(args, method, level) {
        const [line] = args as unknown[];
        if (typeof line === 'object' && line !== null) recordMetric(line);
        if (level >= written) method.apply(this, args);
      },
    },
  };
}
