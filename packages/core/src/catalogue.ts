import { ValidationError } from "./errors.ts";
import type { FieldMapper, ParameterType } from "./field-mapper.ts";
import { type Model, type ModelVariant, type Price, type Retirement, findModel } from "./model.ts";
import { nearMiss } from "./near-miss.ts";
import { type Operation, type Task, operations, tasks } from "./operation.ts";
import type { Provider } from "./provider.ts";
import { getProvider, listProviders } from "./registry.ts";
import type { ImageRole } from "./media.ts";
import type { RequestField } from "./request.ts";
import { show } from "./values.ts";

/** One parameter of a model. */
export interface ParameterDescription {
  /** Its name on the wire. */
  readonly parameter: string;
  /** Where it comes from in the request: fields, or `extraParams.NAME`. */
  readonly from: readonly string[];
  readonly required: boolean;
  readonly roles?: readonly ImageRole[];
  /** Set where nothing but the type is known. */
  readonly type?: ParameterType;
  readonly allowed?: readonly (string | number | boolean)[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A model as it can be asked about. */
export interface ModelDescription {
  readonly provider: string;
  readonly model: string;
  readonly operation: Operation;
  readonly tasks: readonly Task[];
  /** Request fields that it takes, over all of its variants. */
  readonly takes: readonly string[];
  readonly roles: readonly ImageRole[];
  readonly status: "current" | "retiring" | "retired";
  readonly retired?: Retirement;
  readonly price?: Price;
  readonly verified: boolean;
  readonly source?: string;
  /** The usual length of a job, for progress displays. */
  readonly typicalSeconds?: number;
  readonly variants: readonly {
    readonly endpoint: string;
    readonly task: Task;
    readonly parameters: readonly ParameterDescription[];
  }[];
}

/** Which models to list. */
export interface ModelFilter {
  /** A registered name, or the provider itself. */
  provider?: string | Provider;
  operation?: Operation;
  task?: Task;
  /** Fields or roles that the model must take, for example `["last_frame", "seed"]`. */
  takes?: readonly (RequestField | ImageRole)[];
  /** @default false */
  includeRetired?: boolean;
}

const filterKeys = ["provider", "operation", "task", "takes", "includeRetired"];

/** A misspelt filter would list nothing, or everything. */
function checkFilter(filter: ModelFilter): void {
  const { operation, task, takes } = filter;
  const unknown = Object.keys(filter).find((name) => !filterKeys.includes(name));
  if (unknown !== undefined) {
    throw new ValidationError(
      `the filter has an unknown key ${unknown} (known: ${filterKeys.join(", ")})`,
    );
  }
  const named = { operation: [operation, operations], task: [task, tasks] } as const;
  for (const [name, [value, allowed]] of Object.entries(named)) {
    if (value === undefined || (allowed as readonly string[]).includes(value)) continue;
    throw new ValidationError(`${name} must be one of ${allowed.join(", ")} (got ${show(value)})`);
  }
  if (takes !== undefined && !Array.isArray(takes)) {
    throw new ValidationError(`takes must be a list of fields and roles (got ${show(takes)})`);
  }
}

/**
 * The models of the registered providers, or of one, from their data.
 * @throws ValidationError for a filter that is none; ProviderNotFoundError.
 */
export function listModels(filter: ModelFilter = {}): ModelDescription[] {
  checkFilter(filter);
  const providers = filter.provider === undefined ? listProviders() : [filter.provider];
  const wanted = filter.operation === undefined ? operations : [filter.operation];
  return providers
    .flatMap((provider) => wanted.flatMap((operation) => modelsOf(provider, operation)))
    .filter((model) => {
      if (!filter.includeRetired && model.status === "retired") return false;
      if (filter.task !== undefined && !model.tasks.includes(filter.task)) return false;
      return (filter.takes ?? []).every(
        (name) => model.takes.includes(name) || model.roles.includes(name as ImageRole),
      );
    });
}

/**
 * What a model takes, allows, costs, and until when it lives. A model that serves several operations is described
 * for the first of them, unless one is named.
 * @throws ValidationError for a model that the provider's data do not hold.
 */
export function describeModel(
  provider: string | Provider,
  model: string,
  operation?: Operation,
): ModelDescription {
  const { name, definition } = providerOf(provider);
  for (const each of operation === undefined ? operations : [operation]) {
    const found = findModel(definition?.models[each] ?? {}, model, undefined);
    if (found) return describe(name, model, found.model);
  }
  const known = operations.flatMap((each) => Object.keys(definition?.models[each] ?? {}));
  const similar = nearMiss(model, known);
  throw new ValidationError(
    `${name}: model ${model} is not known${similar ? `; did you mean ${similar}?` : ""} (listModels({ provider: "${name}" }) names all)`,
    { provider: name, model },
  );
}

function providerOf(provider: string | Provider): {
  name: string;
  definition: Provider["definition"];
} {
  const { definition } = typeof provider === "string" ? getProvider(provider) : provider;
  return {
    name: typeof provider === "string" ? provider : (definition?.name ?? "custom"),
    definition,
  };
}

function modelsOf(provider: string | Provider, operation: Operation): ModelDescription[] {
  const { name, definition } = providerOf(provider);
  return Object.entries(definition?.models[operation] ?? {}).map(([id, model]) =>
    describe(name, id, model),
  );
}

function describe(provider: string, id: string, model: Model): ModelDescription {
  const mappers = model.variants.flatMap(({ fields }) => Object.values(fields));
  const { retired, price, source } = model;
  return {
    provider,
    model: id,
    operation: model.operation,
    tasks: unique(model.variants.map(({ task }) => task ?? "generate")),
    takes: unique(mappers.flatMap(({ sources }) => sources)).filter(
      (field) => field !== "extraParams",
    ),
    roles: unique(mappers.flatMap(({ media }) => media?.roles ?? [])),
    status: statusOf(retired),
    verified: model.verified ?? true,
    variants: model.variants.map((variant) => describeVariant(id, variant)),
    ...(retired ? { retired } : {}),
    ...(price ? { price } : {}),
    ...(source === undefined ? {} : { source }),
    ...(model.typicalSeconds === undefined ? {} : { typicalSeconds: model.typicalSeconds }),
  };
}

function statusOf(retired: Retirement | undefined): ModelDescription["status"] {
  if (!retired) return "current";
  return Date.parse(retired.date) <= Date.now() ? "retired" : "retiring";
}

function describeVariant(id: string, variant: ModelVariant): ModelDescription["variants"][number] {
  return {
    endpoint: variant.endpoint ?? id,
    task: variant.task ?? "generate",
    parameters: Object.entries(variant.fields).map(([parameter, mapper]) =>
      describeParameter(parameter, mapper),
    ),
  };
}

function describeParameter(parameter: string, mapper: FieldMapper): ParameterDescription {
  const { shape, media } = mapper;
  return {
    parameter,
    from: mapper.sources.map((source) =>
      source === "extraParams" ? `extraParams.${mapper.name ?? parameter}` : source,
    ),
    required: mapper.required,
    ...(media?.roles ? { roles: media.roles } : {}),
    ...(shape.type ? { type: shape.type } : {}),
    ...(shape.allowed ? { allowed: shape.allowed } : {}),
    ...(shape.minimum === undefined ? {} : { minimum: shape.minimum }),
    ...(shape.maximum === undefined ? {} : { maximum: shape.maximum }),
  };
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
