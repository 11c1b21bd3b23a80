import { ValidationError } from "./errors.ts";
import type { JobRef } from "./job-ref.ts";
import { base64FromBytes, bytesFromBase64 } from "./media.ts";
import { show } from "./values.ts";

const prefix = "tarash1.";

/** A job ref as one URL-safe string. */
export function encodeJobRef(ref: JobRef): string {
  const text = base64FromBytes(new TextEncoder().encode(JSON.stringify(ref)));
  return prefix + text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

const texts = [
  "id",
  "provider",
  "model",
  "endpoint",
  "digest",
  "submittedAt",
  "deadline",
  "requestId",
] as const;

/**
 * Reads a job ref, from its string or from JSON.
 * @throws ValidationError for one that was cut, changed into something else, or made by a newer version.
 */
export function decodeJobRef(given: JobRef | string): JobRef {
  const ref: unknown = typeof given === "string" ? parse(given.trim()) : given;
  if (typeof ref !== "object" || ref === null)
    throw new ValidationError(`a job ref must be an object or its string (got ${show(ref)})`);
  const { version } = ref as { version?: unknown };
  if (version !== 1) {
    const newer = typeof version === "number" && version > 1;
    throw new ValidationError(
      newer
        ? `the job ref has version ${version}, and this @tarash/core reads version 1: update it to resume the job`
        : `this is no job ref (version ${show(version)})`,
    );
  }
  for (const name of texts) {
    const value = (ref as Record<string, unknown>)[name];
    if (typeof value !== "string")
      throw new ValidationError(`the job ref has no ${name}; was it changed or cut?`);
  }
  return ref as JobRef;
}

function parse(text: string): unknown {
  try {
    if (text.startsWith("{")) return JSON.parse(text);
    const found = /^tarash(\d+)\.(.+)$/s.exec(text);
    if (!found) throw new SyntaxError("no prefix");
    if (found[1] !== "1") return { version: Number(found[1]) };
    return JSON.parse(new TextDecoder().decode(bytesFromBase64(found[2] ?? "")));
  } catch (cause) {
    throw new ValidationError(`this is no job ref: ${show(text)}`, { cause });
  }
}
