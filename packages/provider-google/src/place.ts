import { AuthenticationError, type Call, ValidationError } from "@tarash/core/provider";

/** The Gemini API, for those who have a key. */
const geminiHost = "https://generativelanguage.googleapis.com";

/** Regions of Vertex AI, each with a host of its own. */
const regions = [
  "africa-south1",
  "asia-east1",
  "asia-east2",
  "asia-northeast1",
  "asia-northeast2",
  "asia-northeast3",
  "asia-south1",
  "asia-south2",
  "asia-southeast1",
  "asia-southeast2",
  "australia-southeast1",
  "australia-southeast2",
  "europe-central2",
  "europe-north1",
  "europe-southwest1",
  "europe-west1",
  "europe-west2",
  "europe-west3",
  "europe-west4",
  "europe-west6",
  "europe-west8",
  "europe-west9",
  "europe-west12",
  "me-central1",
  "me-central2",
  "me-west1",
  "northamerica-northeast1",
  "northamerica-northeast2",
  "southamerica-east1",
  "southamerica-west1",
  "us-central1",
  "us-east1",
  "us-east4",
  "us-east5",
  "us-south1",
  "us-west1",
  "us-west2",
  "us-west3",
  "us-west4",
];

const vertexHosts: Readonly<Record<string, string>> = {
  global: "https://aiplatform.googleapis.com",
  us: "https://aiplatform.us.rep.googleapis.com",
  eu: "https://aiplatform.eu.rep.googleapis.com",
  ...Object.fromEntries(
    regions.map((region) => [region, `https://${region}-aiplatform.googleapis.com`]),
  ),
};

/** Every origin that a key or a token may go to. */
export const hosts: readonly string[] = [geminiHost, ...Object.values(vertexHosts)];

/** Where a call goes: the Gemini API with its key, or a project's place in Vertex AI. */
export type Place =
  | { readonly kind: "gemini"; readonly apiKey: string }
  | { readonly kind: "vertex"; readonly project: string; readonly location: string };

/**
 * Where the config sends its calls. A project means Vertex AI, also when a key is at hand.
 * @throws AuthenticationError when there is neither.
 */
export function placeOf({
  config,
  provider,
  model,
}: Pick<Call, "config" | "provider" | "model">): Place {
  const { project, gcpProject, location } = config.providerConfig ?? {};
  const named = project ?? gcpProject;
  if (typeof named === "string" || (config.apiKey === undefined && environment(projectVariable))) {
    return {
      kind: "vertex",
      project: String(named ?? environment(projectVariable)),
      location: String(location ?? environment(locationVariable) ?? "us-central1"),
    };
  }
  if (config.apiKey !== undefined) return { kind: "gemini", apiKey: config.apiKey };
  throw new AuthenticationError(
    `${provider} ${model}: neither a key nor a project: set apiKey (or GEMINI_API_KEY) for the Gemini API, or providerConfig.project (or ${projectVariable}) for Vertex AI`,
    { provider, model, delivery: "unsent" },
  );
}

/** The Gemini API, for a job that lives there, whatever project the config names. */
export function geminiPlace({
  config,
  provider,
  model,
}: Pick<Call, "config" | "provider" | "model">): Place {
  if (config.apiKey !== undefined) return { kind: "gemini", apiKey: config.apiKey };
  throw new AuthenticationError(
    `${provider} ${model}: the job was made with an API key: give it as apiKey or GEMINI_API_KEY`,
    { provider, model, delivery: "unsent" },
  );
}

const projectVariable = "GOOGLE_CLOUD_PROJECT";
const locationVariable = "GOOGLE_CLOUD_LOCATION";

/** The host of a place. The location may come from a stored ref, so only known ones are taken. */
export function hostOf(place: Place): string {
  if (place.kind === "gemini") return geminiHost;
  const host = Object.hasOwn(vertexHosts, place.location) ? vertexHosts[place.location] : undefined;
  if (host !== undefined) return host;
  throw new ValidationError(
    `google: location must be one of ${Object.keys(vertexHosts).join(", ")} (got ${JSON.stringify(place.location)})`,
  );
}

/** The place that the name of an operation tells: `projects/P/locations/L/…`. */
export function placeOfOperation(name: string): Place | undefined {
  const [, project, location] = /^projects\/([^/]+)\/locations\/([^/]+)\//.exec(name) ?? [];
  return project && location ? { kind: "vertex", project, location } : undefined;
}

function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name] || undefined;
}
