import { detectScenes, htmlReport } from "@tarash/scene-detector";

const path = process.argv[2] ?? "clip.mp4";
const detection = await detectScenes(path);
for (const { index, start, end } of detection.scenes)
  console.log(index + 1, start.timecode, end.timecode);
await htmlReport(path, detection, { path: `${path}.html` });
