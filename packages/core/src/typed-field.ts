import type { Required } from "./choice.ts";
import type { FieldMapper, ParameterType } from "./field-mapper.ts";
import { invalidValue } from "./values.ts";

const isText = (value: unknown): boolean => typeof value === "string";
const isObject = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listOf =
  (fits: (entry: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(fits);

/** What an error says is allowed, and what fits. */
const types: Readonly<
  Record<ParameterType, readonly [allowed: string, fits: (value: unknown) => boolean]>
> = {
  text: ["text", isText],
  number: ["a number", Number.isFinite],
  // Beyond the safe ones a number is not the one that was written.
  integer: ["a whole number", Number.isSafeInteger],
  boolean: ["true or false", (value: unknown) => typeof value === "boolean"],
  object: ["an object", isObject],
  list: ["a list", Array.isArray],
  texts: ["a list of texts", listOf(isText)],
  numbers: ["a list of numbers", listOf(Number.isFinite)],
  objects: ["a list of objects", listOf(isObject)],
};

/**
 * One of the vendor's own parameters, from `extraParams`, of which only the type is known. `name` is the caller's name
 * where it is not the one on the wire. A value of another type is a `ValidationError`; nothing is converted.
 */
export function typedField(
  type: ParameterType,
  { name, required = false }: Required & { name?: string } = {},
): FieldMapper {
  const [allowed, fits] = types[type];
  return {
    sources: ["extraParams"],
    ...(name === undefined ? {} : { name }),
    required,
    shape: { type },
    convert(value, _request, context) {
      if (!fits(value)) throw invalidValue(context, value, allowed);
      return { value, kind: "exact" };
    },
  };
}
