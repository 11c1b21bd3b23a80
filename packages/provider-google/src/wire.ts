import {
  type JobCall,
  type OperationAdapter,
  type SubmitCall,
  type Submitted,
  UnsupportedOperationError,
} from "@tarash/core/provider";
import { generateContent, predictImages } from "./images.ts";
import { cancelOmni, checkOmni, submitOmni } from "./omni.ts";
import { type Place, placeOf } from "./place.ts";
import { checkVeo, submitVeo } from "./veo.ts";

/** Google's interfaces. A model's page names the one that serves it. */
type Interface =
  | "generateVideos"
  | "interactions"
  | "generateContent"
  | "generateImages"
  | "editImage"
  | "upscaleImage";

const places: Readonly<Record<Interface, "vertex" | "gemini" | "both">> = {
  generateVideos: "vertex",
  interactions: "gemini",
  generateContent: "both",
  generateImages: "vertex",
  editImage: "vertex",
  upscaleImage: "vertex",
};

/** Videos: Veo's operations on Vertex AI, Omni's interactions with a key. */
export const videos: OperationAdapter = {
  submit(call) {
    const name = interfaceOf(call);
    const place = placeFor(call, name);
    return name === "interactions" ? submitOmni(call, place) : submitVeo(call, place);
  },
  check: (call) => (isOperation(call) ? checkVeo(call) : checkOmni(call)),
  cancel: async (call) => (isOperation(call) ? "not-supported" : cancelOmni(call)),
};

/** Images, which come at once. */
export const images: OperationAdapter = {
  async submit(call): Promise<Submitted> {
    const name = interfaceOf(call);
    const place = placeFor(call, name);
    const make = name === "generateContent" ? generateContent : predictImages;
    return { finished: await make(call, place) };
  },
};

/** The interface of the model's page; for a model without one, what its name suggests. */
function interfaceOf({ endpoint, model, operation }: SubmitCall): Interface {
  if (Object.hasOwn(places, endpoint)) return endpoint as Interface;
  if (operation === "video") return /omni/.test(model) ? "interactions" : "generateVideos";
  return model.startsWith("imagen") ? "generateImages" : "generateContent";
}

/** @throws UnsupportedOperationError when the model is served by the other of Google's two doors. */
function placeFor(call: SubmitCall, name: Interface): Place {
  const place = placeOf(call);
  const wanted = places[name];
  if (wanted === "both" || wanted === place.kind) return place;
  const { provider, model } = call;
  const hint =
    wanted === "vertex"
      ? "is served by Vertex AI only, not with an API key: set providerConfig.project (and location)"
      : "is served by the Gemini API only: give an API key, and no project";
  throw new UnsupportedOperationError(`${provider} ${model} ${hint}`, {
    provider,
    model,
    delivery: "unsent",
  });
}

function isOperation({ job }: JobCall): boolean {
  return job.endpoint === "generateVideos" || job.remoteId.includes("/operations/");
}
