// A second opinion on schemas/: ajv compiles every schema in strict mode, and then judges the
// documents that the typed decoder judged. Any disagreement is an error.
//
// Usage: node compare.mjs JUDGE SCHEMAS EXAMPLES RECIPE_VECTORS [SEED [CHANGES]]

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const usage = "Usage: node compare.mjs JUDGE SCHEMAS EXAMPLES RECIPE_VECTORS [SEED [CHANGES]]";
const shownDisagreements = 20;

// Fewer documents of either verdict than this prove little.
const leastChanged = 500;
const leastOfEach = 100;

function fail(text) {
  console.error(text);
  process.exit(1);
}

async function loadAjv() {
  try {
    return (await import("ajv/dist/2020.js")).default;
  } catch {
    return fail("tests/schemas: ajv is not installed; run scripts/install-dependencies --tests");
  }
}

function compileAll(Ajv, folder) {
  const validators = new Map();
  const index = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
  for (const { kind, id, file } of index.schemas) {
    const ajv = new Ajv({ strict: true, allowUnionTypes: true });
    const schema = JSON.parse(readFileSync(join(folder, file), "utf8"));
    if (schema.$id !== id) fail(`${file}: $id is ${schema.$id}, the index says ${id}`);
    try {
      validators.set(kind, ajv.compile(schema));
    } catch (error) {
      fail(`${file}: ${error.message}`);
    }
  }
  return validators;
}

function judgedDocuments(judge, args) {
  const run = spawnSync(judge, args, { encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.error) fail(`${judge}: ${run.error.message}`);
  if (run.status !== 0) fail(`${judge} ended with ${run.status ?? run.signal}: ${run.stderr}`);
  return run.stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
}

function compare(validators, documents) {
  const disagreements = [];
  const count = { example: 0, changed: 0, vector: 0, changedRight: 0 };
  for (const { kind, origin, id, text, ok, message, expected } of documents) {
    const validate = validators.get(kind);
    const valid = validate(JSON.parse(text));
    count[origin] += 1;
    if (origin === "changed" && valid) count.changedRight += 1;
    const wanted = origin === "example" ? true : expected ?? ok;
    if (valid === wanted && ok === wanted) continue;
    const reasons = JSON.stringify((validate.errors ?? []).map(
      ({ instancePath, message: words }) => `${instancePath} ${words}`));
    disagreements.push(`${kind} ${id ?? origin}: decoder ${ok}, ajv ${valid}, wanted ${wanted}\n` +
      `  ${text}\n  decoder: ${message ?? "fine"}\n  ajv: ${reasons}`);
  }
  return { disagreements, count };
}

const [judge, schemas, examples, vectors, seed = "20260102", changes = "30"] =
  process.argv.slice(2);
if (vectors === undefined) {
  console.error(usage);
  process.exit(2);
}
const validators = compileAll(await loadAjv(), schemas);
const documents = judgedDocuments(judge, [examples, vectors, seed, changes]);
const { disagreements, count } = compare(validators, documents);
for (const text of disagreements.slice(0, shownDisagreements)) console.log(text);
const wrong = count.changed - count.changedRight;
console.log(`${validators.size} schemas, ${count.example} examples, ${count.changed} changed ` +
  `documents (${count.changedRight} right, ${wrong} wrong), ${count.vector} recipe vectors: ` +
  `${disagreements.length} disagreements`);
if (count.changed < leastChanged || Math.min(count.changedRight, wrong) < leastOfEach) {
  fail(`too few changed documents: at least ${leastChanged}, ${leastOfEach} of either verdict`);
}
if (count.vector === 0) fail("no recipe vectors were judged");
process.exit(disagreements.length === 0 ? 0 : 1);
