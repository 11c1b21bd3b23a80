import type {
  EditImageParameters,
  GeneratedImage,
  GenerateContentParameters,
  GenerateContentResponse,
  UpscaleImageParameters,
} from "@google/genai";
import {
  base64FromBytes,
  bytesFromBase64,
  ContentModerationError,
  GenerationFailedError,
  type MediaFile,
  type OutputMedium,
  type ProviderOutput,
  type SubmitCall,
} from "@tarash/core/provider";
import { clientFor, options, saidIn } from "./client.ts";
import { isRefusal } from "./failure.ts";
import { type CloudObject, imageOf } from "./inputs.ts";
import type { Place } from "./place.ts";

/** An image by one of Gemini's models: the prompt, then the input images in their order. */
export async function generateContent(call: SubmitCall, place: Place): Promise<ProviderOutput> {
  const client = await clientFor(call, place);
  const { prompt, images = [], ...config } = call.parameters;
  const parts = [{ text: String(prompt) }, ...(images as (MediaFile | CloudObject)[]).map(partOf)];
  const answer = await client.models.generateContent({
    model: call.model,
    contents: [{ role: "user", parts }],
    config: {
      responseModalities: ["IMAGE"],
      ...config,
      ...options(call),
      // The SDK would otherwise send another request when an answer is cut into pieces.
      automaticContinuation: false,
    } as GenerateContentParameters["config"] & object,
  });
  const media = imagesOf(answer);
  if (media.length === 0) throw refusalOf(call, answer);
  return { media, raw: saidIn(answer) };
}

function partOf(given: MediaFile | CloudObject): object {
  if (!("content" in given)) {
    return { fileData: { fileUri: given.gcsUri, mimeType: given.mimeType ?? "image/png" } };
  }
  return { inlineData: { mimeType: given.contentType, data: base64FromBytes(given.content) } };
}

function imagesOf({ candidates = [] }: GenerateContentResponse): readonly OutputMedium[] {
  const parts = candidates.flatMap(({ content }) => content?.parts ?? []);
  return parts.flatMap(({ inlineData, thought }): OutputMedium[] => {
    if (!inlineData?.data || thought) return [];
    const { data, mimeType } = inlineData;
    return [
      {
        content: bytesFromBase64(data),
        ...(mimeType === undefined ? {} : { contentType: mimeType }),
      },
    ];
  });
}

/** A 200 without an image: blocked before, stopped on the way, or only words. */
function refusalOf(call: SubmitCall, answer: GenerateContentResponse): Error {
  const { promptFeedback, candidates: [candidate] = [] } = answer;
  const code = promptFeedback?.blockReason ?? candidate?.finishReason;
  const text = (candidate?.content?.parts ?? []).map((part) => part.text ?? "").join("");
  const said =
    (promptFeedback?.blockReasonMessage ?? candidate?.finishMessage ?? text) ||
    "it said nothing more";
  const blocked = promptFeedback?.blockReason !== undefined || isRefusal(code, said);
  const Kind = blocked ? ContentModerationError : GenerationFailedError;
  return new Kind(
    `${call.provider} ${call.model}: no image (${code ?? "no finish reason"}): ${said.slice(0, 300)}`,
    { provider: call.provider, model: call.model, rawResponse: saidIn(answer) },
  );
}

/** An image by Imagen: made, edited or enlarged. */
export async function predictImages(call: SubmitCall, place: Place): Promise<ProviderOutput> {
  const client = await clientFor(call, place);
  await quietDeprecations();
  const { prompt, image, mask, maskMode, maskDilation, styles, upscaleFactor, ...rest } =
    call.parameters;
  const config = { ...rest, ...options(call) };
  if (call.endpoint === "upscaleImage") {
    const answer = await client.models.upscaleImage({
      model: call.model,
      image: imageOf(image),
      upscaleFactor: String(upscaleFactor),
      config: config as UpscaleImageParameters["config"] & object,
    });
    return outputOf(call, answer.generatedImages, saidIn(answer));
  }
  if (call.endpoint === "editImage") {
    const answer = await client.models.editImage({
      model: call.model,
      prompt: String(prompt),
      referenceImages: await references({ image, mask, maskMode, maskDilation, styles }),
      config: config as EditImageParameters["config"] & object,
    });
    return outputOf(call, answer.generatedImages, saidIn(answer));
  }
  const answer = await client.models.generateImages({
    model: call.model,
    prompt: String(prompt),
    config,
  });
  return outputOf(call, answer.generatedImages, saidIn(answer));
}

/** The image that is edited, the mask and the styles, numbered in this order. */
async function references(
  given: Record<string, unknown>,
): Promise<EditImageParameters["referenceImages"]> {
  const { RawReferenceImage, MaskReferenceImage, StyleReferenceImage } =
    await import("@google/genai");
  const { image, mask, maskMode, maskDilation, styles = [] } = given;
  const raw = Object.assign(new RawReferenceImage(), { referenceImage: imageOf(image) });
  const masked = Object.assign(new MaskReferenceImage(), {
    referenceImage: mask === undefined ? undefined : imageOf(mask),
    config: { maskMode, ...(maskDilation === undefined ? {} : { maskDilation }) },
  });
  const styled = (styles as unknown[]).map((style) =>
    Object.assign(new StyleReferenceImage(), { referenceImage: imageOf(style) }),
  );
  const all = [raw, ...(mask === undefined ? [] : [masked]), ...styled];
  return all.map((reference, index) => Object.assign(reference, { referenceId: index + 1 }));
}

function outputOf(
  call: SubmitCall,
  images: readonly GeneratedImage[] = [],
  raw: unknown,
): ProviderOutput {
  const media = images.flatMap(({ image }): OutputMedium[] => {
    const type = image?.mimeType === undefined ? {} : { contentType: image.mimeType };
    if (image?.imageBytes) return [{ content: bytesFromBase64(image.imageBytes), ...type }];
    return image?.gcsUri ? [{ url: image.gcsUri, ...type }] : [];
  });
  const reasons = images.flatMap(({ raiFilteredReason }) => raiFilteredReason ?? []);
  const why = `Google's filter kept ${reasons.length} back: ${reasons.join("; ")}`;
  if (media.length === 0) {
    const { provider, model } = call;
    const facts = { provider, model, rawResponse: raw };
    // Imagen leaves out what its filter took, without a word unless it was asked for the reason.
    throw reasons.length > 0
      ? new ContentModerationError(`${provider} ${model}: ${why}`, facts)
      : new GenerationFailedError(`${provider} ${model}: the answer holds no image`, facts);
  }
  const enhanced = images.find(({ enhancedPrompt }) => enhancedPrompt)?.enhancedPrompt;
  return {
    media,
    ...(enhanced === undefined ? {} : { revisedPrompt: enhanced }),
    ...(reasons.length > 0 ? { warnings: [why] } : {}),
    raw,
  };
}

/** What the SDK would print to the caller's console stands in the models' data. */
async function quietDeprecations(): Promise<void> {
  const { Models } = await import("@google/genai");
  Reflect.set(Models, "loggedGenerateImagesWarning", true);
  Reflect.set(Models, "loggedEditImageWarning", true);
}
