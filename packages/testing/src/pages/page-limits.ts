import type { FieldMapper } from "@tarash/core/provider";
import type { Page, PageOptions } from "./page.ts";
import { isRequired, type ParameterSchema, schemaAt } from "./schema.ts";

/** What a page allows or wants beyond its schema. */
export function tooMuch(options: PageOptions, page: Page): readonly string[] {
  return Object.entries(page.variant.fields).flatMap(([parameter, mapper]) => {
    const schema = schemaAt(page.schema, parameter);
    if (!schema) return [`${parameter} is not in the schema`];
    return wanted(options, page, parameter, mapper).concat(
      foreign(parameter, mapper, schema),
      wider(parameter, mapper, schema),
    );
  });
}

/** An edit, an extension or an upscaling without what it is done to is none, though a schema may take it. */
function wanted(
  options: PageOptions,
  page: Page,
  parameter: string,
  { required, media, sources }: FieldMapper,
): string[] {
  if (!required || isRequired(page.schema, parameter)) return [];
  const { task = "generate" } = page.variant;
  const input = media !== undefined || sources[0] === "sourceJob";
  if (task !== "generate" && input) return [];
  if (options.mayRequire?.(parameter, page)) return [];
  return [`${parameter} is not required by the schema`];
}

/** The closed set of values that a schema takes; nothing when others may fit as well. */
function closedSet(schema: ParameterSchema): readonly unknown[] | undefined {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return schema.enum;
  const options = schema.anyOf ?? schema.oneOf;
  const sets = options?.map(closedSet);
  return sets?.every((set) => set !== undefined) ? sets.flat() : undefined;
}

function foreign(
  parameter: string,
  { shape }: FieldMapper,
  schema: ParameterSchema,
): readonly string[] {
  const closed = closedSet(schema);
  if (!closed) return [];
  return (shape.allowed ?? [])
    .filter((value) => !closed.includes(value))
    .map((value) => `${parameter} allows ${JSON.stringify(value)}, unknown to the schema`);
}

function wider(
  parameter: string,
  { shape }: FieldMapper,
  schema: ParameterSchema,
): readonly string[] {
  const { minimum: least = -Infinity, maximum: most = Infinity, type } = schema;
  if (type !== "integer" && type !== "number") return [];
  const numbers = (shape.allowed ?? []).map(Number);
  const { minimum = least, maximum = most } = shape;
  const [low, high] = [Math.min(minimum, ...numbers), Math.max(maximum, ...numbers)];
  return low >= least && high <= most
    ? []
    : [`${parameter} allows ${low} to ${high}, the schema ${least} to ${most}`];
}
