import * as z from "zod";

/** The parts of a JSON Schema that decide what is tried. */
export interface ParameterSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly items?: ParameterSchema;
  readonly properties?: Readonly<Record<string, ParameterSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly oneOf?: readonly ParameterSchema[];
  readonly anyOf?: readonly ParameterSchema[];
}

/** Where a payload does not fit its schema, and why. */
export interface Problem {
  readonly path: readonly string[];
  readonly message: string;
}

const validators = new WeakMap<ParameterSchema, z.ZodType>();

/** What is wrong with a payload, by a real validator; one entry for each name that the schema does not know. */
export function problemsOf(schema: ParameterSchema, payload: unknown): readonly Problem[] {
  const known = validators.get(schema) ?? z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema);
  validators.set(schema, known);
  const issues = known.safeParse(payload).error?.issues ?? [];
  return issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
    return issue.keys.map((name) => ({ path: [...path, name], message: "is no parameter" }));
  });
}

/** A problem as a reader wants it: `video.duration: Invalid option: expected one of "5s"`. */
export function tell({ path, message }: Problem): string {
  return `${path.join(".")}: ${message}`;
}

/** The schema of a parameter by its name; a dot stands for nesting unless the name is known as it is. */
export function schemaAt(schema: ParameterSchema, name: string): ParameterSchema | undefined {
  const place = placeOf(schema, name);
  return place && place.within.properties?.[place.name];
}

/** Whether a payload without the parameter is refused, where the things around it are there. */
export function isRequired(schema: ParameterSchema, name: string): boolean {
  const place = placeOf(schema, name);
  return place?.within.required?.includes(place.name) ?? false;
}

/** The innermost object that holds a parameter, and the parameter's name in it. */
function placeOf(
  schema: ParameterSchema,
  name: string,
): { within: ParameterSchema; name: string } | undefined {
  const options = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const within = options.find(({ properties = {} }) => name in properties);
  if (within) return { within, name };
  const [first = "", ...rest] = name.split(".");
  const inner = options.find(({ properties = {} }) => first in properties)?.properties?.[first];
  return inner && rest.length > 0 ? placeOf(inner, rest.join(".")) : undefined;
}

/** The names of all parameters; things whose parts stand on a page by themselves are named by their parts. */
export function namesIn(
  { properties = {} }: ParameterSchema,
  onPages: readonly string[],
  place = "",
): readonly string[] {
  return Object.entries(properties).flatMap(([name, inner]) => {
    const whole = place + name;
    const inParts = onPages.some((parameter) => parameter.startsWith(`${whole}.`));
    return inParts && inner.properties ? namesIn(inner, onPages, `${whole}.`) : [whole];
  });
}

/** The values of an enumeration, or the ends of a range; none when anything of a type will do. */
export function valuesOf(schema: ParameterSchema): readonly unknown[] {
  const { const: only, enum: values, minimum, maximum, anyOf, oneOf } = schema;
  if (only !== undefined) return [only];
  if (values) return values;
  if (minimum !== undefined || maximum !== undefined) {
    return [minimum, maximum].filter((end) => end !== undefined);
  }
  return (anyOf ?? oneOf)?.flatMap(valuesOf) ?? [];
}

/** Values just outside of an enumeration or a range; none where the schema has no bounds. */
export function outside(schema: ParameterSchema): readonly unknown[] {
  const { type, minimum, maximum } = schema;
  const known = valuesOf(schema);
  const numbers = known.filter((value) => typeof value === "number");
  const above = type !== "string" && numbers.length > 0 ? [Math.max(...numbers) + 1] : [];
  const tried = [
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(maximum === undefined ? [] : [maximum + 1]),
    ...(known.length > 0 ? [...above, "no such value"] : []),
  ];
  return [...new Set(tried)].filter((value) => problemsOf(schema, value).length > 0);
}

/** A value that the schema allows. */
export function valueFor(schema: ParameterSchema): unknown {
  const [first] = valuesOf(schema);
  if (first !== undefined) return first;
  const [option] = schema.oneOf ?? schema.anyOf ?? [];
  if (option) return valueFor(option);
  if (schema.type === "integer" || schema.type === "number") return 2;
  if (schema.type === "boolean") return true;
  if (schema.type === "array") return [valueFor(schema.items ?? {})];
  if (schema.type !== "object") return "https://media.test/any";
  const names = schema.required ?? Object.keys(schema.properties ?? {});
  return Object.fromEntries(names.map((name) => [name, valueFor(schema.properties?.[name] ?? {})]));
}

/** A parameter of a payload by its name. */
export function read(payload: Readonly<Record<string, unknown>>, name: string): unknown {
  if (name in payload || !name.includes(".")) return payload[name];
  return name
    .split(".")
    .reduce<unknown>(
      (inner, part) => (inner as Record<string, unknown> | undefined)?.[part],
      payload,
    );
}
