import { createWebhookHandler, MemoryJobStore } from "@tarash/core";
import { Hono } from "hono";

const handle = createWebhookHandler({ jobStore: new MemoryJobStore() });

const app = new Hono();
app.post("/hook", (context) => handle(context.req.raw));

const response = await app.request("/hook?tarash_token=made-up", { method: "POST" });
console.log(response.status, await response.text());
