import {
  generateImage,
  generateVideo,
  type GenerationConfig,
  getProvider,
  mediaBytes,
  previewImage,
  registerProvider,
} from "@tarash/core";
import { type FakeVendor, sampleMedia, startFakeOpenAI, virtualClock } from "@tarash/testing";
import { expect, test, vi } from "vitest";
import { azureOpenai } from "../src/index.ts";

type Options = Partial<Omit<GenerationConfig, "provider" | "model" | "providerConfig">> & {
  providerConfig?: { model?: "gpt-image-2" | "sora-2"; tokenProvider?: () => Promise<string> };
};

function configOf(fake: FakeVendor, path = "", options: Options = {}): GenerationConfig {
  const { apiKey, fetch, url } = fake;
  return azureOpenai("my-deployment", {
    apiKey,
    fetch,
    baseUrl: url + path,
    allowRetired: true,
    ...options,
  });
}

const v1 = "/openai/v1/images/generations";
const classic = "/openai/deployments/my-deployment/images/generations";
const dated = "2025-04-01-preview";

test.each([
  ["", undefined, v1],
  ["/", undefined, v1],
  ["/openai", undefined, v1],
  ["/openai/", undefined, v1],
  ["/openai/v1", undefined, v1],
  ["/openai/v1/", undefined, v1],
  ["/gateway/openai/v1/", undefined, `/gateway${v1}`],
  ["", "preview", `${v1}?api-version=preview`],
  ["/openai/v1/?api-version=preview", undefined, `${v1}?api-version=preview`],
  ["", dated, `${classic}?api-version=${dated}`],
  ["/openai", dated, `${classic}?api-version=${dated}`],
  [`/?api-version=${dated}`, undefined, `${classic}?api-version=${dated}`],
  [`?api-version=${dated}`, "2024-02-01", `${classic}?api-version=${dated}`],
  ["/openai/v1", dated, v1],
])("an endpoint that ends with %j, version %j: %s", async (path, apiVersion, expected) => {
  await using fake = await startFakeOpenAI();
  const options = apiVersion === undefined ? {} : { apiVersion };
  await generateImage(configOf(fake, path, options), { prompt: "a fox" });
  const [request] = fake.requests;
  expect(request!.url.pathname + request!.url.search).toBe(expected);
  expect(request!.headers.get("api-key")).toBe(fake.apiKey);
  expect(request!.headers.get("authorization")).toBeNull();
  expect(request!.body).toMatchObject({ model: "my-deployment", prompt: "a fox" });
});

test("pictures go to the deployment's edits endpoint", async () => {
  await using fake = await startFakeOpenAI();
  await generateImage(configOf(fake, "", { apiVersion: dated }), {
    prompt: "a hat",
    imageList: [{ image: sampleMedia("image", "a").content, type: "reference" }],
  });
  expect(fake.requests[0]!.url.pathname).toBe("/openai/deployments/my-deployment/images/edits");
});

test.each([undefined, dated])(
  "videos go to the v1 path with version %s, and are read there with the key",
  async (apiVersion) => {
    const clock = virtualClock();
    await using fake = await startFakeOpenAI({ clock });
    const options = apiVersion === undefined ? {} : { apiVersion };
    const config = configOf(fake, "/openai", options);
    const { video } = await generateVideo(config, { prompt: "a fox" }, { clock });
    expect(new Set(fake.requests.map(({ url }) => url.pathname))).toEqual(
      new Set(["/openai/v1/videos", "/openai/v1/videos/openai-job-1"]),
    );
    expect(video.url).toBe(`${fake.url}/openai/v1/videos/openai-job-1/content`);
    expect(await mediaBytes(video)).toEqual(sampleMedia("video", "openai-job-1").content);
    expect(fake.requests.at(-1)!.headers.get("api-key")).toBe(fake.apiKey);
  },
);

test("one config serves images and videos, each on its own path", async () => {
  const clock = virtualClock();
  await using fake = await startFakeOpenAI({ clock });
  const config = configOf(fake, "", { apiVersion: dated });
  await generateImage(config, { prompt: "a fox" });
  await generateVideo(config, { prompt: "a fox" }, { clock });
  expect(fake.requests.slice(0, 2).map(({ url }) => url.pathname)).toEqual([
    classic,
    "/openai/v1/videos",
  ]);
});

test("an Entra ID token is asked for anew and sent in the place of a key, on both paths", async () => {
  const clock = virtualClock();
  await using fake = await startFakeOpenAI({ clock });
  let asked = 0;
  const tokenProvider = (): Promise<string> => {
    asked++;
    return Promise.resolve(fake.apiKey);
  };
  vi.stubEnv("OPENAI_ORG_ID", "org");
  const { fetch, url: baseUrl } = fake;
  const apiKey = "a key that the token stands before";
  const options = { apiKey, fetch, baseUrl, allowRetired: true, providerConfig: { tokenProvider } };
  await generateImage(azureOpenai("dep", options), { prompt: "a fox" });
  await generateImage(azureOpenai("dep", { ...options, apiVersion: dated }), { prompt: "a fox" });
  const { video } = await generateVideo(
    azureOpenai("dep", options),
    { prompt: "a fox" },
    { clock },
  );
  expect(asked).toBe(fake.requests.length);
  for (const { headers } of fake.requests) {
    expect(headers.get("authorization")).toBe(`Bearer ${fake.apiKey}`);
    expect(headers.get("api-key")).toBeNull();
    expect(headers.get("openai-organization")).toBeNull();
  }
  vi.unstubAllEnvs();
  expect(video.url).toBeUndefined();
  expect(video.content).toEqual(sampleMedia("video", "openai-job-3").content);
});

