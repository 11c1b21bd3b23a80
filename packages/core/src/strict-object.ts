import * as z from "zod/mini";
import { ValidationError } from "./errors.ts";
import { nearMiss } from "./near-miss.ts";
import { problemOf } from "./request-schema.ts";
import { show } from "./values.ts";

/**
 * Checks every key of an object of settings; keys that are `undefined` are left out.
 * @param path what the object is called in errors, for example `config.fallbackConfigs[0]`.
 * @param secret names of keys whose values no error may show.
 * @throws ValidationError for a key that is not known (with a hint) and for a value that is not allowed.
 */
export function checkSettings(
  path: string,
  given: unknown,
  fields: Readonly<Record<string, z.ZodMiniType>>,
  secret: readonly string[] = [],
): void {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new ValidationError(`${path} must be an object (got ${show(given)})`);
  }
  const known = Object.keys(fields);
  for (const [name, value] of Object.entries(given)) {
    const schema = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!schema) {
      const similar = nearMiss(name, known);
      throw new ValidationError(
        `${path} has an unknown key ${name}${similar ? `; did you mean ${similar}?` : ` (known: ${known.join(", ")})`}`,
      );
    }
    if (value === undefined) continue;
    const checked = z.safeParse(schema, value);
    if (checked.success) continue;
    throw new ValidationError(
      problemOf(`${path}.${name}`, value, checked.error, secret.includes(name) ? kindOf : show),
    );
  }
}

/** What stands where a secret may stand, without it. */
function kindOf(value: unknown): string {
  if (value === null || value === "") return show(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
