import { deliveryOf } from "./delivery.ts";
import { HTTPConnectionError, TarashError, isTarashError } from "./errors.ts";
import type {
  GenerateResult,
  OperationAdapter,
  OutputMedium,
  Provider,
  ProviderDefinition,
  ProviderOutput,
  SubmitCall,
} from "./provider.ts";
import type { Operation } from "./operation.ts";
import type { RequestOf } from "./request.ts";

const methods = {
  video: "generateVideo",
  image: "generateImage",
  tts: "generateTts",
  sts: "generateSts",
} as const;

/** What core needs to run a provider that is only functions: one-shot operations, nothing mapped. */
export function plainDefinition(name: string, provider: Provider): ProviderDefinition {
  const operations = Object.fromEntries(
    Object.entries(methods).flatMap(([operation, method]) =>
      typeof provider[method] === "function"
        ? [[operation, adapter(provider, operation as Operation)]]
        : [],
    ),
  );
  return {
    name,
    env: [],
    hosts: [],
    models: {},
    generic: { video: {}, image: {}, tts: {}, sts: {} },
    operations,
  };
}

function adapter(provider: Provider, operation: Operation): OperationAdapter {
  return {
    async submit(call) {
      const generate = provider[methods[operation]]?.bind(provider) as
        | ((config: unknown, request: unknown, options: unknown) => Promise<GenerateResult>)
        | undefined;
      if (!generate) throw new TypeError(`${call.provider} has no ${methods[operation]}`);
      try {
        const result = await generate(
          call.config,
          call.request as RequestOf[Operation],
          optionsOf(call),
        );
        return { finished: toOutput(result) };
      } catch (error) {
        throw isTarashError(error) ? error : foreignError(call, error);
      }
    },
  };
}

/** Core cannot see what such a provider sent, so a foreign error leaves the fate of the job open. */
function foreignError({ provider, model }: SubmitCall, cause: unknown): TarashError {
  const delivery = deliveryOf(cause);
  const message = `${provider} ${model}: ${cause instanceof Error ? cause.message : String(cause)}`;
  const options = { provider, model, cause, delivery };
  return delivery === "unsent"
    ? new HTTPConnectionError(message, options)
    : new TarashError(message, options);
}

function optionsOf({ signal, config, log }: SubmitCall): object {
  return { signal, fetch: config.fetch ?? fetch, requestId: crypto.randomUUID(), log };
}

function toOutput(result: GenerateResult): ProviderOutput {
  const { video, videos, image, images, audio, seed, revisedPrompt, rawResponse } = result ?? {};
  const media = [...(videos ?? [video]), ...(images ?? [image]), audio].flatMap((medium) =>
    medium === undefined ? [] : [toMedium(medium)],
  );
  return {
    media,
    ...(seed === undefined ? {} : { seed }),
    ...(revisedPrompt === undefined ? {} : { revisedPrompt }),
    raw: rawResponse,
  };
}

function toMedium(medium: OutputMedium | string | Uint8Array): OutputMedium {
  if (typeof medium === "string") return { url: medium };
  return medium instanceof Uint8Array ? { content: medium } : medium;
}
