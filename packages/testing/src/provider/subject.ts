import {
  generateImage,
  generateSts,
  generateTts,
  generateVideo,
  type GenerationConfig,
  type ImageGenerationResponse,
  type Job,
  type JobRef,
  MemoryJobStore,
  type MediaOutput,
  type Operation,
  resumeJob,
  type StsResponse,
  submitImage,
  submitSts,
  submitTts,
  submitVideo,
  type TtsResponse,
  type Update,
  type VideoGenerationResponse,
} from "@tarash/core";
import type { OperationAdapter, Provider, ProviderDefinition } from "@tarash/core/provider";
import { type VirtualClock, virtualClock } from "../clock.ts";
import type { FaultRow } from "../expected-faults.ts";
import type { JobScript } from "../job-book.ts";
import type { FakeVendor, FakeVendorOptions } from "../server.ts";

/** A response of any operation. */
export type AnyResponse =
  | VideoGenerationResponse
  | ImageGenerationResponse
  | TtsResponse
  | StsResponse;

/** What one operation of the provider is tried with. */
export interface OperationSubject {
  /** A model that the fake serves. */
  readonly model: string;
  /** A request without media. Its fields are accounted for in the response. */
  readonly request: Readonly<Record<string, unknown>>;
  /** A request whose media the provider uploads; needed where the adapter has `upload`. */
  readonly upload?: Readonly<Record<string, unknown>>;
  /** How results come. @default "url" */
  readonly output?: "url" | "bytes";
  /** Whether `check` itself reads the result with a request of its own. @default false */
  readonly checkReadsResult?: boolean;
  /** Where the vendor's policy speaks. @default both for vendors with jobs, `submit` for the others */
  readonly refusals?: readonly ("submit" | "result")[];
  /** What the vendor reports while a job goes on. @default nothing */
  readonly reports?: readonly ("queue" | "percent" | "logs")[];
}

/** A provider, and what the kit must know to try it. */
export interface ProviderSubject {
  readonly provider: Provider & { readonly definition: ProviderDefinition };
  /** Starts the vendor's fake with the options that the kit gives. */
  fake(options: FakeVendorOptions): Promise<FakeVendor>;
  readonly operations: Readonly<Partial<Record<Operation, OperationSubject>>>;
  /** Whether the vendor has no hosts that all share, so that every config names its own with `baseUrl`. @default false */
  readonly needsBaseUrl?: boolean;
  /** Settings that every config of the provider needs. */
  readonly config?: Readonly<Partial<GenerationConfig>>;
  /** Cells of the fault matrix in which this vendor rightly differs, and why. */
  readonly differs?: readonly (FaultRow & { readonly because: string })[];
}

/** Options of a call as the kit gives them, whatever the operation. */
interface CallOptions {
  onProgress?(update: Update<unknown>): unknown;
  onAccepted?(ref: JobRef): unknown;
  signal?: AbortSignal;
  timeoutMs?: number;
  jobStore?: MemoryJobStore;
  webhookUrl?: string;
  idempotencyKey?: string;
}

type Generate = (config: unknown, request: unknown, options: unknown) => Promise<AnyResponse>;
type Submit = (config: unknown, request: unknown, options: unknown) => Promise<Job<AnyResponse>>;

const calls: Readonly<Record<Operation, { generate: Generate; submit: Submit }>> = {
  video: { generate: generateVideo as Generate, submit: submitVideo as Submit },
  image: { generate: generateImage as Generate, submit: submitImage as Submit },
  tts: { generate: generateTts as Generate, submit: submitTts as Submit },
  sts: { generate: generateSts as Generate, submit: submitSts as Submit },
};

/** One fake, one clock, one store: what one test works with. */
export interface Bench {
  readonly fake: FakeVendor;
  readonly clock: VirtualClock;
  readonly store: MemoryJobStore;
  readonly adapter: OperationAdapter;
  readonly subject: OperationSubject;
  /** A config of the provider that leads to the fake. */
  config(more?: Partial<GenerationConfig>): GenerationConfig;
  generate(more?: CallOptions & { config?: Partial<GenerationConfig> }): Promise<AnyResponse>;
  /** The error that a call ends with. */
  fails(more?: CallOptions & { config?: Partial<GenerationConfig> }): Promise<Failure>;
  /** `throughHosts`: without a base URL, to the vendor's hosts, whose requests the fake's `fetch` takes. */
  submit(
    more?: CallOptions & { config?: Partial<GenerationConfig>; throughHosts?: boolean },
  ): Promise<Job<AnyResponse>>;
  /** Takes up a job as another process would: with nothing but the ref and a key. */
  resume(ref: JobRef | string): Promise<Job<AnyResponse>>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** An error as the kit looks at it; not tied to one copy of the core. */
export type Failure = Error & {
  job?: JobRef;
  statusCode?: number;
  cancelOutcome?: Promise<string>;
  executionMetadata?: AnyResponse["executionMetadata"];
};

/** States of a job that goes on for longer than any test. */
export const endless: JobScript = {
  states: Array.from({ length: 10_000 }, () => ({ status: "processing" as const })),
};

/** Sets up what one test works with. */
export async function openBench(
  given: ProviderSubject,
  operation: Operation,
  request?: Readonly<Record<string, unknown>>,
): Promise<Bench> {
  const subject = given.operations[operation];
  const adapter = given.provider.definition.operations[operation];
  if (!subject || !adapter) throw new Error(`${given.provider.definition.name}: no ${operation}`);
  const clock = virtualClock();
  const fake = await given.fake({ clock });
  const store = new MemoryJobStore();
  const { generate, submit } = calls[operation];
  const bench: Bench = {
    fake,
    clock,
    store,
    adapter,
    subject,
    config: (more = {}) => ({
      timeoutMs: 600_000,
      ...given.config,
      provider: given.provider,
      model: subject.model,
      apiKey: fake.apiKey,
      baseUrl: fake.url,
      fetch: fake.fetch,
      ...more,
    }),
    generate: ({ config, ...options } = {}) =>
      generate(bench.config(config), request ?? subject.request, {
        clock,
        jobStore: store,
        ...options,
      }),
    async fails(options) {
      return bench.generate(options).then(
        () => {
          throw new Error("the call was expected to fail, and succeeded");
        },
        (error: unknown) => error as Failure,
      );
    },
    submit({ config, throughHosts = false, ...options } = {}) {
      const { baseUrl, ...hosts } = bench.config(config);
      const whole = throughHosts || baseUrl === undefined ? hosts : { ...hosts, baseUrl };
      return submit(whole, request ?? subject.request, { clock, jobStore: store, ...options });
    },
    resume: (ref) =>
      resumeJob(ref, {
        provider: given.provider,
        apiKey: fake.apiKey,
        baseUrl: fake.url,
        fetch: fake.fetch,
        clock,
        ...(given.config?.providerConfig === undefined
          ? {}
          : { providerConfig: given.config.providerConfig }),
      }) as Promise<Job<AnyResponse>>,
    [Symbol.asyncDispose]: () => fake.close(),
  };
  return bench;
}

/** All outputs of a response, whatever the operation. */
export function outputsOf(response: AnyResponse): readonly MediaOutput[] {
  if ("videos" in response) return response.videos;
  if ("images" in response) return response.images;
  return "audio" in response && response.audio ? [response.audio] : [];
}

/** Lets everything that is ready in this turn of the event loop happen. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The operations that the subject is tried with. */
export function operationsOf(given: ProviderSubject): readonly Operation[] {
  return Object.keys(given.operations) as Operation[];
}
