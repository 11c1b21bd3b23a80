import type { GenerationConfig } from "./config.ts";
import type { TarashError } from "./errors.ts";
import type { FieldMapping, MediaForm } from "./field-mapper.ts";
import type { HttpClient } from "./http.ts";
import type { JobRef, JobUrls } from "./job-ref.ts";
import type { Logger } from "./log.ts";
import type { MediaOutput } from "./media.ts";
import type { MockConfig } from "./mock-config.ts";
import type { ModelCatalogue } from "./model.ts";
import type { Operation, Task } from "./operation.ts";
import type { NormalRequest, RequestOf } from "./request.ts";
import type { Billed } from "./response.ts";
import type { Clock } from "./clock.ts";

/** What came of asking a vendor to cancel. `not-supported`: the job goes on, and so does its bill. */
export type CancelOutcome = "cancelled" | "already-finished" | "not-supported";

/** What a vendor made. One medium an output; core downloads nothing that the caller does not ask for. */
export interface ProviderOutput {
  readonly media: readonly OutputMedium[];
  readonly seed?: number;
  readonly revisedPrompt?: string;
  /** What the vendor says it billed. */
  readonly cost?: Billed;
  readonly warnings?: readonly string[];
  /** The vendor's answer, for `rawResponse`; media bytes in it are shortened by core. */
  readonly raw?: unknown;
}

/** A result as the vendor gave it. `contentType` is found out where it is left out. */
export type OutputMedium = Partial<Omit<MediaOutput, "url" | "content">> & {
  readonly url?: string;
  readonly content?: Uint8Array;
  /** Whether the URL is only served to holders of the key. */
  readonly needsKey?: boolean;
};

/** The vendor's answer to a submit: a job to wait for, or the result at once. */
export type Submitted =
  | {
      readonly accepted: string;
      readonly urls?: JobUrls;
      /** What `check`, `result` and `cancel` need beside the id; plain JSON, kept in the job ref. */
      readonly state?: Readonly<Record<string, unknown>>;
      /** The state that the vendor already told, so that no check is spent on it. */
      readonly now?: JobState;
      readonly raw?: unknown;
    }
  | { readonly finished: ProviderOutput; readonly remoteId?: string };

/** How a job stands. A word that the adapter does not know is `processing`: the deadline bounds it. */
export interface JobState {
  readonly status: "queued" | "processing" | "completed" | "failed" | "cancelled";
  /** 0 to 100, only as the vendor reports it. */
  readonly percent?: number;
  readonly queuePosition?: number;
  readonly logs?: readonly string[];
  /** The result, where the vendor sends it along. */
  readonly output?: ProviderOutput;
  /** Why it failed, in the vendor's words. */
  readonly error?: FailureFacts;
  readonly cost?: Billed;
  readonly raw?: unknown;
}

/** A failure in the vendor's words. */
export interface FailureFacts {
  readonly message: string;
  /** Whether the vendor's policy refused it. */
  readonly moderated?: boolean;
  /** Whether the input was at fault, so that trying again is useless. */
  readonly invalid?: boolean;
  readonly code?: string;
  /** How long the vendor asks to wait, in milliseconds, where its body says so and no header does. */
  readonly retryAfterMs?: number;
  readonly raw?: unknown;
}

/** What every step of a call knows. */
export interface Call {
  readonly operation: Operation;
  readonly provider: string;
  readonly model: string;
  readonly config: ResolvedConfig;
  /**
   * A `fetch` for vendor SDKs, good for this one step: it counts as one request, goes only to the provider's hosts
   * (or the caller's `baseUrl`), and throws on every status that is not 2xx, so that no SDK retries by itself.
   */
  readonly fetch: typeof fetch;
  /** For vendors without an SDK: one request, with the provider's key header. */
  readonly http: HttpClient;
  /** Aborted when nobody waits for this step any more. Hand it to the SDK: {@link client} finds the step by it. */
  readonly signal: AbortSignal;
  /** Headers that tell core which step an SDK's request belongs to, for SDKs that make their own signal. */
  readonly headers: Readonly<Record<string, string>>;
  readonly log: Logger;
  readonly clock: Clock;
  /**
   * The vendor's client, made once for each key, base URL and API version, and kept in a bounded cache. Hand the
   * SDK `signal` or `headers` of the call, so that its requests find this step.
   */
  client<Client>(
    make: (fetch: typeof globalThis.fetch) => Client | Promise<Client>,
  ): Promise<Client>;
}

