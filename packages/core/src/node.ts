export { FileJobStore } from "./file-job-store.ts";
export { mediaFromFile, saveMedia, type SavedMedia, type SaveOptions } from "./media-file.ts";
