// What both processes of a crash test know: where the vendor is, who speaks to it, where jobs and files are kept.
import type { GenerationConfig } from "@tarash/core";
import { FileJobStore } from "@tarash/core/node";
import type { Provider } from "@tarash/core/provider";
import { sampleMedia } from "../../src/index.ts";
import { shopWith, wellMade } from "../shop.ts";

export interface Setting {
  readonly provider: "shop" | "fal";
  readonly url: string;
  readonly apiKey: string;
  readonly folder: string;
  /** Whether the submit is held back between intent and POST, for ever. */
  readonly holdSubmit: boolean;
}

export const setting = JSON.parse(process.argv[2] ?? "{}") as Setting;

export const provider: Provider =
  setting.provider === "shop"
    ? shopWith(wellMade)
    : (await import("../../../provider-fal/src/index.ts")).fal;
const model = setting.provider === "shop" ? "shop-1" : "fal-ai/veo3.1/fast";
export const store: FileJobStore = new FileJobStore(`${setting.folder}/jobs`);
export const output: string = `${setting.folder}/out.mp4`;
export const request: { prompt: string; imageList: [{ type: "first_frame"; image: Uint8Array }] } =
  {
    prompt: "a cat that outlives its process",
    imageList: [{ type: "first_frame", image: sampleMedia("image", "a cat").content }],
  };

/** Vendors' hosts are reached at the fake; a submit that is to be held back says so and waits for its end. */
const send: typeof fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : String(input));
  const jobs = /\/v1\/jobs$|\/image-to-video$/.test(url.pathname);
  if (setting.holdSubmit && init?.method === "POST" && jobs) {
    process.stdout.write("submitting\n");
    setInterval(() => undefined, 1_000);
    return new Promise(() => undefined);
  }
  const place = url.protocol === "https:" ? setting.url : url.origin;
  return fetch(new URL(url.pathname + url.search, place), init);
};

export const config: GenerationConfig = {
  provider,
  model,
  apiKey: setting.apiKey,
  baseUrl: setting.url,
  fetch: send,
};
