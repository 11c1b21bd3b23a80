import { generateVideo } from "@tarash/core";
import { mock } from "@tarash/provider-mock";

// The first link is told to be busy; a real one is busy without being told.
const busy = {
  name: "HTTPError",
  statusCode: 503,
  message: "overloaded",
  phase: "submit",
} as const;

const response = await generateVideo(
  mock("first-choice", {
    mock: { responses: [{ error: busy }] },
    retry: { limit: 1, initialDelayMs: 10 },
    fallbackConfigs: [mock("second-choice", { mock: { media: "tiny" } })],
  }),
  { prompt: "A lighthouse in a storm." },
);

for (const { model, status, errorMessage, billing } of response.executionMetadata.attempts) {
  console.log(`${model}: ${status}, billed: ${billing}${errorMessage ? `, ${errorMessage}` : ""}`);
}
