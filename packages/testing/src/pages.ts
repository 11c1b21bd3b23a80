import { type GenerationConfig, previewImage, previewVideo } from "@tarash/core";
import type {
  FieldMapper,
  ModelVariant,
  Provider,
  ProviderDefinition,
} from "@tarash/core/provider";

/** The parts of a JSON Schema that decide what is tried. */
export interface ParameterSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: ParameterSchema;
  readonly properties?: Readonly<Record<string, ParameterSchema>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly ParameterSchema[];
}

/** One way to call a model, and the schema of what it takes. */
export interface Page {
  readonly model: string;
  readonly variant: ModelVariant;
  readonly schema: ParameterSchema;
}

export interface PageOptions {
  readonly provider: Provider & { readonly definition: ProviderDefinition };
  readonly operation: "video" | "image";
  /** The vendor's schema of a variant. Nothing: the model has none, and is left out of the counts. */
  schemaOf(model: string, variant: ModelVariant): ParameterSchema | undefined;
  /** What is wrong with a payload, by a real schema validator. */
  problemsOf(schema: ParameterSchema, payload: unknown): readonly string[];
  /** The requests to be made of one, where fields exclude or need each other. @default the request as it is */
  split?(request: GivenRequest, variant: ModelVariant): readonly GivenRequest[];
  /** What goes over the wire, where the adapter adds something to the parameters. */
  body?(sent: {
    model: string;
    endpoint: string;
    parameters: Readonly<Record<string, unknown>>;
  }): Record<string, unknown>;
}

/** What was found out about the pages of a provider. */
export interface PageFindings {
  readonly problems: readonly string[];
  readonly counts: Readonly<Record<"models" | "variants" | "payloads" | "values", number>>;
}

/** A request as a caller writes it. */
export type GivenRequest = Readonly<Record<string, unknown>>;

/**
 * Holds every model of a provider to its schema: a minimal and a full request give valid payloads, and every
 * property and every value of an enumeration can be sent through one of the model's variants.
 */
export async function checkPages(options: PageOptions): Promise<PageFindings> {
  const problems: string[] = [];
  const counts = { models: 0, variants: 0, payloads: 0, values: 0 };
  for (const [model, pages] of pagesOf(options)) {
    counts.models++;
    const reached = new Set<string>();
    for (const page of pages) {
      counts.variants++;
      for (const which of ["minimal", "full"] as const) {
        for (const request of split(options, page, requestFor(page, which))) {
          const sent = await payload(options, model, request);
          counts.payloads++;
          if (typeof sent === "string") problems.push(`${model} ${which}: ${sent}`);
          else {
            const found = options.problemsOf(page.schema, sent);
            problems.push(...found.map((text) => `${model} ${which}: ${text}`));
            for (const name of Object.keys(sent)) reached.add(name);
          }
        }
      }
      for (const [name, value] of choices(page)) {
        counts.values++;
        if (!(await sends(options, page, name, value))) {
          problems.push(`${model}: ${name} cannot be ${JSON.stringify(value)}`);
        }
      }
    }
    const names = new Set(pages.flatMap(({ schema }) => Object.keys(schema.properties ?? {})));
    for (const name of names) {
      if (!reached.has(name)) problems.push(`${model}: ${name} is never sent`);
    }
  }
  return { problems, counts };
}

function split(
  options: PageOptions,
  { variant }: Page,
  request: GivenRequest,
): readonly GivenRequest[] {
  return options.split?.(request, variant) ?? [request];
}

/** The variants of each model that have a schema. */
export function pagesOf({
  provider,
  operation,
  schemaOf,
}: Pick<PageOptions, "provider" | "operation" | "schemaOf">): ReadonlyMap<string, readonly Page[]> {
  const models = Object.entries(provider.definition.models[operation] ?? {});
  return new Map(
    models.flatMap(([model, { variants }]) => {
      const pages = variants.flatMap((variant): Page[] => {
        const schema = schemaOf(model, variant);
        return schema ? [{ model, variant, schema }] : [];
      });
      return pages.length > 0 ? [[model, pages] as const] : [];
    }),
  );
}

async function payload(
  options: PageOptions,
  model: string,
  request: GivenRequest,
): Promise<Record<string, unknown> | string> {
  return payloadOf(options, model, request).catch(String);
}

