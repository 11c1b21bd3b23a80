import { createServer } from "node:http";
import { Readable } from "node:stream";
import { createWebhookHandler } from "@tarash/core";
import { FileJobStore } from "@tarash/core/node";

const handle = createWebhookHandler({ jobStore: new FileJobStore("output/webhook-jobs") });

const server = createServer(async (incoming, outgoing) => {
  const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: incoming.method ?? "GET",
    headers: incoming.headers as Record<string, string>,
    ...(incoming.method === "POST"
      ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" }
      : {}),
  } as RequestInit);
  const response = await handle(request);
  outgoing.writeHead(response.status).end(await response.text());
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

// Vendors are given this address as `webhookUrl`; the token in it, one for each job, is added by Tarash.
const { port } = server.address() as { port: number };
const forged = await fetch(`http://127.0.0.1:${port}/hook?tarash_token=made-up`, {
  method: "POST",
});
console.log(forged.status, await forged.text());
server.close();
