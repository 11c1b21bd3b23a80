import { expect, test } from "vitest";
import { heygen } from "../src/index.ts";

test("ids in providerConfig are texts, or the compiler says so", () => {
  expect(heygen("avatar", { providerConfig: { avatarId: "look-1" } }).model).toBe("avatar");
  // @ts-expect-error ids are texts
  expect(heygen("avatar", { providerConfig: { avatarId: 7 } }).model).toBe("avatar");
  // @ts-expect-error there is no such setting
  expect(heygen("avatar", { avatar: "look-1" }).model).toBe("avatar");
});
