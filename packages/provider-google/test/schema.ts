import { readFileSync } from "node:fs";
import type { ModelVariant } from "@tarash/core/provider";
import type { PageOptions, ParameterSchema } from "@tarash/testing/pages";
import { models } from "../src/models.ts";

type Properties = Readonly<Record<string, ParameterSchema>>;

const file = new URL("fixtures/schemas.json", import.meta.url);
const { schemas, limits } = JSON.parse(readFileSync(file, "utf8")) as {
  schemas: Readonly<Record<string, Properties>>;
  limits: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;
};

const kept = new Map<ModelVariant, Map<string, ParameterSchema>>();

/** What the SDK's types take at the endpoint of a variant, with the values that the model is known to take. */
export function schemaOf(model: string, variant: ModelVariant): ParameterSchema | undefined {
  const whole = schemas[variant.endpoint ?? ""];
  if (!whole) return undefined;
  const byModel = kept.get(variant) ?? new Map<string, ParameterSchema>();
  kept.set(variant, byModel);
  const known = byModel.get(model);
  if (known) return known;
  const own = new Set(Object.keys({ ...variant.fields, ...variant.fixed }));
  const properties = Object.fromEntries(
    Object.entries(whole)
      .filter(([name]) => own.has(name))
      .map(([name, property]) => {
        const known = limits[model]?.[name] ?? (modes.has(name) ? allowed(variant, name) : []);
        return [name, known.length > 0 ? narrowed(property, known) : property];
      }),
  );
  const required = Object.entries(variant.fields)
    .filter(([, { required }]) => required)
    .map(([name]) => name);
  const schema = {
    type: "object",
    properties,
    required,
    additionalProperties: false,
  };
  byModel.set(model, schema);
  return schema;
}

/** Which modes fit depends on what else is given: each way to edit has its own. */
const modes = new Set(["editMode", "maskMode"]);

function allowed({ fields }: ModelVariant, name: string): readonly unknown[] {
  return fields[name]?.shape.allowed ?? [];
}

/** The values that are known to be taken, as far as the SDK's types have them. */
function narrowed(property: ParameterSchema, values: readonly unknown[]): ParameterSchema {
  const { enum: whole } = property;
  return { ...property, enum: whole ? whole.filter((value) => values.includes(value)) : values };
}

/** Names that no page of an endpoint has, although the SDK takes them there. */
export function unreached(): readonly string[] {
  const all = [...Object.values(models.video ?? {}), ...Object.values(models.image ?? {})];
  const variants = all.flatMap((model) => model.variants);
  return Object.entries(schemas).flatMap(([endpoint, properties]) => {
    const own = variants.filter((variant) => variant.endpoint === endpoint);
    const names = new Set(own.flatMap(({ fields, fixed }) => Object.keys({ ...fields, ...fixed })));
    return Object.keys(properties)
      .filter((name) => !names.has(name))
      .map((name) => `${endpoint} ${name}`);
  });
}

/** Nested parameters by their whole names, as pages write them. */
export const body: NonNullable<PageOptions["body"]> = ({ parameters }) => flat(parameters, "");

function flat(value: Readonly<Record<string, unknown>>, place: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, entry]): [string, unknown][] => {
      const nested = ["imageConfig", "response_format", "generation_config", "video_config"];
      return nested.includes(name)
        ? Object.entries(flat(entry as Record<string, unknown>, `${place}${name}.`))
        : [[place + name, entry]];
    }),
  );
}
