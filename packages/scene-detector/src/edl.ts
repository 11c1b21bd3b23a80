import { mediaName, type ExportOptions } from "./media-reference.ts";
import type { Detection, Position } from "./result.ts";
import { frameTimecode } from "./timecode.ts";

/** An edit decision list (CMX 3600, non-drop) with one video event a scene. */
export function toEdl(detection: Detection, options: ExportOptions = {}): string {
  const { scenes, video } = detection;
  const { numerator, denominator } = video.frameRate;
  const name = mediaName(detection, options).replace(/[\r\n]+/g, " ");
  // A variable frame rate has no frame count that an editor would understand; its times have.
  const place = ({ seconds }: Position): string =>
    frameTimecode(Math.round((seconds * numerator) / denominator), video.frameRate);
  const events = scenes.map(({ index, start, end }) => {
    const range = `${place(start)} ${place(end)}`;
    return `${String(index + 1).padStart(3, "0")}  AX       V     C        ${range} ${range}\n* FROM CLIP NAME: ${name}\n`;
  });
  return `TITLE: ${name}\nFCM: NON-DROP FRAME\n\n${events.join("\n")}`;
}
