// What a product that uses fal imports; measured by size-limit.
export { generateVideo } from "@tarash/core";
export { fal } from "@tarash/provider-fal";
