import {
  ContentModerationError,
  type FailedAnswer,
  type FailureFacts,
  GenerationFailedError,
  type TarashError,
} from "@tarash/core/provider";

/** An error as OpenAI and Azure write it, in answers, in streams and in jobs. */
interface WireError {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly type?: unknown;
  /** Azure says there what its content filter found. Both spellings occur. */
  readonly innererror?: { readonly code?: unknown };
  readonly inner_error?: { readonly code?: unknown };
}

const refusals = /moderation|content_?policy|content_?filter|ResponsibleAI|safety_violation/i;

/** What a failed answer means: a refusal for reasons of policy comes as a plain 400. */
export function readFailure({ body }: FailedAnswer): FailureFacts | undefined {
  const { error } = (typeof body === "object" && body !== null ? body : {}) as { error?: unknown };
  return typeof error === "object" && error !== null ? factsOf(error) : undefined;
}

/** An error of the vendor in words. */
export function factsOf(error: WireError): FailureFacts {
  const codes = [error.code, error.type, error.innererror?.code, error.inner_error?.code].filter(
    (code) => typeof code === "string",
  );
  const message = typeof error.message === "string" ? error.message : "no reason given";
  const [code] = codes;
  return {
    message,
    moderated: codes.some((each) => refusals.test(each)) || saysPolicy.test(message),
    ...(code === undefined ? {} : { code }),
    raw: error,
  };
}

/** Gateways pass the words on and lose the code. */
const saysPolicy =
  /rejected (by|as a result of) (our|the) safety system|content management policy/i;

/** An error event within a stream of images: the SDK throws it without a status. */
export function toError(error: unknown): TarashError | undefined {
  const { error: said } = (error ?? {}) as { error?: WireError };
  if (typeof said !== "object" || said === null) return undefined;
  const { message, moderated, raw } = factsOf(said);
  const Class = moderated ? ContentModerationError : GenerationFailedError;
  return new Class(message, { rawResponse: raw, cause: error });
}
