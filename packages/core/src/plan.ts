import { type Link, flattenChain } from "./config-schema.ts";
import type { GenerationConfig } from "./config.ts";
import {
  AuthenticationError,
  ProviderNotFoundError,
  TarashError,
  UnsupportedOperationError,
  ValidationError,
  isTarashError,
} from "./errors.ts";
import { type MappedRequest, mapRequest } from "./mapping.ts";
import { type FoundModel, type Model, findModel } from "./model.ts";
import { nearMiss } from "./near-miss.ts";
import { type Operation, operations } from "./operation.ts";
import { type PlannedPart, countOf, splitRequest, withPartAdjustments } from "./parts.ts";
import { plainDefinition } from "./plain-provider.ts";
import { type CostEstimate, estimateCost, sumCosts } from "./price.ts";
import type { OperationAdapter, ProviderDefinition } from "./provider.ts";
import { findProvider, registeredMapping } from "./registry.ts";
import type { NormalRequest } from "./request.ts";
import { chooseVoice, withVoiceAdjustments } from "./voice.ts";

/** A link that can serve the request: what it will send, for each part. */
export interface PlannedLink {
  readonly link: Link;
  readonly definition: ProviderDefinition;
  readonly adapter: OperationAdapter;
  readonly isMock: boolean;
  readonly parts: readonly [PlannedPart, ...PlannedPart[]];
  readonly warnings: readonly string[];
  readonly cost: CostEstimate;
}

/** A link and its plan, or why it has none. */
export interface ChainLink {
  readonly link: Link;
  readonly plan?: PlannedLink;
  readonly problem?: TarashError;
}

const defaultForms = ["url", "upload", "data-url"] as const;

/** Plans every link of a chain before anything is sent, so that a link that cannot serve is known now. */
export function planChain(
  operation: Operation,
  config: GenerationConfig,
  request: NormalRequest,
  options: { now: number; needKeys: boolean },
): readonly ChainLink[] {
  return flattenChain(operation, config).map((link) => {
    try {
      return { link, plan: planLink(operation, link, request, options) };
    } catch (error) {
      if (!isTarashError(error)) throw error;
      error.provider ??= link.config.providerName;
      error.model ??= link.config.model;
      return { link, problem: error };
    }
  });
}

function planLink(
  operation: Operation,
  link: Link,
  given: NormalRequest,
  options: { now: number; needKeys: boolean },
): PlannedLink {
  const { config, provider } = link;
  const definition = provider.definition ?? plainDefinition(config.providerName, provider);
  const isMock =
    definition.name === "mock" || (config.mock !== undefined && config.mock.enabled !== false);
  const adapter = adapterFor(operation, definition, isMock);
  const voice = chooseVoice(given, [config.providerName, definition.name]);
  const { request } = voice;
  const found = lookUp(operation, link, definition);
  const vendor = definition.hosts.length > 0;
  const warnings = vendor ? lifeCycle(link, found, options.now) : [];
  if (options.needKeys && !isMock) requireKey(link, definition);
  const requests = provider.definition
    ? splitRequest(operation, request, config.providerName, found)
    : [request];
  const parts = requests.map((part) => ({
    request: part,
    mapped: provider.definition
      ? mapRequest(found, part, {
          provider: config.providerName,
          onUnsupported: config.onUnsupported ?? "warn",
          onInvalidValue: config.onInvalidValue ?? "error",
          accepts: definition.media?.accepts ?? defaultForms,
        })
      : unmapped(config.model, part),
  })) as unknown as readonly [PlannedPart, ...PlannedPart[]];
  const price = config.price ?? found.model.price;
  const cost = sumCosts(
    parts.map((part) =>
      estimateCost(price, part.request, part.mapped.parameters, countOf(operation, part.request)),
    ),
  );
  if (!isMock) holdToBudget(link, cost);
  return {
    link,
    definition,
    adapter,
    isMock,
    parts: provider.definition
      ? withVoiceAdjustments(withPartAdjustments(parts, request), voice)
      : parts,
    warnings: [...warnings, ...voice.warnings, ...parts[0].mapped.warnings],
    cost,
  };
}

/** A provider of bare functions gets the request as it is; its adjustments are not claimed. */
function unmapped(model: string, request: NormalRequest): MappedRequest {
  return {
    endpoint: model,
    task: request.task ?? "generate",
    parameters: {},
    adjustments: [],
    warnings: [],
    answersAtOnce: true,
  };
}

