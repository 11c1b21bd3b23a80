import type { ModelCatalogue } from "@tarash/core/provider";
import { images } from "./models/images.ts";
import { videos } from "./models/videos.ts";

/** Every model that Runway's SDK types name for video and images, and three that it has stopped naming. */
export const models: ModelCatalogue = { video: videos, image: images };
