// Usage: node check_page.mjs WP-CODEBOX-CONFORMANCE
//
// Opens the HTML report in a real Chromium and uses it as a person does: by keyboard, with a screen
// reader's view of it, in the dark, and with a backend that says hostile things.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { Browser, Tab } from "./browser.mjs";

const kit = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "wp-codebox-page-"));
const file = (name) => join(folder, name);
const address = (name) => pathToFileURL(file(name)).href;

const HOSTILE =
  "</script></pre></bdi><script>globalThis.hit = 1</script>" +
  "<img src=x onerror=\"globalThis.hit=2\"><!-- '\"><svg onload=globalThis.hit=3>&amp;";

const FAILS = "WPC-EXEC-002";
const visibleRows = `[...document.querySelectorAll("#matrix tbody tr")].filter((row) =>
  row.getClientRects().length > 0)`;
const visibleIds = `${visibleRows}.map((row) => row.id)`;
const shown = `document.getElementById("shown").textContent`;

function run(name, ...more) {
  const ended = spawnSync(kit, ["run", "--backend", "memory", "--filter", "WPC-EXEC-*", "--json",
    file(name), ...more], { encoding: "utf8" });
  assert.ok(ended.status === 0 || ended.status === 1, ended.stdout + ended.stderr);
}

function report(page, ...runs) {
  execFileSync(kit, ["report", ...runs.map(file), "--html", file(page)], { stdio: "pipe" });
}

/// A run of a backend that says hostile things wherever a report lets it.
function hostile() {
  const result = JSON.parse(readFileSync(file("broken.json"), "utf8"));
  Object.assign(result.backend, { name: HOSTILE, version: HOSTILE, kind: HOSTILE });
  result.backend.capabilities.push(HOSTILE);
  result.attachment = HOSTILE;
  result.filters = [HOSTILE];
  result.mutant = HOSTILE;
  result.endFaults = [HOSTILE];
  result.startedAt = HOSTILE;
  result.kitVersion = HOSTILE;
  for (const one of result.cases) {
    for (const finding of one.findings) {
      Object.assign(finding, { what: HOSTILE, expected: HOSTILE, got: `\u0000\u001b${HOSTILE}` });
    }
  }
  mkdirSync(file("hostile.transcripts"));
  writeFileSync(file("hostile.transcripts/one.txt"), HOSTILE);
  result.cases[0].transcript = file("hostile.transcripts/one.txt");
  writeFileSync(file("hostile.json"), JSON.stringify(result));
}

async function load(tab, page) {
  await tab.load(address(page));
  await tab.until(`!document.getElementById("filters").hidden`);
}

/// A quiet page asked for nothing but itself and complained about nothing.
function assertQuiet(tab, page) {
  assert.deepEqual(tab.requests.filter((url) => url !== address(page)), []);
  assert.deepEqual(tab.complaints, []);
}

async function assertFocusIsSeen(tab) {
  const outline = await tab.value(`(() => {
    const style = getComputedStyle(document.activeElement);
    return { kind: style.outlineStyle, width: parseFloat(style.outlineWidth) };
  })()`);
  assert.notEqual(outline.kind, "none");
  assert.ok(outline.width >= 2, JSON.stringify(outline));
}