/** What would go over the wire for a request; media by name. */
export async function payloadOf(
  { provider, operation, body }: Pick<PageOptions, "provider" | "operation" | "body">,
  model: string,
  request: GivenRequest,
  config: Partial<GenerationConfig> = {},
): Promise<Record<string, unknown>> {
  const preview = operation === "video" ? previewVideo : previewImage;
  const sent = await preview({ ...config, provider, model, apiKey: "key" }, request);
  const parameters = withNames(sent.parameters) as Record<string, unknown>;
  return body?.({ model, endpoint: sent.endpoint, parameters }) ?? parameters;
}

/** Previews show media that are not sent as a URL as an object; on the wire they are one value. */
function withNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNames);
  if (typeof value !== "object" || value === null) return value;
  if ("download" in value) return value.download;
  if ("upload" in value && "sha256" in value) return String(value.upload);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withNames(entry)]));
}

const media = {
  image: "https://media.test/in.png",
  video: "https://media.test/in.mp4",
  audio: "https://media.test/in.mp3",
};

/** The request that fills the parameters of a page: the required ones, or all. */
export function requestFor({ variant, schema }: Page, which: "minimal" | "full"): GivenRequest {
  const given: Record<string, unknown> = { task: variant.task ?? "generate" };
  for (const [parameter, mapper] of Object.entries(variant.fields)) {
    if (which === "minimal" && !mapper.required) continue;
    const [source] = mapper.sources;
    const property = schema.properties?.[parameter] ?? {};
    if (source === undefined) continue;
    if (source === "extraParams") {
      const extra = given["extraParams"] as object | undefined;
      given[source] = { ...extra, [mapper.name ?? parameter]: valueFor(property) };
    } else if (mapper.media?.roles) {
      const { roles, list, maximum } = mapper.media;
      const images = (given["imageList"] ?? []) as readonly object[];
      const own = { image: media.image, type: roles[0] };
      given["imageList"] = [...images, ...(list && maximum > 1 ? [own, own] : [own])];
    } else {
      given[source] ??= mapper.media ? media[mapper.media.sort] : fieldValue(source, mapper);
    }
  }
  return given;
}

function valueFor(schema: ParameterSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.oneOf) return valueFor(schema.oneOf[0] ?? {});
  if (schema.enum) return schema.enum[0];
  if (schema.type === "integer" || schema.type === "number") return schema.minimum ?? 1;
  if (schema.type === "boolean") return true;
  if (schema.type === "array") return [valueFor(schema.items ?? {})];
  if (schema.type !== "object") return "https://media.test/any";
  const names = schema.required ?? Object.keys(schema.properties ?? {});
  return Object.fromEntries(names.map((name) => [name, valueFor(schema.properties?.[name] ?? {})]));
}

/** What a caller writes in a field so that its parameter gets a value that the mapper allows. */
function fieldValue(source: string, { shape }: FieldMapper): unknown {
  const [first] = shape.allowed ?? [];
  if (source === "generateAudio" || source === "enhancePrompt") return true;
  if (first !== undefined) return source === "durationSeconds" ? Number(first) : first;
  if (source === "prompt" || source === "negativePrompt") return "a fox in the snow";
  if (source === "sourceJob") return "an-earlier-job";
  return Math.max(shape.minimum ?? 1, source === "strength" ? 0.5 : 1);
}

/** Every value of every enumeration of a page. */
function choices({ variant, schema }: Page): readonly [string, unknown][] {
  return Object.keys(variant.fields).flatMap((name) =>
    (schema.properties?.[name]?.enum ?? []).map((value): [string, unknown] => [name, value]),
  );
}

/** Whether a value can be sent: through the field of the request where there is one, else by its own name. */
async function sends(
  options: PageOptions,
  page: Page,
  name: string,
  value: unknown,
): Promise<boolean> {
  const mapper = page.variant.fields[name];
  const source = mapper?.sources[0] ?? "extraParams";
  const [base = {}] = split(options, page, requestFor(page, "minimal"));
  const request =
    source === "extraParams"
      ? {
          ...base,
          extraParams: { ...(base["extraParams"] as object), [mapper?.name ?? name]: value },
        }
      : { ...base, [source]: value };
  const sent = await payload(options, page.model, request);
  return typeof sent !== "string" && sent[name] === value;
}
