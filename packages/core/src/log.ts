import { redact, redactText } from "./redact.ts";

/** A logger in pino's shape: an object of facts, then the message. */
export interface Logger {
  debug(facts: Record<string, unknown>, message: string): void;
  info(facts: Record<string, unknown>, message: string): void;
  warn(facts: Record<string, unknown>, message: string): void;
  error(facts: Record<string, unknown>, message: string): void;
}

type Level = keyof Logger;

interface Holder {
  logger: Logger | undefined;
}

const key = Symbol.for("tarash.logger");

/** Two copies of core in one tree share the logger, as they share the registry. */
function holder(): Holder {
  const shared = globalThis as { [key]?: Holder };
  return (shared[key] ??= { logger: undefined });
}

/** Hands Tarash's log to `logger` (pino's shape). Without one, or with `undefined`, Tarash is silent. Everything is redacted first. */
export function setLogger(logger: Logger | undefined): void {
  holder().logger = logger;
}

/** A log whose lines all carry `facts`. A logger that throws is ignored: it must not cost a paid job. */
export function boundLog(facts: Record<string, unknown> = {}): Logger {
  const write = (level: Level, more: Record<string, unknown>, message: string): void => {
    const { logger } = holder();
    if (!logger) return;
    try {
      const clean = redact({ ...facts, ...more }) as Record<string, unknown>;
      const done: unknown = logger[level](clean, redactText(message));
      if (done instanceof Promise) done.catch(() => undefined);
    } catch {
      return;
    }
  };
  return {
    debug: (more, message) => write("debug", more, message),
    info: (more, message) => write("info", more, message),
    warn: (more, message) => write("warn", more, message),
    error: (more, message) => write("error", more, message),
  };
}
