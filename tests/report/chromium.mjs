// Debian's chromium without a window, driven over a pipe by its DevTools protocol.

import {spawn} from "node:child_process";
import {once} from "node:events";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

const PATIENCE = 120_000; // milliseconds for one answer, on a machine that does much else

export class Browser {
  static async start() {
    const browser = new Browser();
    browser.profile = mkdtempSync(join(tmpdir(), "tripart_browser_"));
    const options = ["--headless", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--hide-scrollbars", `--user-data-dir=${browser.profile}`];
    if (process.getuid() === 0) options.push("--no-sandbox"); // root has no other choice
    browser.process = spawn("chromium", options, {stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"]});
    browser.ended = once(browser.process, "exit");
    browser.process.on("error", (problem) => browser.fail(problem));
    browser.process.on("exit", () => browser.fail(new Error("chromium ended")));
    browser.process.stdio[4].setEncoding("utf8").on("data", (text) => browser.take(text));
    await browser.send("Browser.getVersion");
    return browser;
  }

  waiting = new Map();
  listeners = new Map();
  last = 0;
  rest = "";

  take(text) {
    const messages = (this.rest + text).split("\0");
    this.rest = messages.pop();
    for (const message of messages.map((one) => JSON.parse(one))) {
      if (message.id === undefined) {
        this.listeners.get(message.sessionId)?.(message);
        continue;
      }
      const {resolve, reject} = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    }
  }

  fail(problem) {
    for (const {reject} of this.waiting.values()) reject(problem);
    this.waiting.clear();
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.last;
    const answer = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer to ${method}`)), PATIENCE);
      const settle = (how) => (value) => {
        clearTimeout(timer);
        how(value);
      };
      this.waiting.set(id, {resolve: settle(resolve), reject: settle(reject)});
    });
    this.process.stdio[3].write(`${JSON.stringify({id, method, params, sessionId})}\0`);
    return answer;
  }

  async close() {
    await this.send("Browser.close").catch(() => {});
    await this.ended;
    rmSync(this.profile, {recursive: true, force: true});
  }

  async open(file, {width = 1200, height = 900} = {}) {
    const {targetId} = await this.send("Target.createTarget", {url: "about:blank"});
    const {sessionId} = await this.send("Target.attachToTarget", {targetId, flatten: true});
    const page = new Page(this, targetId, sessionId);
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await page.send(`${domain}.enable`);
    await page.send("Performance.enable", {timeDomain: "threadTicks"});
    await page.send("Emulation.setDeviceMetricsOverride", {width, height, deviceScaleFactor: 1, mobile: false});
    page.url = pathToFileURL(file).href;
    await page.send("Page.navigate", {url: page.url});
    await page.loaded;
    return page;
  }
}

class Page {
  complaints = []; // what the console, the policy or an exception said
  requests = [];
  dialogs = 0;

  constructor(browser, targetId, sessionId) {
    Object.assign(this, {browser, targetId, sessionId});
    this.loaded = new Promise((resolve) => (this.onLoad = resolve));
    browser.listeners.set(sessionId, ({method, params}) => this.take(method, params));
  }

  take(method, params) {
    if (method === "Runtime.exceptionThrown") {
      this.complaints.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    } else if (method === "Runtime.consoleAPICalled") {
      this.complaints.push(`console.${params.type}: ${params.args.map((one) => one.value ?? one.description).join(" ")}`);
    } else if (method === "Log.entryAdded") {
      this.complaints.push(`${params.entry.source}: ${params.entry.text}`);
    } else if (method === "Network.requestWillBeSent") {
      this.requests.push(params.request.url);
    } else if (method === "Page.javascriptDialogOpening") {
      this.dialogs += 1;
      this.send("Page.handleJavaScriptDialog", {accept: true});
    } else if (method === "Page.loadEventFired") {
      this.onLoad();
    }
  }

  send(method, params = {}) {
    return this.browser.send(method, params, this.sessionId);
  }

  // What a function of no arguments, or of `argument`, returns there.
  async run(what, argument) {
    const {result, exceptionDetails} = await this.send("Runtime.evaluate",
      {expression: `(${what})(${JSON.stringify(argument) ?? ""})`, returnByValue: true, awaitPromise: true});
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async press(key) {
    const code = {ArrowUp: 38, ArrowDown: 40}[key];
    for (const type of ["rawKeyDown", "keyUp"]) {
      await this.send("Input.dispatchKeyEvent", {type, key, code: key, windowsVirtualKeyCode: code});
    }
  }

  // Puts the mouse on the middle of an element and leaves it there for a moment.
  async point(selector) {
    const {x, y} = await this.run((one) => {
      const place = document.querySelector(one);
      place.scrollIntoView({block: "center"});
      const box = place.getBoundingClientRect();
      return {x: box.x + box.width / 2, y: box.y + box.height / 2};
    }, selector);
    await this.send("Input.dispatchMouseEvent", {type: "mouseMoved", x, y});
    await this.run(() => new Promise((done) => setTimeout(done, 300)));
  }

  async media(media, scheme) {
    await this.send("Emulation.setEmulatedMedia", {media, features: [{name: "prefers-color-scheme", value: scheme}]});
  }

  async screenshot(file) {
    const {data} = await this.send("Page.captureScreenshot", {captureBeyondViewport: true,
      clip: await this.run(() => ({x: 0, y: 0, width: innerWidth, height: document.documentElement.scrollHeight, scale: 1}))});
    writeFileSync(file, Buffer.from(data, "base64"));
  }

  // Seconds of processor time that the thread which draws the page has used, whatever else the machine does.
  async processorTime() {
    const {metrics} = await this.send("Performance.getMetrics");
    return metrics.find(({name}) => name === "ThreadTime").value;
  }

  close() {
    return this.browser.send("Target.closeTarget", {targetId: this.targetId});
  }
}
