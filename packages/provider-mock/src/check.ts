import type { MockConfig } from "@tarash/core";
import { ValidationError } from "@tarash/core/provider";

const known: Record<keyof MockConfig, true> = {
  enabled: true,
  responses: true,
  polling: true,
  seed: true,
  media: true,
};
const knownOfResponse = ["weight", "output", "error"];
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
  if (config.responses?.length === 0) fail("mock.responses must not be empty");
  for (const [index, response] of (config.responses ?? []).entries()) {
    const name = `mock.responses[${index}]`;
    only(response, knownOfResponse, name, fail);
    const { weight = 1 } = response;
    if (!(weight > 0)) fail(`${name}.weight must be more than 0 (got ${weight})`);
    if (response.output !== undefined && response.error !== undefined)
      fail(`${name} has both an output and an error`);
  }
  checkPolling(config, fail);
  return config;
}

function checkPolling({ polling }: MockConfig, fail: (message: string) => never): void {
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
  if (delayMs !== undefined && !(delayMs >= 0))
    fail(`mock.polling.delayMs must be at least 0 (got ${delayMs})`);
}

function only(
  value: object,
  names: readonly string[],
  what: string,
  fail: (message: string) => never,
): void {
  const odd = Object.keys(value).find((name) => !names.includes(name));
  if (odd !== undefined) fail(`${what} has an unknown key ${odd} (known: ${names.join(", ")})`);
}