function adapterFor(
  operation: Operation,
  definition: ProviderDefinition,
  isMock: boolean,
): OperationAdapter {
  const own = definition.operations[operation];
  if (!own) {
    const offered = operations.filter((name) => definition.operations[name]);
    throw new UnsupportedOperationError(
      `${definition.name} does not make ${operation} (it offers ${offered.join(", ") || "nothing"})`,
      { provider: definition.name },
    );
  }
  if (!isMock || definition.name === "mock") return own;
  const mock = findProvider("mock")?.definition?.operations[operation];
  if (!mock) {
    throw new ProviderNotFoundError(
      `the mock of ${definition.name} needs the mock provider: install @tarash/provider-mock and call registerProvider("mock", mock)`,
      { provider: "mock" },
    );
  }
  return mock;
}

function lookUp(operation: Operation, link: Link, definition: ProviderDefinition): FoundModel {
  const { model: id, providerName } = link.config;
  const models = definition.models[operation] ?? {};
  const fields = definition.generic?.[operation];
  const generic: Model | undefined = fields && {
    operation,
    variants: [{ fields }],
    verified: false,
  };
  const known = findModel(models, definition.modelOf?.(link.config) ?? id, generic);
  const found = known && { ...known, id };
  const registered = registeredMapping(providerName, operation, id);
  if (registered && registered.key.length >= (found?.key?.length ?? 0)) {
    const model: Model = {
      ...found?.model,
      operation,
      variants: [{ fields: registered.mapping }],
      verified: false,
    };
    return { id, key: registered.key, match: registered.key === id ? "exact" : "prefix", model };
  }
  if (found) return found;
  const ids = Object.keys(models);
  const similar = nearMiss(id, ids);
  throw new ValidationError(
    `${providerName}: model ${id} is not known for ${operation}${similar ? `; did you mean ${similar}?` : ""} (use one of ${ids.slice(0, 20).join(", ")}${ids.length > 20 ? `, … ${ids.length} in all` : ""})`,
    { provider: providerName, model: id },
  );
}

/** Refuses a model that its vendor has switched off; warns where others only say so, and before the day. */
function lifeCycle(link: Link, found: FoundModel, now: number): readonly string[] {
  const { retired, verified } = found.model;
  const { providerName: provider, model } = link.config;
  const warnings: string[] = [];
  if (found.match === "generic" || verified === false) {
    warnings.push(
      `${provider} ${model}: its parameters are not verified against a schema of the vendor`,
    );
  }
  if (!retired) return warnings;
  const instead = retired.replacement ? `; use ${retired.replacement}` : "";
  const over = Date.parse(retired.date) <= now;
  if (over && retired.evidence === "vendor" && !link.config.allowRetired) {
    throw new UnsupportedOperationError(
      `${provider} ${model} was retired on ${retired.date}${instead} (set allowRetired to call it all the same)`,
      { provider, model },
    );
  }
  const tense = over ? "was retired" : "will be retired";
  const weak = retired.evidence === "reported" ? " as far as is known" : "";
  return [...warnings, `${provider} ${model} ${tense} on ${retired.date}${weak}${instead}`];
}

function requireKey(link: Link, definition: ProviderDefinition): void {
  const { config } = link;
  const needed = definition.needsKey ?? definition.env.length > 0;
  if (!needed || config.apiKey !== undefined) return;
  const wanted = config.apiKeyEnv ?? definition.env.join(" or ");
  throw new AuthenticationError(
    `${config.providerName} ${config.model}: no key: set apiKey in the config, or the environment variable ${wanted}`,
    { provider: config.providerName, model: config.model },
  );
}

function holdToBudget(link: Link, cost: CostEstimate): void {
  const { maxCostUsd, allowUnknownCost, providerName: provider, model } = link.config;
  if (maxCostUsd === undefined) return;
  if (!cost.known) {
    if (allowUnknownCost) return;
    throw new ValidationError(
      `${provider} ${model}: maxCostUsd is set and the cost is unknown (${cost.reason}); set price or allowUnknownCost`,
      { provider, model },
    );
  }
  if (cost.maximum <= maxCostUsd) return;
  throw new ValidationError(
    `${provider} ${model}: maxCostUsd is ${maxCostUsd} and this may cost up to ${cost.maximum} USD (price of ${cost.asOf})`,
    { provider, model },
  );
}
