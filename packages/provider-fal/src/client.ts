import type { FalClient } from "@fal-ai/client";
import type { Call, UploadCall } from "@tarash/core/provider";

/** The storage calls of the SDK take neither signal nor headers: a client of their own finds this step. */
export async function upload({ config, fetch, media }: UploadCall): Promise<string> {
  const client = await makeClient(config.apiKey, fetch);
  const file = new File([media.content], media.fileName, { type: media.contentType });
  return asked(client.storage.upload(file));
}

/** fal's SDK for one step of a job, loaded on first use. */
export function clientOf(call: Call): Promise<FalClient> {
  return call.client((fetch) => makeClient(call.config.apiKey, fetch));
}

async function makeClient(
  key: string | undefined,
  fetch: typeof globalThis.fetch,
): Promise<FalClient> {
  const { createFalClient } = await import("@fal-ai/client");
  return createFalClient({ credentials: key ?? "", fetch: unrepeated(fetch) });
}

/** What the SDK leaves alone: it repeats a request, also a paid submit, for any error that smells of the network. */
class Refusal {
  readonly name = "AbortError";
  readonly error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}

/** A `fetch` whose failures the SDK does not answer with another request, also those while the body is read. */
function unrepeated(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    try {
      const response = await fetch(input, init);
      return response.body ? new Response(await response.arrayBuffer(), response) : response;
    } catch (error) {
      throw new Refusal(error);
    }
  };
}

/** What the SDK answers, or the error that core's `fetch` threw. */
export async function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof Refusal ? error.error : error;
  }
}
