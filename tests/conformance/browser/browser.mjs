// A Chromium of one's own, driven over a pair of pipes. It lives in a process group and a profile
// of its own; closing ends the one and removes the other. When this process dies, the pipes close,
// and Chromium ends by itself.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const PROGRAMS = ["chromium-headless-shell", "chromium"];
const START_LIMIT_MS = 60_000;
const ANSWER_LIMIT_MS = 60_000;

const FLAGS = [
  "--headless",
  "--remote-debugging-pipe",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-breakpad",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-dev-shm-usage",
  "--disable-extensions",
  "--disable-gpu",
  "--disable-sync",
  "--mute-audio",
  "--window-size=1280,900",
];

export class Browser {
  #process;
  #profile;
  #errors = "";
  #left = "";
  #next = 1;
  #waiting = new Map();
  #listeners = new Set();
  #ended;

  static async start() {
    const missing = [];
    for (const program of PROGRAMS) {
      const browser = new Browser();
      if (await browser.#launch(program)) {
        await browser.send("Browser.getVersion", {}, undefined, START_LIMIT_MS);
        return browser;
      }
      missing.push(program);
    }
    throw new Error(`no ${missing.join(" and no ")}; scripts/install-dependencies brings one`);
  }

  async #launch(program) {
    this.#profile = mkdtempSync(join(tmpdir(), "wp-codebox-browser-"));
    const flags = [...FLAGS, `--user-data-dir=${this.#profile}`];
    // Root may not use Chromium's sandbox; the pages are our own.
    if (process.getuid() === 0) flags.push("--no-sandbox");
    this.#process = spawn(program, [...flags, "about:blank"], {
      detached: true,
      stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
      env: { PATH: process.env.PATH, HOME: this.#profile, TMPDIR: this.#profile, LANG: "C.UTF-8" },
    });
    this.#ended = new Promise((resolve) => this.#process.once("close", resolve));
    const spawned = await new Promise((resolve) => {
      this.#process.once("spawn", () => resolve(true));
      this.#process.once("error", () => resolve(false));
    });
    if (!spawned) {
      rmSync(this.#profile, { recursive: true, force: true });
      return false;
    }
    this.#process.stderr.on("data", (bytes) => {
      this.#errors = (this.#errors + bytes).slice(-4000);
    });
    this.#process.stdio[3].on("error", () => {});
    this.#process.stdio[4].setEncoding("utf8");
    this.#process.stdio[4].on("data", (text) => this.#take(text));
    this.#process.once("exit", (code, signal) => {
      const error = new Error(`the browser ended (${signal ?? code}): ${this.#errors}`);
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    });
    return true;
  }

  #take(text) {
    const messages = (this.#left + text).split("\0");
    this.#left = messages.pop();
    for (const message of messages.map((one) => JSON.parse(one))) {
      const waiting = this.#waiting.get(message.id);
      if (waiting === undefined) {
        for (const listener of this.#listeners) listener(message);
        continue;
      }
      this.#waiting.delete(message.id);
      if (message.error) waiting.reject(new Error(`${waiting.method}: ${message.error.message}`));
      else waiting.resolve(message.result);
    }
  }

  send(method, params = {}, sessionId = undefined, limit = ANSWER_LIMIT_MS) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${method}: no answer in ${limit} ms: ${this.#errors}`)), limit);
      const done = (settle) => (value) => {
        clearTimeout(timer);
        settle(value);
      };
      this.#waiting.set(id, { method, resolve: done(resolve), reject: done(reject) });
      this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  listen(listener) {
    this.#listeners.add(listener);
  }

  async close() {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      process.kill(-this.#process.pid, "SIGKILL");
    }
    await this.#ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/// One tab, and all that it complained about or asked the network for.
export class Tab {
  complaints = [];
  requests = [];
  #browser;
  #session;
  #loaded = () => {};

  static async open(browser) {
    const tab = new Tab();
    tab.#browser = browser;
    const { targetId } = await browser.send("Target.createTarget", { url: "about:blank" });
    const attached = await browser.send("Target.attachToTarget", { targetId, flatten: true });
    tab.#session = attached.sessionId;
    browser.listen((message) => {
      if (message.sessionId === tab.#session) tab.#note(message);
    });
    for (const domain of ["Page", "Runtime", "Log", "Network", "Accessibility"]) {
      await tab.send(`${domain}.enable`);
    }
    return tab;
  }

  #note({ method, params }) {
    if (method === "Page.loadEventFired") this.#loaded();
    if (method === "Runtime.consoleAPICalled") {
      this.complaints.push(`console.${params.type}: ${JSON.stringify(params.args)}`);
    }
    if (method === "Runtime.exceptionThrown") {
      this.complaints.push(`exception: ${JSON.stringify(params.exceptionDetails)}`);
    }
    if (method === "Log.entryAdded") this.complaints.push(`log: ${params.entry.text}`);
    if (method === "Page.javascriptDialogOpening") this.complaints.push(`dialog: ${params.message}`);
    if (method === "Network.requestWillBeSent") this.requests.push(params.request.url);
  }

  send(method, params = {}) {
    return this.#browser.send(method, params, this.#session);
  }

  async load(url) {
    const loaded = new Promise((resolve) => {
      this.#loaded = resolve;
    });
    this.requests = [];
    this.complaints = [];
    const { errorText } = await this.send("Page.navigate", { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await loaded;
  }

  /// The value of an expression in the page.
  async value(expression) {
    const answer = await this.send("Runtime.evaluate", { expression, returnByValue: true });
    if (answer.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails));
    return answer.result.value;
  }

  /// Waits until the expression is true.
  async until(expression, limit = 30_000) {
    const end = Date.now() + limit;
    while (!(await this.value(expression))) {
      if (Date.now() > end) throw new Error(`never became true: ${expression}`);
      await pause(10);
    }
  }

  async press(key, { code = key, keyCode, text, shift = false } = {}) {
    const event = { key, code, windowsVirtualKeyCode: keyCode, modifiers: shift ? 8 : 0 };
    await this.send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", text, ...event });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  }

  tab() {
    return this.press("Tab", { keyCode: 9 });
  }

  enter() {
    return this.press("Enter", { keyCode: 13, text: "\r" });
  }

  space() {
    return this.press(" ", { code: "Space", keyCode: 32, text: " " });
  }

  down() {
    return this.press("ArrowDown", { keyCode: 40 });
  }

  async type(text) {
    for (const character of text) {
      await this.send("Input.dispatchKeyEvent", { type: "char", text: character });
    }
  }

  /// Presses Tab until the focus is on an element that the expression (over `element`) finds.
  async tabTo(expression, most = 60) {
    for (let i = 0; i < most; i += 1) {
      await this.tab();
      if (await this.value(`(() => { const element = document.activeElement; return ${expression}; })()`)) {
        return;
      }
    }
    throw new Error(`${most} times Tab, and the focus never came to: ${expression}`);
  }
}
