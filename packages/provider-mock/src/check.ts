import type { MockConfig, MockResponse } from "@tarash/core";
import { ValidationError } from "@tarash/core/provider";
import { failureNames, jobFailureNames } from "./failure.ts";

const known: Record<keyof MockConfig, true> = {
  enabled: true,
  responses: true,
  polling: true,
  seed: true,
  media: true,
};
const knownOfResponse = ["weight", "output", "error"];
const knownOfFailure = ["phase", "name", "message", "statusCode"];
const knownOfPolling = ["statusSequence", "delayMs", "progressPercentages", "customUpdates"];
const statuses = ["queued", "processing", "completed", "failed"];

/** Holds a mock's settings to what they mean. @throws ValidationError that names the setting. */
export function checkMock(config: MockConfig, model: string): MockConfig {
  const fail = (message: string): never => {
    throw new ValidationError(`mock ${model}: ${message}`);
  };
  only(config, Object.keys(known), "mock", fail);
  if (config.media !== undefined && config.media !== "drawn" && config.media !== "tiny") {
    fail(`mock.media must be drawn or tiny (got ${String(config.media)})`);
  }
  const { responses = [{}] } = config;
  if (!Array.isArray(responses) || responses.length === 0)
    fail("mock.responses must be a list that is not empty");
  for (const [index, response] of responses.entries()) {
    checkResponse(response, `mock.responses[${index}]`, fail);
  }
  checkPolling(config, fail);
  return config;
}

type Fail = (message: string) => never;

function checkResponse(response: MockResponse, name: string, fail: Fail): void {
  only(response, knownOfResponse, name, fail);
  const { weight = 1, output, error } = response;
  if (!(weight > 0 && Number.isFinite(weight)))
    fail(`${name}.weight must be a number of more than 0 (got ${weight})`);
  if (error === undefined) return;
  if (output !== undefined) fail(`${name} has both an output and an error`);
  if (error instanceof Error) return;
  only(error, knownOfFailure, `${name}.error`, fail);
  const { name: kind = "GenerationFailedError", phase } = error;
  if (!failureNames.includes(kind))
    fail(`${name}.error.name must be one of ${failureNames.join(", ")} (got ${kind})`);
  if (phase !== undefined && phase !== "submit" && phase !== "job")
    fail(`${name}.error.phase must be submit or job (got ${String(phase)})`);
  if (phase === "job" && !jobFailureNames.includes(kind))
    fail(`${name}.error: a job ends with one of ${jobFailureNames.join(", ")} (got ${kind})`);
}

function checkPolling({ polling }: MockConfig, fail: Fail): void {
  if (!polling) return;
  only(polling, knownOfPolling, "mock.polling", fail);
  const { statusSequence, progressPercentages, customUpdates, delayMs } = polling;
  const length = statusSequence?.length ?? 3;
  if (length === 0) fail("mock.polling.statusSequence must not be empty");
  const odd = statusSequence?.find((status) => !statuses.includes(status));
  if (odd !== undefined)
    fail(`mock.polling.statusSequence must hold only ${statuses.join(", ")} (got ${odd})`);
  for (const [name, list] of Object.entries({ progressPercentages, customUpdates })) {
    if (list && list.length !== length) {
      fail(`mock.polling.${name} must have one entry a status, ${length} (got ${list.length})`);
    }
  }
  const far = progressPercentages?.find(
    (percent) => percent !== undefined && !(percent >= 0 && percent <= 100),
  );
  if (far !== undefined)
    fail(`mock.polling.progressPercentages must lie between 0 and 100 (got ${far})`);
  if (delayMs !== undefined && !(delayMs >= 0 && Number.isFinite(delayMs)))
    fail(`mock.polling.delayMs must be a number of at least 0 (got ${delayMs})`);
}

function only(value: object, names: readonly string[], what: string, fail: Fail): void {
  if (typeof value !== "object" || value === null)
    fail(`${what} must be an object (got ${String(value)})`);
  const odd = Object.keys(value).find((name) => !names.includes(name));
  if (odd !== undefined) fail(`${what} has an unknown key ${odd} (known: ${names.join(", ")})`);
}