/** One submit. Called once; core decides whether it may be called again. */
export interface SubmitCall extends Call {
  readonly endpoint: string;
  readonly task: Task;
  /** What goes to the wire, media in the form that the parameters take. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The validated request, for what is no parameter. */
  readonly request: NormalRequest;
  /** Stays the same when a submit is retried; for vendors that take one. */
  readonly idempotencyKey: string;
  /** The caller's webhook with core's token in it. */
  readonly webhookUrl?: string;
  readonly mock?: MockConfig;
  /** Reports a preview image, for vendors that stream them. */
  partialImage(image: OutputMedium): void;
  /** Whether a short blocking wait for the result is allowed (no store, no `submit*`). */
  readonly mayBlock: boolean;
}

/** One question about a job. */
export interface JobCall extends Call {
  readonly job: JobRef & { readonly remoteId: string };
  readonly mock?: MockConfig;
}

/** Bytes that the vendor is to hold for a moment. */
export interface UploadCall extends Call {
  readonly media: {
    readonly content: Blob;
    readonly contentType: string;
    readonly fileName: string;
  };
}

/** What a vendor does for one operation. Only `submit` is needed; a vendor that answers at once has nothing else. */
export interface OperationAdapter {
  submit(call: SubmitCall): Promise<Submitted>;
  /** How the job stands. */
  check?(call: JobCall): Promise<JobState>;
  /** Reads the result of a finished job, where `check` does not bring it along. */
  result?(call: JobCall): Promise<ProviderOutput>;
  cancel?(call: JobCall): Promise<CancelOutcome>;
  /** Looks for a job that a submit of unknown fate may have made. */
  find?(call: SubmitCall): Promise<Extract<Submitted, { accepted: string }> | undefined>;
  /** States as the vendor pushes them. May end or fail at any time: core goes on with `check`. */
  watch?(call: JobCall): AsyncIterable<JobState>;
  /** Makes a URL (or the vendor's own kind of address) of bytes. */
  upload?(call: UploadCall): Promise<string>;
}

/** A delivery that was proven genuine. */
export interface WebhookDelivery {
  readonly remoteId: string;
  readonly state: JobState;
}

/** What verifies a webhook. */
export interface WebhookCall {
  readonly request: Request;
  readonly body: Uint8Array;
  /** The caller's secret for this provider, if any. */
  readonly secret?: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/** A provider as its author writes it: data, and what differs from other vendors. */
export interface ProviderDefinition {
  /** Lower-case, as in `provider: "fal"`. */
  readonly name: string;
  /** Other names under which `registerProvider` of the package is asked for. */
  readonly aliases?: readonly string[];
  /** Environment variables that may hold the key, in order. Empty when no key is needed. */
  readonly env: readonly string[];
  /** The vendor's API origins, the first being the base of relative paths. The key goes nowhere else. */
  readonly hosts: readonly string[];
  /** The key header. */
  authorization?(key: string, config: ResolvedConfig): Record<string, string>;
  readonly models: ModelCatalogue;
  /** The id in `models` where `config.model` is a name of the caller's own, such as a deployment. */
  modelOf?(config: ResolvedConfig): string;
  /** Fields of models that no entry matches. Without it an unknown model is an error. */
  readonly generic?: Readonly<Partial<Record<Operation, FieldMapping>>>;
  readonly operations: Readonly<Partial<Record<Operation, OperationAdapter>>>;
  readonly media?: {
    /** Forms that parameters take unless they say otherwise. @default ["url", "upload", "data-url"] */
    readonly accepts?: readonly MediaForm[];
    /** Largest medium that is sent inline, in bytes. */
    readonly maximumInlineBytes?: number;
  };
  /** The shortest wait between two checks that the vendor asks for, in milliseconds. */
  readonly minimumPollMs?: number;
  /** Whether a vendor's key is needed to call it. @default true when `env` names one */
  readonly needsKey?: boolean;
  /** Says what a failed answer means, beyond what its status says. Nothing: the status decides. */
  readFailure?(answer: FailedAnswer): FailureFacts | undefined;
  /** What an error of the vendor's SDK means that is no failed answer. Nothing: core decides. */
  toError?(error: unknown): TarashError | undefined;
  /** Proves that a delivery is the vendor's. */
  verifyWebhook?(call: WebhookCall): Promise<WebhookDelivery>;
  /** Reads a delivery that the vendor does not sign; used only with a secret in the URL. */
  readWebhook?(body: unknown): WebhookDelivery | undefined;
}

/** An answer whose status is not 2xx. */
export interface FailedAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, else text. */
  readonly body: unknown;
  readonly url: string;
}

