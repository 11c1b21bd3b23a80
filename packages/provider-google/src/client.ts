import type { GoogleGenAI, GoogleGenAIOptions } from "@google/genai";
import type { Call } from "@tarash/core/provider";
import { hostOf, type Place } from "./place.ts";

/** The SDK's client for a place; one is kept for each. */
export async function clientFor(call: Call, place: Place): Promise<GoogleGenAI> {
  const host = hostOf(place);
  const clients = await call.client((fetch) => openClients(call.config, fetch));
  return clients(place, host);
}

type Clients = (place: Place, host: string) => GoogleGenAI;

async function openClients(
  config: Call["config"],
  fetch: typeof globalThis.fetch,
): Promise<Clients> {
  const { GoogleGenAI } = await import("@google/genai");
  const known = new Map<string, GoogleGenAI>();
  return (place, host) => {
    const id = place.kind === "gemini" ? host : `${place.project} ${place.location}`;
    const found = known.get(id);
    if (found) return found;
    const made = new GoogleGenAI({
      ...identityOf(place, config.providerConfig ?? {}),
      ...(config.apiVersion === undefined ? {} : { apiVersion: config.apiVersion }),
      httpOptions: { baseUrl: host, fetch },
    });
    known.set(id, made);
    return made;
  };
}

/** Who is asking: a key, or a project with credentials from a file, from the caller, or from the machine. */
function identityOf(place: Place, given: Readonly<Record<string, unknown>>): GoogleGenAIOptions {
  // Said in full, since the SDK would otherwise read the environment.
  if (place.kind === "gemini") return { vertexai: false, apiKey: place.apiKey };
  const { credentials, authClient, googleAuthOptions } = given;
  const options = {
    ...(googleAuthOptions as GoogleGenAIOptions["googleAuthOptions"]),
    ...(typeof credentials === "string" ? { keyFilename: credentials } : {}),
    ...(authClient === undefined ? {} : { authClient }),
  } as NonNullable<GoogleGenAIOptions["googleAuthOptions"]>;
  const { project, location } = place;
  return { vertexai: true, project, location, googleAuthOptions: options };
}

/** What each of the SDK's `models` calls carries: which step it belongs to. */
export function options(call: Call): { httpOptions: { headers: Record<string, string> } } {
  return { httpOptions: { headers: { ...call.headers } } };
}

/** An answer without what the SDK adds of HTTP: the rest is what Google said. */
export function saidIn<Answer extends object>(answer: Answer): Omit<Answer, "sdkHttpResponse"> {
  const { sdkHttpResponse: _, ...said } = answer as Answer & { sdkHttpResponse?: unknown };
  return said as Omit<Answer, "sdkHttpResponse">;
}
