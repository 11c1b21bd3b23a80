import type { Detection } from "./result.ts";

/** The detection as JSON, without what was measured for each frame. */
export function toJson({ stats, ...rest }: Detection): string {
  return `${JSON.stringify({ ...rest, frames: stats.frames }, null, 2)}\n`;
}
