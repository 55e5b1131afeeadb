// Is a SARIF log what the schema of SARIF 2.1.0 asks for?
//
// Usage: check-sarif.mjs FILE...
//
// The schema is OASIS's own, as a package of the lock file carries it. Exit code 1 when a log breaks
// it, with every breach.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const Ajv = (await import("ajv")).default;
const path = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
const schema = JSON.parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8"));
// It is of draft 4, and uses nothing of it that draft 7 means in another way.
delete schema.$schema;
delete schema.id;

const base = "https://example.org/";
const parses = (text, against) => {
  try {
    return Boolean(new URL(text, against));
  } catch {
    return false;
  }
};
const ajv = new Ajv({
  allErrors: true, strictTypes: false,
  unicodeRegExp: false, // One pattern of the schema has a bracket too much.
  formats: {
    uri: (text) => parses(text),
    "uri-reference": (text) => !/[\s<>"{}|\\^`]/.test(text) && parses(text, base),
    "date-time": (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text),
  },
});
const validate = ajv.compile(schema);
const files = process.argv.slice(2);
let wrong = 0;
for (const file of files) {
  if (validate(JSON.parse(readFileSync(file, "utf8")))) continue;
  wrong += 1;
  for (const { instancePath, message } of validate.errors) {
    console.log(`${file}: ${instancePath || "/"} ${message}`);
  }
}
console.log(`${files.length} SARIF logs, ${wrong} break the schema`);
process.exit(wrong === 0 && files.length > 0 ? 0 : 1);
