import { type Operation, type ResolvedConfig, ValidationError } from "@tarash/core/provider";

/**
 * Stands for the caller's endpoint, which core puts in its place: Azure has no host that all share.
 * Nothing is ever sent there.
 */
export const placeholder = "https://azure-openai.invalid";

/** How the endpoint is spoken to. */
export interface Endpoint {
  /** The SDK's base URL, in which the caller's endpoint takes the place of the origin. */
  readonly baseUrl: string;
  /** The query that every request carries. */
  readonly apiVersion?: string;
  /** Whether it is the classic path `/openai/deployments/NAME/…` instead of `/openai/v1/…`. */
  readonly classic: boolean;
}

/**
 * Reads the endpoint from `baseUrl` (required) and `apiVersion`; a version in the URL's query wins. A dated version
 * means the classic path, which serves images only: video, and versions such as `preview`, go to the v1 path.
 * @throws ValidationError when there is no endpoint, or it says more than the endpoint.
 */
export function endpointOf(config: ResolvedConfig, operation: Operation): Endpoint {
  const { baseUrl, model, providerName: provider } = config;
  const wanted = "the endpoint of your resource, https://NAME.openai.azure.com";
  if (baseUrl === undefined) {
    throw new ValidationError(`${provider} ${model}: baseUrl is required: ${wanted}`, {
      provider,
      model,
    });
  }
  const url = new URL(baseUrl);
  const parts = url.pathname.split("/").filter((part) => part !== "");
  const after = parts.includes("openai") ? parts.slice(parts.indexOf("openai") + 1).join("/") : "";
  if (after !== "" && after !== "v1") {
    throw new ValidationError(
      `${provider} ${model}: baseUrl must be ${wanted}, and may end with /openai or /openai/v1; the deployment goes to model (got ${url.origin}${url.pathname})`,
      { provider, model },
    );
  }
  const version = url.searchParams.get("api-version") ?? config.apiVersion;
  const dated = version !== undefined && /^\d{4}-\d{2}-\d{2}/.test(version);
  if (dated && operation === "image" && after === "") {
    return { baseUrl: `${placeholder}/openai`, apiVersion: version, classic: true };
  }
  // Core takes a last part that the caller's path and the SDK's share only once.
  const path = after === "v1" ? "/v1" : "/openai/v1";
  return {
    baseUrl: placeholder + path,
    ...(version === undefined || dated ? {} : { apiVersion: version }),
    classic: false,
  };
}