const checks = {
  async "has a row for each requirement of the register"(tab, register) {
    await load(tab, "one.html");
    assert.deepEqual(await tab.value(visibleIds), register);
    assert.equal(await tab.value(shown), `${register.length} of ${register.length} requirements shown`);
    assertQuiet(tab, "one.html");
  },

  async "is filtered by keyboard alone"(tab, register) {
    await load(tab, "one.html");
    await tab.tab();
    assert.equal(await tab.value("document.activeElement.className"), "skip");
    await tab.tabTo(`element.name === "text"`);
    await assertFocusIsSeen(tab);
    await tab.type(FAILS.toLowerCase());
    await tab.until(`${visibleRows}.length < 10`);
    const found = await tab.value(visibleIds);
    assert.ok(found.includes(FAILS), found.join());
    assert.equal(await tab.value(shown), `${found.length} of ${register.length} requirements shown`);

    await tab.tabTo(`element.type === "reset"`);
    await assertFocusIsSeen(tab);
    await tab.enter();
    await tab.until(`${visibleRows}.length === ${register.length}`);

    await tab.tabTo(`element.value === "fail"`);
    await tab.space();
    await tab.until(`${visibleRows}.length < 20`);
    assert.ok((await tab.value(visibleIds)).includes(FAILS));
    assert.ok(await tab.value(`${visibleRows}.every((row) => row.dataset.outcomes === "fail")`));

    await tab.tabTo(`element.tagName === "SUMMARY"`);
    await assertFocusIsSeen(tab);
    await tab.enter();
    await tab.until(`document.activeElement.parentElement.open`);
    assert.match(await tab.value(`document.activeElement.parentElement.innerText`),
      /expected[^]*got[^]*wp-codebox-conformance run --backend memory/);
    assertQuiet(tab, "one.html");
  },

  async "filters by level and profile"(tab) {
    await load(tab, "one.html");
    for (const name of ["level", "profile"]) {
      await tab.tabTo(`element.name === "${name}"`);
      await tab.down();
      await tab.until(`document.querySelector("select[name=${name}]").value !== ""`);
    }
    const level = await tab.value(`document.querySelector("select[name=level]").value`);
    const profile = await tab.value(`document.querySelector("select[name=profile]").value`);
    await tab.until(`${visibleRows}.every((row) =>
      row.dataset.level === "${level}" && row.dataset.profile === "${profile}")`);
    const expected = await tab.value(`document.querySelectorAll(
      "tr[data-level=${level}][data-profile=${profile}]").length`);
    assert.ok(expected > 0);
    assert.equal(await tab.value(`${visibleRows}.length`), expected);
  },

  async "compares backends"(tab) {
    await load(tab, "both.html");
    const titles = await tab.value(
      `[...document.querySelectorAll("#matrix thead th")].map((head) => head.textContent)`);
    assert.equal(titles.length, 6);
    assert.match(titles[4], /^memory [\d.]+ as memory$/);
    assert.match(titles[5], /^memory [\d.]+ as memory, mutant WPC-EXEC-002:failures-resolve$/);
    assert.deepEqual(await tab.value(
      `[...document.querySelectorAll("#${FAILS} .word")].map((word) => word.textContent)`),
    ["pass", "fail"]);
    for (const open of [false, true]) {
      await tab.value(`document.querySelectorAll("#${FAILS} details").forEach((details) => {
        details.open = ${open}; }); true`);
      assert.ok(await tab.value(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
      "both columns are on the screen");
    }
    await tab.tabTo(`element.name === "differing"`);
    await tab.space();
    await tab.until(`${visibleRows}.length < 20`);
    assert.ok((await tab.value(visibleIds)).includes(FAILS));
    assert.ok(await tab.value(
      `${visibleRows}.every((row) => new Set(row.dataset.outcomes.split(" ")).size === 2)`));
    assertQuiet(tab, "both.html");
  },

  async "is a table with names for a screen reader"(tab, register) {
    await load(tab, "both.html");
    const { nodes } = await tab.send("Accessibility.getFullAXTree");
    const names = (role) => nodes.filter((node) => !node.ignored && node.role?.value === role)
      .map((node) => node.name?.value ?? "");
    assert.deepEqual(names("table").sort(),
      ["Every requirement and how it came out", "What was judged, and what it came to"]);
    const headers = names("columnheader");
    for (const name of ["Id", "Level", "Profile", "Requirement"]) assert.ok(headers.includes(name));
    assert.deepEqual(names("rowheader").filter((name) => name.startsWith("WPC-")), register);
    assert.equal(names("status").length, 1);
    assert.deepEqual(names("form"), ["Filters of the matrix"]);
    assert.equal(names("main").length, 1);
    for (const role of ["searchbox", "combobox", "checkbox", "button", "link", "heading"]) {
      assert.ok(names(role).length > 0, role);
      assert.ok(names(role).every((name) => name !== ""), `${role} without a name`);
    }
    assert.ok(names("DisclosureTriangle").every((name) => /^\d+ case.* of WPC-/.test(name)));
    assert.equal(await tab.value("document.documentElement.lang"), "en");
  },

  async "is readable in the light and in the dark"(tab) {
    const backgrounds = [];
    for (const scheme of ["light", "dark"]) {
      await tab.send("Emulation.setEmulatedMedia",
        { features: [{ name: "prefers-color-scheme", value: scheme }] });
      await load(tab, "one.html");
      backgrounds.push(await tab.value("getComputedStyle(document.body).backgroundColor"));
      const faint = await tab.value(`(() => {
        const light = (color) => {
          const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
            .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const behind = (element) => {
          for (let at = element; at !== null; at = at.parentElement) {
            const color = getComputedStyle(at).backgroundColor;
            if (color !== "rgba(0, 0, 0, 0)") return color;
          }
        };
        const contrast = (element) => {
          const [dark, bright] = [getComputedStyle(element).color, behind(element)].map(light)
            .sort((a, b) => a - b);
          return (bright + 0.05) / (dark + 0.05);
        };
        return [...document.querySelectorAll("body, td, th, .word, .small, a, dt, pre, label, p")]
          .filter((element) => contrast(element) < 4.5).map((element) => element.outerHTML);
      })()`);
      assert.deepEqual(faint, []);
    }
    assert.notEqual(backgrounds[0], backgrounds[1]);
    await tab.send("Emulation.setEmulatedMedia", { features: [] });
  },

  async "follows a link to a row that a filter hides"(tab) {
    await load(tab, "one.html");
    await tab.tabTo(`element.name === "text"`);
    await tab.type("nothing has this text");
    await tab.until(`${visibleRows}.length === 0`);
    await tab.value(`location.hash = "#${FAILS}"; true`);
    await tab.until(`${visibleIds}.includes("${FAILS}")`);
  },

  async "is whole without scripts"(tab, register) {
    await tab.send("Emulation.setScriptExecutionDisabled", { value: true });
    await tab.load(address("one.html"));
    assert.equal(await tab.value(`${visibleRows}.length`), register.length);
    assert.equal(await tab.value(`document.getElementById("filters").hidden`), true);
    await tab.send("Emulation.setScriptExecutionDisabled", { value: false });
  },

  async "executes nothing that a backend says"(tab, register) {
    await load(tab, "hostile.html");
    assert.equal(await tab.value("globalThis.hit === undefined"), true);
    assert.equal(await tab.value(`document.querySelectorAll("img, svg, iframe, object").length`), 0);
    assert.equal(await tab.value("document.scripts.length"), 1);
    assert.equal(await tab.value(`${visibleRows}.length`), register.length);
    assert.equal(await tab.value(`document.title`), `Conformance: ${HOSTILE} ${HOSTILE}`);
    const said = await tab.value(`[...document.querySelectorAll("#${FAILS} pre")].map((pre) =>
      pre.textContent)`);
    assert.ok(said.includes(HOSTILE), said.join("\n"));
    assert.ok(said.includes(`\u2400\u241b${HOSTILE}`), "controls are shown as pictures");
    const transcripts = await tab.value(
      `[...document.querySelectorAll(".transcript pre")].map((pre) => pre.textContent)`);
    assert.ok(transcripts.length > 0);
    assert.ok(transcripts.every((text) => text === HOSTILE), transcripts.join("\n"));
    assertQuiet(tab, "hostile.html");
  },
};

async function main() {
  const { requirements } = JSON.parse(
    execFileSync(kit, ["requirements", "--json"], { encoding: "utf8", maxBuffer: 1 << 26 }));
  const register = requirements.map((row) => row.id);
  run("sound.json");
  run("broken.json", "--mutant", "WPC-EXEC-002:failures-resolve");
  hostile();
  report("one.html", "broken.json");
  report("both.html", "sound.json", "broken.json");
  report("hostile.html", "hostile.json");

  const browser = await Browser.start();
  let failed = 0;
  try {
    for (const [name, check] of Object.entries(checks)) {
      const tab = await Tab.open(browser);
      try {
        await check(tab, register);
        console.log(`ok   the page ${name}`);
      } catch (error) {
        failed += 1;
        console.log(`FAIL the page ${name}\n${error.stack}`);
      }
    }
  } finally {
    await browser.close();
  }
  console.log(`${Object.keys(checks).length} checks, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
