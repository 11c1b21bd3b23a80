import { type FailedAnswer, type FailureFacts, messageOf } from "@tarash/core/provider";

/** What Luma says when its policy refused a prompt, an input or a result. */
const refusals =
  /moderat|content policy|nsfw|inappropriate|not allowed by (?:our|the) polic|safety/i;

/** Why a generation failed, out of its `failure_reason` and, in the Agents API, its `failure_code`. */
export function failureOf(
  reason: string | null | undefined,
  code: string | null | undefined,
  raw: unknown,
): FailureFacts {
  const moderated = code === "content_moderated" || refusals.test(reason ?? "");
  return {
    message: reason || code || "the generation failed; no reason given",
    ...(moderated ? { moderated } : {}),
    ...(code ? { code } : {}),
    raw,
  };
}

/** The words of a refused request. Each of the two APIs takes only keys of its own. */
export function readFailure({ status, body, url }: FailedAnswer): FailureFacts | undefined {
  const said = messageOf(body);
  if (status === 401 || status === 403) {
    const agents = /\/v1\/generations/.test(url) && !url.includes("/dream-machine/");
    const api = agents
      ? "the Agents API takes keys of platform.lumalabs.ai (LUMA_AGENTS_API_KEY)"
      : "the Dream Machine API takes keys of its own (LUMAAI_API_KEY)";
    return { message: `${said ?? "no reason given"}; ${api}, chosen by apiKey or apiKeyEnv` };
  }
  if (status < 400 || status >= 500 || said === undefined) return undefined;
  return refusals.test(said) ? { message: said, moderated: true, raw: body } : undefined;
}
