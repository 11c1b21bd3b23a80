import { sampleMedia } from "../src/index.ts";
import { testProvider } from "../src/kit.ts";
import { atOnce, findable, shopWith, startFakeShop, wellMade } from "./shop.ts";

const request = { prompt: "a cat", seed: 7 };
const upload = {
  prompt: "a cat",
  imageList: [{ type: "first_frame", image: sampleMedia("image", "a cat").content }],
};

testProvider({
  provider: shopWith(wellMade),
  fake: startFakeShop,
  operations: {
    video: { model: "shop-1", request, upload, reports: ["queue", "percent", "logs"] },
  },
});

testProvider({
  provider: shopWith(findable),
  fake: startFakeShop,
  operations: { video: { model: "shop-1", request, upload } },
});

testProvider({
  provider: shopWith(atOnce),
  fake: startFakeShop,
  operations: { video: { model: "shop-1", request } },
});
