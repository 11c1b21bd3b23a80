export {
  generateImage,
  generateSts,
  generateTts,
  generateVideo,
  previewImage,
  previewSts,
  previewTts,
  previewVideo,
  submitImage,
  submitSts,
  submitTts,
  submitVideo,
} from "./generators.ts";
export type { Preview } from "./generate.ts";
export type { GenerateOptions } from "./generate-options.ts";
export {
  type Resumed,
  resumeAll,
  resumeJob,
  type ResumeOptions,
  unfinishedJobs,
} from "./resuming.ts";
export {
  getProvider,
  getProviderFieldMapping,
  listProviders,
  registerProvider,
  registerProviderFieldMapping,
} from "./registry.ts";
export {
  describeModel,
  listModels,
  type ModelDescription,
  type ModelFilter,
  type ParameterDescription,
} from "./catalogue.ts";
export { createWebhookHandler, type WebhookHandlerOptions } from "./webhook.ts";
export { mediaBytes, mediaStream } from "./output.ts";
export type { DownloadOptions as MediaOptions } from "./download.ts";
export {
  type JobRecord,
  type JobStore,
  type KeyRecord,
  MemoryJobStore,
  type StoredRecord,
} from "./job-store.ts";
export { type Logger, setLogger } from "./log.ts";
export {
  countField,
  defineField,
  extraParamField,
  imageListField,
  maskField,
  passthroughField,
  qualityField,
  singleImageField,
  styleField,
  videoField,
} from "./fields.ts";
export type { FieldMapper, FieldMapping } from "./field-mapper.ts";
export { durationField } from "./duration-field.ts";
export { sizeField } from "./size-field.ts";
export {
  AuthenticationError,
  CancelledError,
  ContentModerationError,
  GenerationFailedError,
  HTTPConnectionError,
  HTTPError,
  isRetryableError,
  isTarashError,
  ProviderNotFoundError,
  RateLimitError,
  SubmitUnknownError,
  TarashError,
  type TarashErrorOptions,
  TimeoutError,
  UnsupportedOperationError,
  ValidationError,
} from "./errors.ts";
export type {
  AudioGenerationConfig,
  GenerationConfig,
  ImageGenerationConfig,
  Limits,
  RetryConfig,
  VideoGenerationConfig,
} from "./config.ts";
export type { MockConfig, MockFailure, MockPolling, MockResponse } from "./mock-config.ts";
export type {
  AspectRatio,
  ExtraParams,
  ImageRequest as ImageGenerationRequest,
  Resolution,
  StsRequest,
  TtsRequest,
  VideoRequest as VideoGenerationRequest,
  VoiceSettings,
} from "./request.ts";
export type { ImageInput, ImageRole, Media, MediaContent, MediaOutput } from "./media.ts";
export type { Adjustment } from "./adjustment.ts";
export type {
  AttemptMetadata,
  Billed,
  Billing,
  ExecutionMetadata,
  FailedPart,
  ImageGenerationResponse,
  ImageGenerationUpdate,
  StsResponse,
  StsUpdate,
  TtsResponse,
  TtsUpdate,
  Update,
  VideoGenerationResponse,
  VideoGenerationUpdate,
} from "./response.ts";
export type { Job, JobStatus, WaitOptions } from "./job-handle.ts";
export type { JobRef, JobUrls } from "./job-ref.ts";
export type { CancelOutcome, Provider, ResolvedConfig } from "./provider.ts";
export type { BreakerConfig } from "./breaker.ts";
export type { CostEstimate } from "./price.ts";
export type { Price } from "./model.ts";
export type { Operation, Task } from "./operation.ts";
export type { Clock } from "./clock.ts";
