import {
  bytesFromBase64,
  type OperationAdapter,
  type OutputMedium,
  type ProviderOutput,
  type SubmitCall,
} from "@tarash/core/provider";
import type { OpenAI } from "openai";
import type {
  ImageEditParamsNonStreaming,
  ImageEditParamsStreaming,
  ImageEditStreamEvent,
  ImageGenerateParamsNonStreaming,
  ImageGenerateParamsStreaming,
  ImageGenStreamEvent,
  ImagesResponse,
} from "openai/resources/images";
import { bodyOf, type ClientOf, pixelsOf, stepOf } from "./wire.ts";

/** Images: generated, or edited when pictures are given; the answer holds them. */
export function imageAdapter(clientOf: ClientOf): OperationAdapter {
  return {
    async submit(call) {
      const { images } = await clientOf(call);
      const body = { model: call.model, ...bodyOf(call) };
      const streams = Number(call.parameters["partial_images"]) > 0;
      const finished = streams
        ? await streamed(images, body, call)
        : await made(images, body, call);
      return { finished };
    },
  };
}

type Images = OpenAI["images"];
type Body = Readonly<Record<string, unknown>>;

async function made(images: Images, body: Body, call: SubmitCall): Promise<ProviderOutput> {
  const answer = await ("image" in body
    ? images.edit(body as unknown as ImageEditParamsNonStreaming, stepOf(call))
    : images.generate(body as unknown as ImageGenerateParamsNonStreaming, stepOf(call)));
  // The SDK takes whatever comes with a status of 200 for an answer, also a page that apologizes.
  if (!Array.isArray(answer?.data)) throw new Error("the answer holds no list of images");
  return outputOf(answer, body);
}

async function streamed(images: Images, given: Body, call: SubmitCall): Promise<ProviderOutput> {
  const body = { ...given, stream: true };
  const events: AsyncIterable<ImageGenStreamEvent | ImageEditStreamEvent> = await ("image" in body
    ? images.edit(body as unknown as ImageEditParamsStreaming, stepOf(call))
    : images.generate(body as unknown as ImageGenerateParamsStreaming, stepOf(call)));
  const finished: (ImageGenStreamEvent | ImageEditStreamEvent)[] = [];
  for await (const event of events) {
    if (event.type.endsWith(".partial_image")) call.partialImage(mediumOf(event, event));
    if (event.type.endsWith(".completed")) finished.push(event);
    if (finished.length >= Number(given["n"] ?? 1)) break;
  }
  const [last] = finished.slice(-1);
  // The SDK ends a stream that breaks off as it ends a whole one.
  if (!last) throw new Error("the stream ended before the image was finished");
  return outputOf({ ...last, data: finished } as unknown as ImagesResponse, body);
}

function outputOf(answer: ImagesResponse, { n = 1 }: Body): ProviderOutput {
  const media = (answer.data ?? [])
    .filter(({ b64_json, url }) => b64_json || url)
    .map((image) => mediumOf(image, answer));
  const revised = answer.data?.find(({ revised_prompt }) => revised_prompt)?.revised_prompt;
  const tokens = answer.usage?.total_tokens;
  return {
    media,
    ...(revised === undefined ? {} : { revisedPrompt: revised }),
    ...(tokens === undefined ? {} : { cost: { amount: tokens, unit: "tokens" } }),
    ...(media.length > 0 && media.length < Number(n)
      ? { warnings: [`${String(n)} images were asked for, ${media.length} came`] }
      : {}),
    raw: answer,
  };
}

function mediumOf(
  { b64_json: base64, url }: { b64_json?: string; url?: string },
  { output_format: format, size }: { output_format?: string; size?: unknown },
): OutputMedium {
  const type = format === undefined ? {} : { contentType: typeOf(format) };
  const facts = { ...type, ...pixelsOf(size) };
  return base64 ? { content: decoded(base64), ...facts } : { ...(url ? { url } : {}), ...facts };
}

function typeOf(format: string): string {
  return format === "svg" ? "image/svg+xml" : `image/${format}`;
}

/** Spoilt base64 is the vendor's fault; core's own words would blame the caller. */
function decoded(base64: string): Uint8Array {
  try {
    return bytesFromBase64(base64);
  } catch {
    throw new Error("the image in the answer is not valid base64");
  }
}
