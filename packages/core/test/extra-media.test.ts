import { previewVideo } from "@tarash/core";
import { defineProvider, extraParamField, passthroughField, video } from "@tarash/core/provider";
import { expect, test } from "vitest";

const wav = new TextEncoder().encode("RIFF....WAVEfmt ");
const talking = defineProvider({
  name: "talking",
  env: [],
  hosts: ["https://talking.test"],
  models: {
    video: {
      head: video({ prompt: passthroughField("prompt"), audio_url: extraParamField() }),
    },
  },
  operations: { video: { submit: async () => ({ accepted: "1" }) } },
});

test.each([
  ["bytes", wav],
  ["bytes with their type", { content: wav, contentType: "audio/wav" }],
])(
  "%s in a parameter of the vendor's own are media, whether the page knows it or not",
  async (_, sound) => {
    const { parameters } = await previewVideo(talking("head"), {
      prompt: "hello",
      extraParams: { audio_url: sound, other: { voice: sound } },
    });
    expect(parameters).toMatchObject({
      audio_url: { upload: "extraParams.audio_url", bytes: wav.byteLength },
      other: { voice: { upload: "extraParams.other.voice", bytes: wav.byteLength } },
    });
  },
);
