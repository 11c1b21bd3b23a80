import { mediaAddress, mediaName, type ExportOptions } from "./media-reference.ts";
import type { Detection, Position } from "./result.ts";

/** A Final Cut Pro project (FCPXML 1.9): the video cut into its scenes, one after another. */
export function toFcpxml(detection: Detection, options: ExportOptions = {}): string {
  const { scenes, video } = detection;
  const { numerator, denominator } = video.frameRate;
  const name = escape(mediaName(detection, options));
  // Final Cut only takes times that are whole frames.
  const frames = (seconds: number): number => Math.round((seconds * numerator) / denominator);
  const time = (count: number): string => `${count * denominator}/${numerator}s`;
  const place = ({ seconds }: Position): number => frames(seconds);
  const length = time(scenes.length === 0 ? 0 : place(scenes.at(-1)!.end));
  const first = scenes.length === 0 ? 0 : place(scenes[0]!.start);
  const clips = scenes.map(
    ({ index, start, end }) =>
      `            <asset-clip ref="r2" name="${name} scene ${index + 1}" offset="${time(place(start) - first)}" start="${time(place(start))}" duration="${time(place(end) - place(start))}" format="r1"/>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.9">
  <resources>
    <format id="r1" frameDuration="${denominator}/${numerator}s" width="${video.width}" height="${video.height}"/>
    <asset id="r2" name="${name}" start="0s" duration="${length}" hasVideo="1" format="r1"${video.hasAudio ? ' hasAudio="1"' : ""}>
      <media-rep kind="original-media" src="${escape(mediaAddress(detection, options))}"/>
    </asset>
  </resources>
  <library>
    <event name="${name}">
      <project name="${name}">
        <sequence format="r1" duration="${time(scenes.length === 0 ? 0 : place(scenes.at(-1)!.end) - first)}" tcStart="0s" tcFormat="NDF">
          <spine>
${clips.join("")}          </spine>
        </sequence>
      </project>
    </event>
  </library>
</fcpxml>
`;
}

/** Escapes text for XML and HTML, quotes included; control characters, which XML cannot hold, become spaces. */
export function escape(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u001f]/g, " ")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#39;")
  );
}
