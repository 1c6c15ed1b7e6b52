// Whether ActivePieces takes a document in: its schemas first, then its own import.
//
// The schemas check a trigger without its steps, and a chain of steps as one union, whose complaint
// names no place. So each step is checked alone as well, by the schema of its type. The import is
// then carried out on an empty flow, as the server does it, and must give the steps again.
import * as activepieces from "@activepieces/shared";

const { FlowAction, FlowActionType, FlowVersionTemplate, ImportFlowRequest, SharedTemplate } =
  activepieces;

const SCHEMAS = {
  CODE: activepieces.CodeActionSchema,
  PIECE: activepieces.PieceActionSchema,
  LOOP_ON_ITEMS: activepieces.LoopOnItemsActionSchema,
  ROUTER: activepieces.RouterActionSchema,
  PIECE_TRIGGER: activepieces.PieceTrigger,
  EMPTY: activepieces.EmptyTrigger,
};

export function complaintAboutTemplate(document) {
  const flows = Array.isArray(document?.flows) ? document.flows : [];
  if (flows.length === 0) return "flows: a template has at least one flow";
  for (const [index, flow] of flows.entries()) {
    const complaint = complaintAboutFlow(flow);
    if (complaint !== null) return `flows.${index}: ${complaint}`;
  }
  return complaintOf(SharedTemplate, document);
}

export function complaintAboutFlow(flow) {
  const { displayName, trigger, schemaVersion = null, notes = null } = flow ?? {};
  const request = { displayName, trigger, schemaVersion, notes };
  return (
    complaintAboutSteps(trigger) ??
    complaintOf(FlowVersionTemplate, flow) ??
    complaintOf(ImportFlowRequest, request) ??
    (trigger.nextAction === undefined ? null : complaintOf(FlowAction, trigger.nextAction)) ??
    complaintAboutImport(request)
  );
}

function complaintAboutSteps(trigger) {
  for (const step of stepsOf(trigger)) {
    const schema = SCHEMAS[step?.type];
    const complaint = schema === undefined ? `type: ${step?.type} is unknown` : complaintOf(schema, step);
    if (complaint !== null) return `${step?.name}: ${complaint}`;
    if (step.type === "ROUTER" && step.children?.length !== step.settings.branches.length) {
      return `${step.name}: children: there must be one for each branch`;
    }
  }
  return null;
}

/** The step, the steps inside it and those after it, in the order of the import. */
function stepsOf(first) {
  const steps = [];
  for (let step = first; step !== undefined && step !== null; step = step.nextAction) {
    const branches = step.continueOnFailureBranches ?? {};
    const inner = [step.firstLoopAction, ...(step.children ?? []), branches.onSuccess, branches.onFailure];
    steps.push(step, ...inner.flatMap(stepsOf));
  }
  return steps;
}

/** Imports the flow into an empty one, and compares the trees. */
function complaintAboutImport(request) {
  const empty = {
    displayName: "",
    valid: false,
    notes: [],
    trigger: { name: "trigger", type: "EMPTY", displayName: "", valid: false, settings: {} },
  };
  // The import changes what it is given.
  const operation = { type: "IMPORT_FLOW", request: structuredClone(request) };
  const imported = activepieces.flowOperations.apply(empty, operation);
  const wanted = shapeOf(request.trigger);
  const got = shapeOf(imported.trigger);
  return got === wanted ? null : `the import makes ${got} of ${wanted}`;
}

/** The tree of names, types and validity, as text. A chain stands in brackets. */
function shapeOf(first) {
  const shapes = [];
  for (let step = first; step !== undefined && step !== null; step = step.nextAction) {
    let shape = `${step.name} ${step.type}${step.skip ? " skipped" : ""}${step.valid ? "" : " invalid"}`;
    if (step.type === FlowActionType.LOOP_ON_ITEMS) shape += ` do ${shapeOf(step.firstLoopAction)}`;
    if (step.type === FlowActionType.ROUTER) shape += ` to ${step.children.map(shapeOf)}`;
    const branches = step.continueOnFailureBranches;
    if (branches?.onSuccess) shape += ` on success ${shapeOf(branches.onSuccess)}`;
    if (branches?.onFailure) shape += ` on failure ${shapeOf(branches.onFailure)}`;
    shapes.push(shape);
  }
  return `[${shapes.join(", ")}]`;
}

function complaintOf(schema, value) {
  const result = schema.safeParse(value);
  if (result.success) return null;
  return result.error.issues.map((issue) => deepest(issue, "")).join("; ");
}

/** Place and message of an issue; of a union's alternatives, that of the one that went furthest. */
function deepest(issue, outer) {
  const place = [outer, ...issue.path].filter((part) => part !== "").join(".");
  if (issue.code !== "invalid_union" || issue.errors.every((issues) => issues.length === 0)) {
    return `${place}: ${issue.message}`;
  }
  const depth = (issues) => Math.max(...issues.map((issue) => issue.path.length));
  const alternatives = issue.errors.filter((issues) => issues.length > 0);
  const closest = alternatives.reduce((best, issues) =>
    issues.length < best.length || (issues.length === best.length && depth(issues) > depth(best)) ? issues : best,
  );
  return closest.map((inner) => deepest(inner, place)).join("; ");
}
