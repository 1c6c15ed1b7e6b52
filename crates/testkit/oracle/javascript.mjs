// Runs JavaScript as Node.js does.
//
// Standard input: one JSON object a line, {"ask": "expression" | "code", …}. Standard output: for
// each of them one line of JSON, {"ok": …} or {"error": "words"}.
import { readFileSync } from "node:fs";

const answers = {
  // {"text", "data"}: the value of an expression that sees the members of `data` by name.
  expression: ({ text, data }) => new Function(...Object.keys(data), `return (${text})`)(...Object.values(data)),
  // {"source", "inputs"}: what the function `code` that a module exports makes of the inputs.
  code: async ({ source, inputs }) => {
    const { code } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
    return code(inputs);
  },
};

for (const line of readFileSync(0, "utf8").split("\n").filter((line) => line !== "")) {
  const question = JSON.parse(line);
  let answer;
  try {
    answer = { ok: (await answers[question.ask](question)) ?? null };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
