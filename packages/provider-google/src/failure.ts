import {
  AuthenticationError,
  type FailedAnswer,
  type FailureFacts,
  messageOf,
  type TarashError,
  ValidationError,
} from "@tarash/core/provider";

/** How Google's filters speak, in whichever field they do. */
const refusals =
  /responsible ai|usage guidelines|content polic|sensitive words|prohibited[ _](content|use)|violat\w+ .*(polic|guideline|practice)|safety (filter|reason|setting threshold)|blocked (by|for|due)|\brai\b/i;
const refusalCodes =
  /^(IMAGE_)?(SAFETY|PROHIBITED_CONTENT|RECITATION)$|^(BLOCKLIST|SPII|MODEL_ARMOR|JAILBREAK)$/;

/** Whether a code or a sentence of Google's is a refusal of its policy. */
export function isRefusal(code: unknown, message = ""): boolean {
  return (
    (typeof code === "string" && refusalCodes.test(code.toUpperCase())) || refusals.test(message)
  );
}

/** `{ code, message, status }`, as operations, answers and interactions carry it. */
export function failureOf(error: unknown, otherwise = "Google gave no reason"): FailureFacts {
  const { code, status } = (error ?? {}) as { code?: unknown; status?: unknown };
  const message = messageOf(error) ?? otherwise;
  const word = typeof status === "string" ? status : typeof code === "string" ? code : undefined;
  const moderated = isRefusal(word, message);
  // 3 is INVALID_ARGUMENT where codes are numbers.
  const invalid = word === "INVALID_ARGUMENT" || code === 3;
  return {
    message,
    ...(word === undefined ? {} : { code: word }),
    ...(moderated ? { moderated } : {}),
    ...(invalid && !moderated ? { invalid } : {}),
    raw: error,
  };
}

/** What a failed answer means: `{ error: { code, message, status } }`, or a list of such. */
export function readFailure({ body }: FailedAnswer): FailureFacts | undefined {
  const [first] = Array.isArray(body) ? (body as unknown[]) : [body];
  const { error } = (first ?? {}) as { error?: unknown };
  if (typeof error !== "object" || error === null) return undefined;
  const { message, moderated, code } = failureOf(error);
  return {
    message,
    ...(moderated ? { moderated } : {}),
    ...(code === undefined ? {} : { code }),
    ...retryAfterOf(error),
    raw: body,
  };
}

/** Google says in the body, as `"7s"`, how long to wait. */
function retryAfterOf(error: object): { retryAfterMs?: number } {
  const { details } = error as { details?: unknown };
  const info = (Array.isArray(details) ? details : []).find(
    (detail: { retryDelay?: unknown }) => typeof detail?.retryDelay === "string",
  ) as { retryDelay: string } | undefined;
  const seconds = Number.parseFloat(info?.retryDelay ?? "");
  return Number.isFinite(seconds) ? { retryAfterMs: Math.round(seconds * 1_000) } : {};
}

/** Errors that come before anything is sent: credentials that cannot be read, parameters of the other interface. */
export function toError(error: unknown): TarashError | undefined {
  // An answer that could not be read has been paid for: it is no matter of what came before.
  if (error instanceof SyntaxError) return undefined;
  const message = error instanceof Error ? error.message : String(error);
  if (/not supported in Gemini API|only supported (by|in) /i.test(message)) {
    return new ValidationError(`google: ${message}`, { cause: error, delivery: "unsent" });
  }
  if (/credentials|invalid_grant|invalid_rapt|ENOENT|private key|PEM|auth scopes/i.test(message)) {
    return new AuthenticationError(`google: no access token could be had: ${message}`, {
      cause: error,
      delivery: "unsent",
    });
  }
  return undefined;
}
