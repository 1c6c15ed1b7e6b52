// Asks what vendors publish in code whether requests are what they describe: the TypeScript types
// of their clients, and for Adaptive Cards Microsoft's own reader.
//
// Standard input: one JSON object a line, {"is", "value"}; "is" is a name of TYPES or "adaptive
// card". Standard output: for each of them one JSON value a line, null when it is one, else what is
// wrong with it. One program with all the values is checked at once: reading the types takes long.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import ts from "typescript";

// The package's entry for modules names files that are not in it.
const cards = createRequire(import.meta.url)("adaptivecards/dist/adaptivecards.js");

const hubspot = (of, type) => `import("@hubspot/api-client/lib/codegen/crm/${of}/index.js").${type}`;

const TYPES = {
  "slack message": 'import("@slack/web-api").ChatPostMessageArguments',
  "slack upload": 'import("@slack/web-api").FilesGetUploadURLExternalArguments',
  "slack file": 'import("@slack/web-api").FilesCompleteUploadExternalArguments',
  "teams message": 'import("@microsoft/microsoft-graph-types").ChatMessage',
  "gmail message": 'import("@googleapis/gmail").gmail_v1.Schema$Message',
  "gmail draft": 'import("@googleapis/gmail").gmail_v1.Schema$Draft',
  "sheets values": 'import("@googleapis/sheets").sheets_v4.Schema$ValueRange',
  "hubspot contacts": hubspot("contacts", "BatchInputSimplePublicObjectBatchInputUpsert"),
  "hubspot new contact": hubspot("contacts", "SimplePublicObjectInputForCreate"),
  "hubspot contact": hubspot("contacts", "SimplePublicObjectInput"),
  "hubspot deals": hubspot("deals", "BatchInputSimplePublicObjectBatchInputUpsert"),
  "hubspot property": `AsJson<${hubspot("properties", "PropertyCreate")}>`,
  "pipedrive person": 'import("pipedrive/v2").AddPersonRequest',
  "pipedrive person's change": 'import("pipedrive/v2").UpdatePersonRequest',
  "pipedrive deal": 'import("pipedrive/v2").AddDealRequest',
  "pipedrive deal's change": 'import("pipedrive/v2").UpdateDealRequest',
};

// A value of an enumeration is its text in JSON.
const AS_JSON =
  "type AsJson<T> = { [K in keyof T]: T[K] extends string | undefined ? `${T[K] & string}` : T[K] };";

/** The newest version of cards that Teams draws everywhere. */
const CARDS = cards.Versions.v1_4;

const FILE = path.resolve("questions.ts");
const OPTIONS = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ES2022,
  types: [],
};

/** One line for each question: an object literal may have no member that its type does not know. */
function program(questions) {
  const line = ({ is, value }) => {
    if (!(is in TYPES)) return "";
    return `{ const it: ${TYPES[is]} = ${JSON.stringify(value)}; void it; }`;
  };
  return [...questions.map(line), AS_JSON, "export {};"].join("\n");
}

/** What the compiler says, by the number of the question. */
function complaintsOfCompiler(questions) {
  const text = program(questions);
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (file) => file === FILE || fileExists(file);
  host.getSourceFile = (file, version, ...rest) =>
    file === FILE ? ts.createSourceFile(file, text, version) : getSourceFile(file, version, ...rest);
  const complaints = new Map();
  for (const found of ts.getPreEmitDiagnostics(ts.createProgram([FILE], OPTIONS, host))) {
    const words = ts.flattenDiagnosticMessageText(found.messageText, "\n");
    if (found.file?.fileName !== FILE) throw new Error(`the vendors' types cannot be used: ${words}`);
    complaints.set(found.file.getLineAndCharacterOfPosition(found.start).line, words);
  }
  return complaints;
}

function complaintOfCards(card) {
  const context = new cards.SerializationContext(CARDS);
  new cards.AdaptiveCard().parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at));
  return events.length === 0 ? null : events.map((event) => event.message).join("\n");
}

const lines = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
const questions = lines.map((line) => JSON.parse(line));
const complaints = complaintsOfCompiler(questions);
for (const [number, { is, value }] of questions.entries()) {
  const isKnown = is in TYPES || is === "adaptive card";
  if (!isKnown) throw new Error(`nothing is published here about "${is}"`);
  const complaint =
    is === "adaptive card" ? complaintOfCards(value) : (complaints.get(number) ?? null);
  process.stdout.write(JSON.stringify(complaint) + "\n");
}
