import { mediaAddress, mediaName, type ExportOptions } from "./media-reference.ts";
import type { Detection } from "./result.ts";

/** An OpenTimelineIO time line with one video track and one clip a scene. */
export function toOtio(detection: Detection, options: ExportOptions = {}): string {
  const { scenes, video } = detection;
  const rate = video.frameRate.numerator / video.frameRate.denominator;
  const frames = (seconds: number): number => Math.round(seconds * rate);
  const time = (value: number): object => ({ OTIO_SCHEMA: "RationalTime.1", rate, value });
  const range = (from: number, to: number): object => ({
    OTIO_SCHEMA: "TimeRange.1",
    start_time: time(from),
    duration: time(to - from),
  });
  const name = mediaName(detection, options);
  const end = frames(scenes.at(-1)?.end.seconds ?? 0);
  const clips = scenes.map(({ index, start, end: stop, durationSeconds }) => ({
    OTIO_SCHEMA: "Clip.1",
    name: `${name} scene ${index + 1}`,
    metadata: { tarash: { startFrame: start.frame, endFrame: stop.frame, durationSeconds } },
    source_range: range(frames(start.seconds), frames(stop.seconds)),
    effects: [],
    markers: [],
    media_reference: {
      OTIO_SCHEMA: "ExternalReference.1",
      name,
      metadata: {},
      available_range: range(0, end),
      target_url: mediaAddress(detection, options),
    },
  }));
  const timeline = {
    OTIO_SCHEMA: "Timeline.1",
    name,
    metadata: {},
    global_start_time: null,
    tracks: {
      OTIO_SCHEMA: "Stack.1",
      name: "tracks",
      metadata: {},
      source_range: null,
      effects: [],
      markers: [],
      children: [
        {
          OTIO_SCHEMA: "Track.1",
          name: "scenes",
          kind: "Video",
          metadata: {},
          source_range: null,
          effects: [],
          markers: [],
          children: clips,
        },
      ],
    },
  };
  return `${JSON.stringify(timeline, null, 2)}\n`;
}
