// How many recipes ajv parses and validates in a second: the measure for recipe_bench.
//
// Usage: node ajv-recipes.mjs RECIPE_VECTORS [SECONDS]
//
// Prints one line of JSON: {"recipes": how many there are, "valid": how many of them are,
// "per_second": best rate of a round}. ajv is the one of tests/schemas; the schema is compiled before.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = new URL("..", import.meta.url);

function fail(text) {
  console.error(text);
  process.exit(1);
}

function loadAjv() {
  try {
    return createRequire(new URL("tests/schemas/package.json", root))("ajv/dist/2020.js").default;
  } catch {
    return fail("bench: ajv is not installed; run scripts/install-dependencies");
  }
}

const [vectors, seconds = "2"] = process.argv.slice(2);
if (vectors === undefined) {
  console.error("Usage: node ajv-recipes.mjs RECIPE_VECTORS [SECONDS]");
  process.exit(2);
}
const schemaFile = fileURLToPath(new URL("schemas/workspace-recipe.json", root));
const ajv = new (loadAjv())({ strict: true, allowUnionTypes: true });
const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));
const texts = readFileSync(vectors, "utf8").trimEnd().split("\n")
  .map((line) => JSON.parse(line).input.text);

function round() {
  let valid = 0;
  for (const text of texts) {
    let recipe;
    try {
      recipe = JSON.parse(text);
    } catch {
      continue;
    }
    if (validate(recipe)) valid += 1;
  }
  return valid;
}

const end = process.hrtime.bigint() + BigInt(Math.round(Number(seconds) * 1e9));
let valid = 0;
let best = Infinity;
do {
  // Of the processor, as Google Benchmark counts.
  const before = process.cpuUsage();
  for (let i = 0; i < 20; ++i) valid = round();
  const { user, system } = process.cpuUsage(before);
  best = Math.min(best, (user + system) / 20);
} while (process.hrtime.bigint() < end);
console.log(JSON.stringify({ recipes: texts.length, valid,
                             per_second: Math.round(texts.length / (best / 1e6)) }));
