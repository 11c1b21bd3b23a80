import { generateVideo, mediaBytes } from "@tarash/core";
import { mock } from "@tarash/provider-mock";
import { detectScenes, splitVideo } from "@tarash/scene-detector";

const { video } = await generateVideo(mock("any-model"), {
  prompt: "Dawn over the harbour. A fishing boat leaves. Gulls follow it.",
  durationSeconds: 6,
  resolution: "360p",
  seed: 3,
});

const clip = await mediaBytes(video);
const found = await detectScenes(clip);
for (const { index, start, end } of found.scenes) {
  console.log(`shot ${index}: ${start.seconds.toFixed(2)} s to ${end.seconds.toFixed(2)} s`);
}

// The best shot is a matter of taste; here it is the second.
const best = found.scenes.filter(({ index }) => index === 1);
const [kept] = await splitVideo(
  clip,
  { ...found, scenes: best },
  { folder: "output", template: "best-shot" },
);
console.log(`kept ${kept?.durationSeconds.toFixed(2)} s in output/best-shot.mp4`);
