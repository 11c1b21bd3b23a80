import type { Detection } from "./result.ts";
import { timecode } from "./timecode.ts";

/** Chapters as WebVTT, for the chapter track of a web player. */
export function toWebVtt({ scenes }: Detection): string {
  const cues = scenes.map(
    ({ index, start, end }) =>
      `${index + 1}\n${timecode(start.seconds)} --> ${timecode(end.seconds)}\nScene ${index + 1}\n`,
  );
  return `WEBVTT\n\n${cues.join("\n")}`;
}

/** Chapters as ffmpeg reads them: `ffmpeg -i film.mp4 -i chapters.txt -map_metadata 1 -c copy out.mp4`. */
export function toFfmetadata({ scenes }: Detection): string {
  const micro = (seconds: number): number => Math.round(seconds * 1e6);
  const chapters = scenes.map(
    ({ index, start, end }) =>
      `[CHAPTER]\nTIMEBASE=1/1000000\nSTART=${micro(start.seconds)}\nEND=${micro(end.seconds)}\ntitle=Scene ${index + 1}\n`,
  );
  return `;FFMETADATA1\n${chapters.join("")}`;
}
