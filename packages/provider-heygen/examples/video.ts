// With HEYGEN_API_KEY set, the first public avatar speaks. Without it the mock plays: same checks, no bill.
import { generateVideo, registerProvider } from "@tarash/core";
import { saveMedia } from "@tarash/core/node";
import { heygen, listAvatars } from "@tarash/provider-heygen";
import { mock } from "@tarash/provider-mock";

registerProvider("mock", mock);

const { HEYGEN_API_KEY: key } = process.env;
if (!key) console.log("HEYGEN_API_KEY is missing: the mock plays.");

let avatarId = "an-avatar";
if (key) {
  for await (const avatar of listAvatars({ apiKey: key }, { ownership: "public" })) {
    console.log(`${avatar.name} speaks`);
    avatarId = avatar.id;
    break;
  }
}

const response = await generateVideo(
  heygen("avatar", key ? {} : { mock: { media: "tiny" } }),
  {
    prompt: "Hello, and welcome to the forest.",
    aspectRatio: "16:9",
    resolution: "720p",
    extraParams: { avatarId, title: "Welcome" },
  },
  { onProgress: ({ status }) => console.log(status) },
);

const [path = "welcome.mp4"] = process.argv.slice(2);
await saveMedia(response.video, path);
for (const { field, parameter, sent } of response.adjustments) {
  console.log(`${field} → ${parameter}: ${JSON.stringify(sent)}`);
}
