import { generateImage, type GenerationConfig, generateVideo } from "@tarash/core";
import type { Provider, ProviderDefinition } from "@tarash/core/provider";
import { virtualClock } from "./clock.ts";
import type { FakeAnswer, FakeRequest } from "./route.ts";
import { startFakeVendor } from "./server.ts";

/** A conversation with a vendor, as a fixture tells it: what is asked, what is answered, what comes of it. */
export interface Conversation {
  readonly operation: "video" | "image";
  readonly model: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly config?: Readonly<Partial<GenerationConfig>>;
  /** One for each request, in order; the last one again when more come. */
  readonly answers: readonly (Omit<FakeAnswer, "events" | "bytes"> & {
    readonly base64?: string;
  })[];
  /** What the requests hold, in order, as far as it is named. */
  readonly sends?: readonly unknown[];
  /** What the response holds, as far as it is named. */
  readonly gives?: unknown;
  /** What the error holds, as far as it is named. */
  readonly fails?: { readonly name: string; readonly says: string };
}

/** What was seen of a conversation. */
export interface Played {
  readonly sent: readonly { method: string; path: string; body: unknown }[];
  readonly response: unknown;
  readonly error: Error | undefined;
}

/** Plays a conversation over real HTTP, on a clock on which nobody waits. */
export async function playConversation(
  provider: Provider & { readonly definition: ProviderDefinition },
  { operation, model, request, config, answers }: Conversation,
): Promise<Played> {
  const sent: Played["sent"][number][] = [];
  const answer = (asked: FakeRequest): FakeAnswer => {
    const { base64, ...said } = answers[Math.min(sent.length, answers.length - 1)] ?? {};
    const { pathname: path } = asked.url;
    sent.push({ method: asked.method, path, body: plainBody(asked.body) });
    return base64 === undefined ? said : { ...said, bytes: Buffer.from(base64, "base64") };
  };
  const clock = virtualClock();
  const routes = ["GET", "POST"].map((method) => ({
    step: "other" as const,
    method,
    path: "/*path",
    answer,
  }));
  const refuse = (): FakeAnswer => ({ status: 500 });
  const vendor = { name: "played", keyOf: () => undefined, refuse, routes };
  await using fake = await startFakeVendor(vendor, { clock });
  const generate = operation === "video" ? generateVideo : generateImage;
  const called: GenerationConfig = { ...config, provider, model, apiKey: "key", baseUrl: fake.url };
  try {
    const response = await generate({ ...called, fetch: fake.fetch }, request, { clock });
    return { sent, response, error: undefined };
  } catch (error) {
    return { sent, response: undefined, error: error as Error };
  }
}

/** Forms as objects; files by their type. */
function plainBody(body: unknown): unknown {
  if (!(body instanceof FormData)) return body;
  return Object.fromEntries(
    [...body].map(([name, value]) => [name, typeof value === "string" ? value : value.type]),
  );
}
