// Asks ActivePieces' own published code (@activepieces/shared) about flows.
//
// Standard input: one JSON object a line, {"ask": …, …}. Standard output: for each of them one line
// of JSON, {"ok": …} or {"error": "words"}.
import { readFileSync } from "node:fs";
import * as activepieces from "@activepieces/shared";
import { complaintAboutTemplate, complaintAboutFlow } from "./activepieces-import.mjs";

const { formulaEvaluator } = activepieces;

const answers = {
  // {"document"}: a template document as a file export is one.
  template: ({ document }) => verdict(complaintAboutTemplate(document)),
  // {"document"}: one flow of a template, or a bare flow version.
  flow: ({ document }) => verdict(complaintAboutFlow(document)),
  // {"name"}: the values of an enumeration, a list, a number or a text that the package exports.
  constant: ({ name }) => {
    const value = activepieces[name];
    if (value === undefined) return { error: `the package exports no ${name}` };
    const isEnumeration = typeof value === "object" && !Array.isArray(value);
    return { ok: isEnumeration ? Object.values(value) : value };
  },
  // {"name", "argument", "of"}: what a predicate of the package says of each value, given to it as
  // the argument of that name.
  predicate: ({ name, argument, of }) => ({
    ok: of.map((value) => activepieces[name]({ [argument]: value })),
  }),
  // {"text", "data", "now"}: what a text with formulas gives, `now` in Unix milliseconds.
  formula: ({ text, data, now }) => {
    atTime(now);
    const { result, error } = formulaEvaluator.evaluate({ expression: text, sampleData: data });
    return error === null ? { ok: result ?? null } : { error };
  },
};

function verdict(complaint) {
  return complaint === null ? { ok: null } : { error: complaint };
}

const RealDate = Date;

// The package reads the clock itself: it shall see the test's.
function atTime(now) {
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      super(...(parts.length === 0 ? [now] : parts));
    }
    static now() {
      return now;
    }
  };
}

for (const line of readFileSync(0, "utf8").split("\n").filter((line) => line !== "")) {
  const question = JSON.parse(line);
  process.stdout.write(JSON.stringify(answers[question.ask](question)) + "\n");
}
