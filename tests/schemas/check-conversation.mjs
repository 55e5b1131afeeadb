// Is every line of the conversation in a page what the schema of its message asks for?
//
// Usage: check-conversation.mjs SCHEMAS PAGE
//
// Compiles all schemas of SCHEMAS in ajv's strict mode, and picks one for each line by its method,
// or by the method of the request that it answers.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const notMessages = new Set(["…", "this is not JSON"]);
const dashed = (method) => method.replace("/", "-").replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);

/// Kinds whose names do not follow from the method.
const answers = {
  "backend/create": "runtime-answer", "backend/restore": "runtime-answer",
  "runtime/mount": "empty-answer", "runtime/destroy": "empty-answer", shutdown: "empty-answer",
};

function kindOf(message, asked) {
  if (message.error) return "error-answer";
  if (message.method && message.id === undefined) return dashed(message.method);
  if (message.method) {
    asked.set(message.id, message.method);
    return `${dashed(message.method)}-request`;
  }
  const method = asked.get(message.id);
  return answers[method] ?? `${dashed(method)}-answer`;
}

const [schemas, page] = process.argv.slice(2);
const Ajv = (await import("ajv/dist/2020.js")).default;
const index = JSON.parse(readFileSync(join(schemas, "index.json"), "utf8"));
const validators = new Map(index.schemas.map(({ kind, file }) => [kind,
  new Ajv({ strict: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(schemas, file), "utf8")))]));
const block = /<!-- conversation -->\n+```text\n(.*?)```/s.exec(readFileSync(page, "utf8"))[1];
const asked = new Map();
let checked = 0;
let wrong = 0;
for (const line of block.trimEnd().split("\n").map((text) => text.slice(2))) {
  if (notMessages.has(line)) continue;
  const message = JSON.parse(line);
  const kind = kindOf(message, asked);
  const validate = validators.get(kind);
  checked += 1;
  if (validate?.(message)) continue;
  wrong += 1;
  console.log(`${kind}: ${line}\n  ${JSON.stringify(validate?.errors ?? "no such schema")}`);
}
console.log(`${validators.size} schemas, ${checked} lines, ${wrong} wrong`);
process.exit(wrong === 0 && checked > 0 ? 0 : 1);
