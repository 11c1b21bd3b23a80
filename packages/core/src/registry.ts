import { ProviderNotFoundError, ValidationError } from "./errors.ts";
import type { FieldMapping } from "./field-mapper.ts";
import { longestPrefix } from "./model.ts";
import { nearMiss } from "./near-miss.ts";
import { type Operation, operations } from "./operation.ts";
import type { Provider } from "./provider.ts";
import { show } from "./values.ts";

interface Registry {
  readonly providers: Map<string, Provider>;
  readonly mappings: Map<string, FieldMapping>;
}

const key = Symbol.for("tarash.registry.1");

/** Two copies of core in one tree share one registry. */
function registry(): Registry {
  const shared = globalThis as { [key]?: Registry };
  return (shared[key] ??= { providers: new Map(), mappings: new Map() });
}

const generators = ["generateVideo", "generateImage", "generateTts", "generateSts"] as const;

/**
 * Makes a provider known under a name, for configs that name it by a string. A later call with the same name
 * takes the place of the earlier one. Importing a provider's package registers nothing.
 * @throws ValidationError when the name is not one, or the provider can do nothing.
 */
export function registerProvider(name: string, provider: Provider): void {
  if (!/^[a-z0-9][a-z0-9_-]*$/i.test(name)) {
    throw new ValidationError(
      `a provider's name is made of letters, digits, - and _ (got ${JSON.stringify(name)})`,
    );
  }
  const usable =
    provider?.definition || generators.some((method) => typeof provider?.[method] === "function");
  if (!usable) {
    throw new ValidationError(
      `provider ${name} has neither a definition nor one of ${generators.join(", ")}`,
    );
  }
  registry().providers.set(name, provider);
}

/** Packages of the providers that Tarash's own repository holds, by every name that people use. */
const packages: Readonly<Record<string, readonly [packageName: string, exportName: string]>> = {
  mock: ["@tarash/provider-mock", "mock"],
  fal: ["@tarash/provider-fal", "fal"],
  openai: ["@tarash/provider-openai", "openai"],
  "azure-openai": ["@tarash/provider-azure-openai", "azureOpenai"],
  azure_openai: ["@tarash/provider-azure-openai", "azureOpenai"],
  azure: ["@tarash/provider-azure-openai", "azureOpenai"],
  replicate: ["@tarash/provider-replicate", "replicate"],
  google: ["@tarash/provider-google", "google"],
  runway: ["@tarash/provider-runway", "runway"],
  luma: ["@tarash/provider-luma", "luma"],
  stability: ["@tarash/provider-stability", "stability"],
  xai: ["@tarash/provider-xai", "xai"],
  heygen: ["@tarash/provider-heygen", "heygen"],
};

/**
 * The provider of a name.
 * @throws ProviderNotFoundError that says which package to install, or which names are registered.
 */
export function getProvider(name: string): Provider {
  const { providers } = registry();
  const provider = providers.get(name) ?? byAlias(name);
  if (provider) return provider;
  const [packageName, exportName] = Object.hasOwn(packages, name) ? (packages[name] ?? []) : [];
  if (packageName !== undefined) {
    throw new ProviderNotFoundError(
      `provider ${name} is not registered: install ${packageName}, then import { ${exportName} } from "${packageName}" and call registerProvider("${name}", ${exportName})`,
      { provider: name },
    );
  }
  const known = [...providers.keys()];
  const similar = nearMiss(name, [...known, ...Object.keys(packages)]);
  const hint = similar ? `; did you mean ${similar}?` : "";
  throw new ProviderNotFoundError(
    `provider ${name} is not registered (registered: ${known.join(", ") || "none"})${hint}`,
    { provider: name },
  );
}

function byAlias(name: string): Provider | undefined {
  return [...registry().providers.values()].find(({ definition }) =>
    definition?.aliases?.includes(name),
  );
}

/** The registered names, sorted. */
export function listProviders(): string[] {
  return [...registry().providers.keys()].toSorted();
}

/** The provider of a name, or nothing. */
export function findProvider(name: string): Provider | undefined {
  return registry().providers.get(name) ?? byAlias(name);
}

const mappingKey = (provider: string, operation: Operation, model: string): string =>
  `${provider}\n${operation}\n${model}`;

/**
 * Says how a provider's models are mapped, from now on and instead of what the provider says: the key is a model id
 * or a prefix of ids that ends at a `/` or `:`; the value takes the place of that model's whole mapping.
 * @throws ValidationError for an operation or a mapper that is none; then nothing is registered.
 */
export function registerProviderFieldMapping(
  provider: string,
  models: Readonly<Record<string, FieldMapping>>,
  operation: Operation = "video",
): void {
  if (!operations.includes(operation)) {
    throw new ValidationError(
      `operation must be one of ${operations.join(", ")} (got ${JSON.stringify(operation)})`,
    );
  }
  for (const [model, mapping] of Object.entries(models)) {
    for (const [parameter, mapper] of Object.entries(mapping)) {
      if (Array.isArray(mapper?.sources)) continue;
      throw new ValidationError(
        `${provider} ${model}: ${parameter} must be a field mapper, such as passthroughField("prompt") (got ${show(mapper)})`,
        { provider, model },
      );
    }
  }
  for (const [model, mapping] of Object.entries(models)) {
    registry().mappings.set(mappingKey(provider, operation, model), mapping);
  }
}

/** A registered mapping for a model: its own, or that of the longest prefix. */
export function registeredMapping(
  provider: string,
  operation: Operation,
  model: string,
): { key: string; mapping: FieldMapping } | undefined {
  const all = registeredMappings(provider, operation);
  const found = longestPrefix(Object.keys(all), model);
  const mapping = found === undefined ? undefined : all[found];
  return found !== undefined && mapping ? { key: found, mapping } : undefined;
}

function registeredMappings(provider: string, operation: Operation): Record<string, FieldMapping> {
  const start = mappingKey(provider, operation, "");
  return Object.fromEntries(
    [...registry().mappings].flatMap(([name, mapping]) =>
      name.startsWith(start) ? [[name.slice(start.length), mapping]] : [],
    ),
  );
}

/** How a provider's models are mapped: what the provider says, with what was registered since in its place. */
export function getProviderFieldMapping(
  provider: string,
  operation: Operation = "video",
): Readonly<Record<string, FieldMapping>> {
  const models = findProvider(provider)?.definition?.models[operation] ?? {};
  const own = Object.entries(models).map(([id, { variants }]) => [
    id,
    Object.assign({}, ...variants.map(({ fields }) => fields)) as FieldMapping,
  ]);
  return Object.freeze({ ...Object.fromEntries(own), ...registeredMappings(provider, operation) });
}
