import { type FailedAnswer, type FailureFacts, messageOf } from "@tarash/core/provider";

/** One entry of a 422: where, what, and fal's own sort of it. */
interface Detail {
  readonly loc?: readonly (string | number)[];
  readonly msg?: string;
  readonly type?: string;
}

/** What fal says of a refused request, or of a job that failed. */
export function failureOf(status: number, body: unknown): FailureFacts {
  const details = detailsOf(body);
  const types = details.flatMap(({ type }) => type ?? []);
  const { error_type: kind } = (body ?? {}) as { error_type?: string };
  const moderated = [...types, kind ?? ""].some((type) =>
    /content_policy|moderat|nsfw|safety/i.test(type),
  );
  const code = types[0] ?? kind;
  const said = details.map(inWords).join("; ");
  return {
    message: said || messageOf(body) || `fal answered ${status} without a reason`,
    ...(moderated ? { moderated } : {}),
    ...(status === 422 && details.length > 0 && !moderated ? { invalid: true } : {}),
    ...(code === undefined ? {} : { code }),
    raw: body,
  };
}

/** The same for an answer that core has just got. */
export function readFailure(answer: FailedAnswer): FailureFacts | undefined {
  return answer.status >= 400 && answer.status < 500
    ? failureOf(answer.status, answer.body)
    : undefined;
}

function detailsOf(body: unknown): readonly Detail[] {
  const { detail } = (body ?? {}) as { detail?: unknown };
  return Array.isArray(detail)
    ? (detail as Detail[]).filter((entry) => typeof entry === "object")
    : [];
}

/** `prompt: field required`, the place without the `body` that all of them begin with. */
function inWords({ loc = [], msg = "not accepted" }: Detail): string {
  const place = loc.filter((part, index) => index > 0 || part !== "body").join(".");
  return place === "" ? msg : `${place}: ${msg}`;
}
