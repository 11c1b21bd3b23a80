// What the author of a provider needs; everything else of the core is none of his business.
export {
  type Call,
  type CancelOutcome,
  type DefinedProvider,
  defineProvider,
  type FailedAnswer,
  type FailureFacts,
  type GenerateOptions,
  type GenerateResult,
  type JobCall,
  type JobState,
  type OperationAdapter,
  type OutputMedium,
  type Provider,
  type ProviderDefinition,
  type ProviderOutput,
  type ResolvedConfig,
  type SubmitCall,
  type Submitted,
  type UploadCall,
  type WebhookCall,
  type WebhookDelivery,
} from "./provider.ts";
export {
  audioField,
  countField,
  defineField,
  extraParamField,
  imageListField,
  maskField,
  passthroughField,
  qualityField,
  requiredField,
  singleImageField,
  styleField,
  textField,
  videoField,
} from "./fields.ts";
export type {
  Converted,
  FieldMapper,
  FieldMapping,
  FieldShape,
  MediaForm,
  ParameterType,
} from "./field-mapper.ts";
export { durationField } from "./duration-field.ts";
export { sizeField } from "./size-field.ts";
export { sourceJobField } from "./source-job-field.ts";
export { typedField } from "./typed-field.ts";
export { closest, type FieldContext, findAllowed, invalidValue, parseSize } from "./values.ts";
export {
  findModel,
  image,
  type Model,
  type ModelCatalogue,
  type ModelVariant,
  type Price,
  type Retirement,
  sts,
  tts,
  video,
} from "./model.ts";
export { type HttpClient, type HttpOptions } from "./http.ts";
export { messageOf } from "./failed-answer.ts";
export type { MediaFile } from "./prepare.ts";
export { base64FromBytes, bytesFromBase64 } from "./media.ts";
export { contentTypeOf, contentTypeOfName, extensionOf } from "./sniff.ts";
export type { NormalRequest, RequestField } from "./request.ts";
export type { Operation, Task } from "./operation.ts";
export {
  AuthenticationError,
  ContentModerationError,
  GenerationFailedError,
  HTTPConnectionError,
  HTTPError,
  isTarashError,
  RateLimitError,
  TarashError,
  TimeoutError,
  UnsupportedOperationError,
  ValidationError,
} from "./errors.ts";
