import { callHeader } from "./http.ts";
import type { ProviderDefinition, ResolvedConfig } from "./provider.ts";

/** Vendor clients kept for each provider; the oldest makes room. */
const mostClients = 50;

const clients = new WeakMap<ProviderDefinition, Map<string, Promise<unknown>>>();
const stepBySignal = new WeakMap<AbortSignal, typeof fetch>();
const stepById = new Map<string, typeof fetch>();
const identities = new WeakMap<object, number>();
let nextIdentity = 1;

/** Says which step's `fetch` serves requests that carry this signal or header. Returns how to forget it. */
export function announceStep(signal: AbortSignal, id: string, send: typeof fetch): () => void {
  stepBySignal.set(signal, send);
  stepById.set(id, send);
  return () => stepById.delete(id);
}

/**
 * A vendor's client, made once for each key, base URL, API version, `fetch` and provider setting. Its requests go
 * through the `fetch` of the step they belong to, found by signal or header; `otherwise` serves those of no step.
 */
export function cachedClient<Client>(
  definition: ProviderDefinition,
  config: ResolvedConfig,
  otherwise: typeof fetch,
  make: (fetch: typeof globalThis.fetch) => Client | Promise<Client>,
): Promise<Client> {
  const known = clients.get(definition) ?? new Map<string, Promise<unknown>>();
  clients.set(definition, known);
  const key = JSON.stringify([
    config.apiKey,
    config.baseUrl,
    config.apiVersion,
    config.headers,
    identity(config.fetch),
    settingsKey(config.providerConfig),
  ]);
  const found = known.get(key);
  if (found) return found as Promise<Client>;
  const made = Promise.resolve().then(() => make(dispatcher(otherwise)));
  known.set(key, made);
  made.catch(() => known.delete(key));
  const [oldest] = known.keys();
  if (known.size > mostClients && oldest !== undefined) known.delete(oldest);
  return made;
}

function dispatcher(otherwise: typeof fetch): typeof fetch {
  return (input, init) => {
    const asked = input instanceof Request ? input : undefined;
    const id = new Headers(init?.headers ?? asked?.headers).get(callHeader);
    const signal = init?.signal ?? asked?.signal;
    const step =
      (id === null ? undefined : stepById.get(id)) ??
      (signal ? stepBySignal.get(signal) : undefined);
    return (step ?? otherwise)(input, init);
  };
}

/** Settings by what they say, so that a fresh object with the same ones finds the same client; functions and the like by who they are. */
function settingsKey(settings: object | undefined): unknown {
  return JSON.parse(
    JSON.stringify(settings ?? null, (_name, value: unknown) => {
      if (typeof value === "function") return `#${identity(value)}`;
      if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
      return Object.getPrototypeOf(value) === Object.prototype ? value : `#${identity(value)}`;
    }),
  );
}

/** A number for an object, since objects are told apart by who they are. */
function identity(value: object | undefined): number {
  if (value === undefined) return 0;
  const known = identities.get(value);
  if (known !== undefined) return known;
  identities.set(value, nextIdentity);
  return nextIdentity++;
}