test("without a token and without a key nothing is sent", async () => {
  await using fake = await startFakeOpenAI();
  const { fetch, url: baseUrl } = fake;
  const apiKeyEnv = "NO_SUCH_VARIABLE";
  const tokenProvider = (): Promise<string> => Promise.reject(new Error("not logged in"));
  for (const [providerConfig, words] of [
    [{}, "set apiKey in the config"],
    [{ tokenProvider }, "not logged in"],
  ] as const) {
    const config = azureOpenai("dep", { fetch, baseUrl, apiKeyEnv, providerConfig });
    await expect(generateImage(config, { prompt: "a fox" })).rejects.toMatchObject({
      name: "AuthenticationError",
      message: expect.stringContaining(words) as string,
    });
  }
  expect(fake.requests).toHaveLength(0);
});

test("the endpoint is required, and says no more than where it is", async () => {
  const prompt = "a fox";
  const without = azureOpenai("dep", { apiKey: "key" });
  await expect(generateImage(without, { prompt })).rejects.toThrow(
    "azure-openai dep: baseUrl is required: the endpoint of your resource",
  );
  for (const path of ["/openai/deployments/dep", "/openai/v1/images/generations"]) {
    const config = azureOpenai("dep", { apiKey: "key", baseUrl: `https://me.test${path}` });
    await expect(generateImage(config, { prompt })).rejects.toMatchObject({
      name: "ValidationError",
      message: expect.stringContaining("the deployment goes to model") as string,
    });
  }
});

test("providerConfig.model names what a deployment holds: its page is used, its end is told", async () => {
  const options = { apiKey: "key", baseUrl: "https://me.test" };
  const free = await previewImage(azureOpenai("dep", options), {
    prompt: "a fox",
    size: "1000x10",
  });
  expect(free.parameters["size"]).toBe("1000x10");
  expect(free.warnings.join()).toContain("not verified");
  const named = azureOpenai("dep", {
    ...options,
    allowRetired: true,
    providerConfig: { model: "gpt-image-2" },
  });
  await expect(previewImage(named, { prompt: "a fox", size: "1000x10" })).rejects.toThrow(
    "azure-openai dep: size must be sides that are multiples of 16",
  );
  const { warnings } = await previewImage(named, { prompt: "a fox", size: "1536x864" });
  expect(warnings.join()).toContain("2027-04-21");
  const unknown = { ...named, providerConfig: { model: "gpt-imag-2" } };
  await expect(previewImage(unknown, { prompt: "a fox" })).rejects.toThrow(
    /providerConfig\.model must be one of gpt-image-2, .*\(got "gpt-imag-2"\)/,
  );
});

test("a deployment of the model's own name is that model, with Azure's dates", async () => {
  await using fake = await startFakeOpenAI();
  for (const [model, date] of [
    ["gpt-image-1", "2026-10-23"],
    ["sora-2", "2026-09-15"],
  ] as const) {
    const config = { ...configOf(fake), model, allowRetired: false };
    const generate = model === "sora-2" ? generateVideo : generateImage;
    await expect(generate(config, { prompt: "a fox" })).rejects.toThrow(date);
  }
  expect(fake.requests).toHaveLength(0);
});

test.each([
  { code: "content_filter", message: "filtered" },
  { code: "contentFilter", message: "filtered" },
  { code: "BadRequest", innererror: { code: "ResponsibleAIPolicyViolation" }, message: "filtered" },
  { code: "content_policy_violation", inner_error: {}, message: "filtered" },
  { code: "400", message: "triggering Azure OpenAI's content management policy" },
])("Azure's content filter is moderation: %j", async (error) => {
  await using fake = await startFakeOpenAI();
  fake.fault("submit", { kind: "status", status: 400, json: { error } });
  await expect(generateImage(configOf(fake), { prompt: "a fox" })).rejects.toMatchObject({
    name: "ContentModerationError",
    message: expect.stringContaining(error.message) as string,
  });
});

test("a model that Azure does not deploy is a mistake that the editor shows", () => {
  const config = azureOpenai("dep", {
    // @ts-expect-error: no such model
    providerConfig: { model: "gpt-imag-2" },
  });
  expect(config.provider).toBe(azureOpenai);
});

test("both spellings of the name lead here", () => {
  registerProvider("azure-openai", azureOpenai);
  expect(getProvider("azure_openai")).toBe(azureOpenai);
});
