// Owns the log: one JSON line per event, to standard output, with anything secret taken out.
import pino from 'pino';
import { getEnv } from './env';

let instance: pino.Logger | undefined;

/** The process's logger. Never give it bodies, tokens or link URLs; the redaction below is the second line of defence. */
export function log(): pino.Logger {
  instance ??= pino({
    level: getEnv().LOG_LEVEL,
    base: null,
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
  });
  return instance;
}
