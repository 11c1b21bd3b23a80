import { type FailedAnswer, type FailureFacts, messageOf } from "@tarash/core/provider";

/** What Replicate, or the vendor behind a model, says when its policy refused a prompt or a result. */
const refusals =
  /\bE005\b|flagged as sensitive|sensitive content|nsfw|content (?:policy|moderation|safety)|moderat(?:ed|ion)|safety (?:filter|system|checker|policy)|prohibited content|usage (?:policy|guidelines)|responsible ai/i;
/** What they say when the input was at fault. */
const mistakes = /\bE006\b|invalid input|validation error|must be (?:one of|less|greater)/i;

/** Why a prediction failed, out of its `error`. */
export function failureOf(error: unknown, status: string, raw: unknown): FailureFacts {
  const said = messageOf(error) ?? `the prediction was ${status}; no reason given`;
  const [code] = /\bE\d{3,5}\b/.exec(said) ?? [];
  const moderated = refusals.test(said);
  return {
    message: said,
    ...(moderated ? { moderated } : mistakes.test(said) ? { invalid: true } : {}),
    ...(code === undefined ? {} : { code }),
    raw,
  };
}

interface Problem {
  readonly title?: string;
  readonly detail?: unknown;
  readonly invalid_fields?: readonly { field?: string; description?: string }[];
}

/** The words of a refused request: `{ title, detail, status, invalid_fields? }`. */
export function readFailure({ status, body }: FailedAnswer): FailureFacts | undefined {
  if (status < 400 || status >= 500 || typeof body !== "object" || body === null) return undefined;
  const { title, detail, invalid_fields: fields = [] } = body as Problem;
  const named = fields.map(({ field, description }) =>
    [field?.replace(/^input\./, ""), description].filter(Boolean).join(": "),
  );
  const said = messageOf(named) ?? messageOf(detail) ?? messageOf(title);
  if (said === undefined) return undefined;
  return { message: said, ...(refusals.test(said) ? { moderated: true } : {}), raw: body };
}
