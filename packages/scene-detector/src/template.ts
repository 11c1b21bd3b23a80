import { extname } from "node:path";
import { ValidationError } from "@tarash/core";
import type { Detection, Scene } from "./result.ts";

/** What a file name may hold: `{name}`, `{scene}` and `{image}` (from 1, three digits or more), `{start}`, `{frame}`. */
const fields = ["name", "scene", "image", "start", "frame"] as const;

/**
 * The names of files for pairs of scene and image number. They lie in one folder, whatever the video is called,
 * and no two are the same.
 */
export function fileNames(
  template: string,
  { video, scenes }: Detection,
  wanted: readonly { scene: Scene; image: number }[],
  ending: string,
): string[] {
  const digits = Math.max(3, String(scenes.length).length);
  const stem = (video.name ?? "video").replace(/\.[a-z0-9]{1,5}$/i, "");
  const names = wanted.map(({ scene, image }) => {
    const values: Record<(typeof fields)[number], string> = {
      name: stem,
      scene: String(scene.index + 1).padStart(digits, "0"),
      image: String(image).padStart(2, "0"),
      start: scene.start.timecode.replaceAll(":", "-"),
      frame: String(scene.start.frame),
    };
    const filled = template.replace(/\{(\w*)\}/g, (whole, field: string) => {
      if (!fields.includes(field as keyof typeof values))
        throw new ValidationError(
          `template: unknown field ${whole} (known: ${fields.map((known) => `{${known}}`).join(", ")})`,
        );
      return values[field as keyof typeof values];
    });
    return safeName(extname(filled) === ending ? filled : filled + ending);
  });
  if (new Set(names).size < names.length)
    throw new ValidationError(
      `template "${template}" gives several files the same name; use {scene}${wanted.some(({ image }) => image > 1) ? " and {image}" : ""}`,
    );
  return names;
}

/** A name without folders and without what file systems refuse. */
function safeName(name: string): string {
  // oxlint-disable-next-line no-control-regex
  const plain = name.replace(/[\u0000-\u001f<>:"/\\|?*]/g, "_").replace(/^\.+/, "_");
  return plain.length > 200 ? plain.slice(-200) : plain;
}
