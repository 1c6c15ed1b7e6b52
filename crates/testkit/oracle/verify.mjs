// Asks the published verifier of Standard Webhooks about deliveries.
//
// Standard input: one JSON object a line, {"secret", "headers", "body", "now"} (now in Unix
// milliseconds). Standard output: for each of them one JSON value a line, null when the library
// verifies the delivery, else the library's words.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

function complaint({ secret, headers, body, now }) {
  // The library reads the clock itself: it shall see the test's.
  Date.now = () => now;
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false });
    return null;
  } catch (error) {
    return error.message;
  }
}

const lines = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
for (const line of lines) {
  process.stdout.write(JSON.stringify(complaint(JSON.parse(line))) + "\n");
}
