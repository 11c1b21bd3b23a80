import { type DefinedProvider, defineProvider } from "@tarash/core/provider";
import { type HeygenModel, models } from "./models.ts";
import { verifyWebhook } from "./webhook.ts";
import { readFailure, videos } from "./wire.ts";

export {
  type HeygenAccess,
  type HeygenAvatar,
  type HeygenAvatarFilter,
  type HeygenVoice,
  type HeygenVoiceFilter,
  listAvatars,
  listVoices,
} from "./listing.ts";
export type { HeygenModel } from "./models.ts";

/** Who speaks when the request does not say. */
export interface HeygenConfig {
  readonly providerConfig?: {
    /** A look id of {@link listAvatars}. */
    readonly avatarId?: string;
    /** An id of {@link listVoices}. */
    readonly voiceId?: string;
  };
}

/**
 * HeyGen's API v3: videos of speaking avatars and pictures, films and scenes. The key comes from `apiKey` or
 * `HEYGEN_API_KEY`; avatar and voice from `extraParams.avatarId` and `extraParams.voiceId`, or from `providerConfig`.
 */
export const heygen: DefinedProvider<HeygenModel, HeygenConfig> = defineProvider<
  HeygenModel,
  HeygenConfig
>({
  name: "heygen",
  env: ["HEYGEN_API_KEY"],
  hosts: ["https://api.heygen.com"],
  authorization: (key) => ({ "x-api-key": key }),
  models,
  operations: { video: videos },
  media: { accepts: ["url", "upload"] },
  readFailure,
  verifyWebhook,
});
