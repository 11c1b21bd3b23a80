import type {
  Call,
  JobState,
  OperationAdapter,
  OutputMedium,
  ProviderOutput,
  SubmitCall,
} from "@tarash/core/provider";
import type { OpenAI } from "openai";
import type {
  Video,
  VideoCreateParams,
  VideoEditParams,
  VideoExtendParams,
} from "openai/resources/videos";
import { factsOf } from "./failure.ts";
import { bodyOf, type ClientOf, pixelsOf, stepOf } from "./wire.ts";

/**
 * Videos: jobs that are looked at until they are finished. They cannot be cancelled: the vendor only deletes videos
 * that are there. `downloads` says when the file is fetched at once, because nobody could read its URL later.
 */
export function videoAdapter(
  clientOf: ClientOf,
  downloads: (call: Call) => boolean = () => false,
): OperationAdapter {
  return {
    async submit(call) {
      const client = await clientOf(call);
      const video = checked(await started(client, call));
      // A file that must be fetched is left to the first check: the job must be known before.
      const now = downloads(call) ? {} : { now: stateOf(video, atUrl(client, video)) };
      return { accepted: video.id, ...now, raw: video };
    },
    async check(call) {
      const client = await clientOf(call);
      const video = checked(await client.videos.retrieve(call.job.remoteId, stepOf(call)));
      const fetched = downloads(call) && video.status === "completed" && !video.error;
      return stateOf(video, fetched ? await fileOf(client, video, call) : atUrl(client, video));
    },
  };
}

/** The SDK takes whatever comes with a status of 200 for an answer, also a page that apologizes. */
function checked(video: Video): Video {
  if (typeof video?.id === "string" && typeof video.status === "string") return video;
  throw new Error("the answer is no video");
}

/** Each endpoint is a method of the SDK. */
function started({ videos }: OpenAI, call: SubmitCall): Promise<Video> {
  const body: unknown = bodyOf(call);
  switch (call.endpoint) {
    case "videos/{video_id}/remix": {
      const { video_id: id, prompt } = body as { video_id: string; prompt: string };
      return videos.remix(id, { prompt }, stepOf(call));
    }
    case "videos/edits":
      return videos.edit(body as VideoEditParams, stepOf(call));
    case "videos/extensions":
      return videos.extend(body as VideoExtendParams, stepOf(call));
    default:
      return videos.create({ model: call.model, ...(body as VideoCreateParams) }, stepOf(call));
  }
}

/** The words of OpenAI, and those of gateways. */
const states: Readonly<Record<string, JobState["status"]>> = {
  queued: "queued",
  pending: "queued",
  in_progress: "processing",
  completed: "completed",
  failed: "failed",
};

function stateOf(video: Video, place: OutputMedium): JobState {
  const { status: word, progress, error } = video;
  const known = states[word] ?? "processing";
  // A video that was made has no error: where there is one there is no file.
  const status = known === "completed" && error ? "failed" : known;
  return {
    status,
    ...(status === "completed" ? { output: outputOf(video, place) } : {}),
    ...(typeof progress === "number" ? { percent: progress } : {}),
    ...(error ? { error: factsOf(error) } : {}),
    raw: video,
  };
}

/** Where the file lies; only holders of the key get it. */
function atUrl(client: OpenAI, { id }: Video): OutputMedium {
  const path = `/videos/${encodeURIComponent(id)}/content`;
  return { url: client.buildURL(path, {}), needsKey: true };
}

async function fileOf({ videos }: OpenAI, { id }: Video, call: Call): Promise<OutputMedium> {
  const file = await videos.downloadContent(id, {}, stepOf(call));
  return { content: new Uint8Array(await file.arrayBuffer()) };
}

function outputOf(video: Video, place: OutputMedium): ProviderOutput {
  const seconds = Number(video.seconds);
  const { expires_at: expires } = video;
  return {
    media: [
      {
        ...place,
        contentType: "video/mp4",
        ...pixelsOf(video.size),
        ...(seconds > 0 ? { durationSeconds: seconds } : {}),
        ...(expires ? { expiresAt: new Date(expires * 1_000).toISOString() } : {}),
      },
    ],
    raw: video,
  };
}
