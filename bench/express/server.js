// The listener that tutorials write: check the signature, parse, put the messages into a queue in memory, answer 200. Nothing of it
// survives the process.
const crypto = require("node:crypto");
const express = require("express");

const secret = process.env.APP_SECRET;
const queue = [];
const app = express();

app.use(express.json({ limit: "3mb", verify: (request, _response, body) => { request.rawBody = body; } }));

app.post("/webhook", (request, response) => {
  const expected = Buffer.from("sha256=" + crypto.createHmac("sha256", secret).update(request.rawBody).digest("hex"));
  const given = Buffer.from(request.get("x-hub-signature-256") ?? "");
  if (given.length !== expected.length || !crypto.timingSafeEqual(given, expected)) {
    return response.sendStatus(401);
  }

  for (const entry of request.body.entry ?? []) {
    for (const change of entry.changes ?? []) {
      for (const message of change.value?.messages ?? []) {
        queue.push({ from: message.from, id: message.id, text: message.text?.body });
      }
    }
  }

  response.sendStatus(200);
});

// Somebody takes them out again, or the queue would be what is measured.
setInterval(() => { queue.length = 0; }, 100);

app.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("Express ready"));