/** A config after validation: frozen, defaults filled in, the key found. */
export type ResolvedConfig = Readonly<
  Omit<
    GenerationConfig,
    "provider" | "fallbackConfigs" | "timeoutMs" | "pollIntervalMs" | "apiKey" | "apiKeyEnv"
  >
> & {
  readonly provider: Provider;
  readonly providerName: string;
  readonly timeoutMs: number;
  readonly pollIntervalMs: number;
  readonly apiKey: string | undefined;
  /** The environment variable that the key came from. */
  readonly apiKeyEnv: string | undefined;
};

/** What a provider written by hand is given beside config and request. */
export interface GenerateOptions {
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
  readonly requestId: string;
  readonly log: Logger;
}

/** What such a provider may answer with: a medium, or several, and what else is known. */
export interface GenerateResult {
  readonly video?: OutputMedium | string | Uint8Array;
  readonly videos?: readonly (OutputMedium | string | Uint8Array)[];
  readonly image?: OutputMedium | string | Uint8Array;
  readonly images?: readonly (OutputMedium | string | Uint8Array)[];
  readonly audio?: OutputMedium | string | Uint8Array;
  readonly seed?: number;
  readonly revisedPrompt?: string;
  readonly rawResponse?: unknown;
}

type Generate<Op extends Operation> = (
  config: ResolvedConfig,
  request: RequestOf[Op],
  options: GenerateOptions,
) => Promise<GenerateResult>;

/**
 * What `registerProvider` takes: either a full provider made by `defineProvider`, or just functions that generate.
 * The latter are one-shot: never retried, never resumed, their adjustments not claimed.
 */
export interface Provider {
  readonly definition?: ProviderDefinition;
  readonly generateVideo?: Generate<"video">;
  readonly generateImage?: Generate<"image">;
  readonly generateTts?: Generate<"tts">;
  readonly generateSts?: Generate<"sts">;
}

/** A full provider: also a function that makes a typed config for one of its models. */
export interface DefinedProvider<
  Id extends string = string,
  ExtraConfig extends object = object,
> extends Provider {
  readonly definition: ProviderDefinition;
  (
    model: Id | (string & {}),
    options?: Omit<GenerationConfig, "provider" | "model"> & ExtraConfig,
  ): GenerationConfig;
}

/** Makes a provider of its definition. Checks nothing that the compiler does not; registers nothing. */
export function defineProvider<Id extends string = string, ExtraConfig extends object = object>(
  definition: ProviderDefinition,
): DefinedProvider<Id, ExtraConfig> {
  const configure = (
    model: string,
    options: Omit<GenerationConfig, "provider" | "model"> = {},
  ): GenerationConfig => ({ ...options, provider: configured, model });
  const configured = Object.assign(configure, { definition: Object.freeze(definition) });
  return configured as DefinedProvider<Id, ExtraConfig>;
}
