// Looks at the pages of `tripart report` in a real browser.
// Usage: node browser_test.mjs PROGRAM SOURCE_FOLDER SCRATCH_FOLDER TIER|CASE...

import assert from "node:assert/strict";
import {cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {Browser} from "./chromium.mjs";
import {Cells, rewrite, tripart, writeManifest} from "./results.mjs";

const [program, source, scratch, ...wanted] = process.argv.slice(2).map((word, i) => (i < 3 ? resolve(word) : word));
const folder = (name) => join(scratch, name);

// Results, made when first asked for.
const results = {
  run() {
    if (!existsSync(folder("run"))) {
      tripart(program, "run", join(source, "scenarios/nafta-2018.yaml"), "-n", "2000", "--trace", "10", "--set", "economy.economies=3",
        "-o", folder("run"), "--quiet");
    }
    return folder("run");
  },
  sweep() {
    if (!existsSync(folder("sweep"))) {
      cpSync(join(source, "scenarios/textbook/outside-option.yaml"), folder("outside-option.yaml"));
      writeFileSync(folder("factors.yaml"), `format: 1
name: factors
scenario: outside-option.yaml
design: one_at_a_time
replicates: 20
factors:
  - {id: outside_option, path: parties.B.outside_option, values: [0.2, 0.4, 0.5, 0.6, 0.7]}
  - {id: patience, path: parties.A.discount_factor, values: [0.5, 0.7, 0.9, 0.95]}
`);
      tripart(program, "sweep", folder("factors.yaml"), "-o", folder("sweep"), "--quiet");
      tripart(program, "sensitivity", folder("sweep"), "--quantity", "utility");
    }
    return folder("sweep");
  },
  // A sweep of the same two factors by another design, with its analysis.
  analysed(kind, design) {
    if (!existsSync(folder(kind))) {
      results.sweep();
      writeFileSync(folder(`${kind}.yaml`), `format: 1
name: ${kind}
scenario: outside-option.yaml
design: ${design}
replicates: 20
factors:
  - {id: outside_option, path: parties.B.outside_option, range: [0.2, 0.7]}
  - {id: patience, path: parties.A.discount_factor, range: [0.5, 0.95]}
`);
      tripart(program, "sweep", folder(`${kind}.yaml`), "-o", folder(kind), "--quiet");
      tripart(program, "sensitivity", folder(kind), "--quantity", "utility");
    }
    return folder(kind);
  },
  tournament() {
    if (!existsSync(folder("tournament"))) {
      tripart(program, "tournament", join(source, "scenarios/tournaments/nafta-2018-tougher.yaml"), "-n", "100", "-o", folder("tournament"),
        "--set", "economy.economies=2", "--quiet");
    }
    return folder("tournament");
  },
  // Two cases, of which one has closings of chapters and the other none.
  backtest() {
    if (!existsSync(folder("backtest"))) {
      const history = join(source, "scenarios/history");
      writeFileSync(folder("cases.yaml"), `format: 1
name: two
cases:
${["ttip-2016", "korus-2018"].map((name) =>
    `  - {id: ${name}, scenario: ${history}/${name}.yaml, outcomes: ${history}/${name}-outcomes.csv}`).join("\n")}
`);
      tripart(program, "backtest", folder("cases.yaml"), "-n", "200", "--jitters", "3", "-o", folder("backtest"), "--quiet");
    }
    return folder("backtest");
  },
  durations() {
    if (!existsSync(folder("durations"))) {
      const history = join(source, "scenarios/history");
      tripart(program, "backtest", join(history, "us-agreement-launch.yaml"), "--durations", join(history, "us-agreement-durations.csv"), "-n", "200",
        "-o", folder("durations"), "--quiet");
    }
    return folder("durations");
  },
  priors() {
    if (!existsSync(folder("priors"))) {
      tripart(program, "run", join(source, "scenarios/textbook/setter-ratifier.yaml"), "--prior-predictive", "-n", "500", "-o", folder("priors"),
        "--quiet");
    }
    return folder("priors");
  }
};

// Opens the report and expects it to draw, to complain about nothing and to ask for nothing.
async function open(browser, directory, options) {
  tripart(program, "report", directory);
  const page = await browser.open(join(directory, "report.html"), options);
  page.seconds = await page.processorTime();
  const isDrawn = await page.run(() => new Promise((done) => {
    const began = Date.now();
    const timer = setInterval(() => {
      if (document.body.dataset.drawn || Date.now() - began > 60000) {
        clearInterval(timer);
        done(Boolean(document.body.dataset.drawn));
      }
    }, 20);
  }));
  assert.ok(isDrawn, `charts are missing: ${page.complaints.join("\n")}`);
  return page;
}

async function expectQuiet(page) {
  assert.deepEqual(page.complaints, []);
  assert.deepEqual(page.requests.filter((url) => !url.startsWith("data:")), [page.url]);
  assert.equal(page.dialogs, 0);
}

// Every chart has a name, and every section of charts a table.
async function expectNamed(page) {
  const charts = await page.run(() => [...document.querySelectorAll("[data-chart]")].map((place) => ({
    chart: place.dataset.chart, figures: place.querySelectorAll("figure").length,
    unnamed: place.querySelectorAll("svg:not([aria-label]):not([aria-hidden])").length,
    tables: place.parentElement.querySelectorAll("details[data-table]").length
  })));
  assert.ok(charts.length > 0);
  for (const {chart, figures, unnamed, tables} of charts) {
    assert.ok(figures > 0, `${chart} has no figure`);
    assert.equal(unnamed, 0, `${chart} has a picture without a name`);
    assert.ok(tables > 0, `${chart} has no table`);
  }
}

// A shown number is the cell times its scale, rounded to the digits that are shown.
function isRounded(shown, cell, scale) {
  const digits = (shown.split(".")[1] ?? "").length;
  return Math.abs(Number(shown) - scale * Number(cell)) <= 0.5 * 10 ** -digits + 1e-9 * Math.abs(scale * Number(cell));
}

async function expectTraced(page, directory, fewest) {
  const numbers = await page.run(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    return new Promise((done) => setTimeout(() => {
      for (const button of document.querySelectorAll("details[data-table] > button")) button.click();
      done([...document.querySelectorAll("[data-source]")].map((one) =>
        ({shown: one.textContent, source: one.dataset.source, scale: one.dataset.scale})));
    }, 200));
  });
  assert.ok(numbers.length >= fewest, `only ${numbers.length} numbers`);
  const cells = new Cells(directory);
  for (const {shown, source: from, scale} of numbers) {
    const cell = cells.at(from);
    assert.ok(cell !== undefined && cell !== "", `${from} is no cell, but ${shown} is shown`);
    if (scale === undefined) assert.equal(Number(shown), Number(cell), from);
    else assert.ok(isRounded(shown, cell, Number(scale)), `${from} is ${cell}, but ${shown} is shown`);
  }
  return numbers;
}

const choose = (page, label, value) => page.run(({label, value}) => {
  const found = [...document.querySelectorAll("label")].find((one) => one.textContent === label);
  const select = document.getElementById(found.htmlFor);
  select.value = value;
  select.dispatchEvent(new Event("change"));
}, {label, value});
const textOf = (page, selector) => page.run((one) => document.querySelector(one).textContent, selector);
const names = (page, chart) => page.run((one) =>
  [...document.querySelectorAll(`[data-chart=${one}] svg[aria-label]`)].map((svg) => svg.getAttribute("aria-label")), chart);

// Open within a second, wherever other work leaves the processor to it, and small enough to be sent by mail.
async function expectLight(page, directory) {
  assert.ok(page.seconds < 1, `opening takes ${page.seconds} s of processor time`);
  const bytes = statSync(join(directory, "report.html")).size;
  assert.ok(bytes < 5e6, `the page has ${bytes} bytes`);
}

const cases = {
  async run(browser) {
    const directory = results.run();
    const page = await open(browser, directory);
    await expectLight(page, directory);
    await page.screenshot(folder("run.png"));
    await expectNamed(page);
    const numbers = await expectTraced(page, directory, 2000);
    assert.ok(numbers.filter(({scale}) => scale !== undefined).length >= 20, "the headline has hardly a number");
    await expectQuiet(page);
    await page.close();
  },

  // As many replicates as a study would have.
  async large(browser) {
    const directory = folder("large");
    tripart(program, "run", join(source, "scenarios/nafta-2018.yaml"), "-n", "100000", "--trace", "10", "-o", directory, "--quiet");
    const page = await open(browser, directory);
    await expectLight(page, directory);
    await expectQuiet(page);
    await page.close();
  },

  async filters(browser) {
    const page = await open(browser, results.run());
    assert.deepEqual(await names(page, "endings"), ["Probability of having ended by date, stacked by kind of deal"]);
    assert.equal((await names(page, "welfare")).length, 3);
    await choose(page, "Ending", "two_bilaterals");
    assert.deepEqual(await names(page, "endings"), ["Probability of having ended by date: two bilaterals of one hub"]);
    assert.match(await textOf(page, "[data-chart=benchmarks] figcaption"), /two bilaterals of one hub/);
    assert.doesNotMatch(await textOf(page, "[data-chart=welfare] svg"), /trilateral/);
    await choose(page, "Party", "CAN");
    assert.deepEqual(await names(page, "welfare"), ["CAN: change of real income, percent, by kind of deal"]);
    await choose(page, "Measure", "utility");
    assert.match((await names(page, "welfare"))[0], /^CAN: value to the government/);
    await choose(page, "Ending", "all");
    const first = await textOf(page, "[data-chart=timelines] .story");
    await page.run(() => [...document.querySelectorAll("[data-chart=timelines] button")].find((one) => one.textContent === "Next").click());
    assert.notEqual(await textOf(page, "[data-chart=timelines] .story"), first);
    await choose(page, "Ending", "none");
    assert.match(await textOf(page, "[data-chart=timelines]"), /^None of the 10 sample replicates ended with: no deal/);
    // By keyboard alone: on from the last ending, which is the one chosen, there is none; back up there is.
    await page.run(() => document.querySelector(".filters select").focus());
    await page.press("ArrowUp");
    assert.deepEqual(await names(page, "endings"), ["Probability of having ended by date: one bilateral deal"]);
    assert.equal(await page.run(() => document.activeElement.tagName), "SELECT");
    await choose(page, "Ending", "all");
    await page.point("[data-chart=endings] svg.plot");
    assert.match(await textOf(page, "[data-chart=endings] svg.plot [aria-label=tip]"), /2018.*trilateral deal: [0-9.]+ % \[.*still negotiating/);
    await page.send("Emulation.setDeviceMetricsOverride", {width: 400, height: 800, deviceScaleFactor: 1, mobile: false});
    await page.run(() => new Promise((done) => setTimeout(done, 500)));
    assert.ok(await page.run(() => document.documentElement.scrollWidth <= 400), "a narrow screen has to scroll sideways");
    await page.screenshot(folder("narrow.png"));
    await page.media("screen", "dark");
    assert.equal(await page.run(() => getComputedStyle(document.body).backgroundColor), "rgb(22, 24, 28)");
    await page.media("print", "dark");
    assert.equal(await page.run(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
    await expectQuiet(page);
    await page.close();
  },

  async hostile(browser) {
    const directory = folder("hostile");
    rmSync(directory, {recursive: true, force: true});
    cpSync(results.run(), directory, {recursive: true});
    const evil = '</script><script>window.hit = alert(1)</script><img src="http://localhost/x" onerror="window.hit = 1">{{data}}\u2028"\'=cmd';
    const quoted = `"${evil.replaceAll('"', '""')}"`;
    rewrite(directory, "issues.csv", (text) => text.replace(/^sunset,/m, `${quoted},`));
    rewrite(directory, "threats.csv", (text) => text.replace(/^us_metals,/m, `${quoted},`));
    rewrite(directory, "events.csv", (text) => text.replace('"Talks open between USA, CAN, MEX."', quoted));
    const manifest = join(directory, "manifest.json");
    const json = JSON.parse(readFileSync(manifest, "utf8"));
    json.scenario.name = evil;
    json.overrides = [evil];
    writeManifest(directory, json);
    const page = await open(browser, directory);
    assert.equal(await textOf(page, "h1"), evil);
    assert.equal(await page.run(() => document.title), evil);
    await expectTraced(page, directory, 2000);
    assert.match(await textOf(page, "[data-chart=timelines] .story"), /<\/script><script>window.hit = alert\(1\)/);
    assert.equal(await page.run(() => document.querySelectorAll("img").length), 0);
    assert.equal(await page.run(() => typeof window.hit), "undefined");
    await expectQuiet(page);
    await page.close();
  },

  async sweep(browser) {
    const directory = results.sweep();
    const page = await open(browser, directory);
    await expectNamed(page);
    const charts = await page.run(() => [...document.querySelectorAll("[data-chart]")].map((place) => place.dataset.chart));
    assert.deepEqual(charts, ["sweep_map", "phase", "tornado"]);
    await choose(page, "Across", "patience");
    await choose(page, "Upwards", "");
    const [quantity] = await page.run(() => [...document.querySelectorAll("[data-chart=sweep_map] select option")]
      .map((option) => option.value).filter((value) => value.startsWith("utility/")));
    await choose(page, "Quantity", quantity);
    assert.match((await names(page, "sweep_map")).at(-1), /^mean of utility/);
    await page.screenshot(folder("sweep.png"));
    await expectTraced(page, directory, 100);
    await expectQuiet(page);
    await page.close();
  },

  async indices(browser) {
    for (const [kind, chart, design, marks] of [
      ["saltelli", "sobol", "{kind: saltelli, base_points: 32}", ["first order", "total"]],
      ["morris", "morris", "{kind: morris, trajectories: 20}", ["mu star", "sigma"]]
    ]) {
      const directory = results.analysed(kind, design);
      const page = await open(browser, directory);
      await expectNamed(page);
      const drawn = await page.run((name) => {
        const place = document.querySelector(`[data-chart=${name}]`);
        return {bars: place.querySelectorAll("[aria-label=bar] rect").length, text: place.textContent};
      }, chart);
      assert.equal(drawn.bars, 4, `${kind}: two bars for each of two factors`);
      for (const word of [...marks, "outside_option", "patience"]) {
        assert.ok(drawn.text.includes(word), `${kind}: no '${word}' in ${drawn.text}`);
      }
      await page.screenshot(folder(`${kind}.png`));
      await expectTraced(page, directory, 20);
      await expectQuiet(page);
      await page.close();
    }
  },

  async tournament(browser) {
    const directory = results.tournament();
    const page = await open(browser, directory);
    await expectNamed(page);
    assert.equal((await names(page, "profiles")).length, 3);
    await choose(page, "Party", "MEX");
    assert.equal((await names(page, "profiles")).length, 1);
    await page.screenshot(folder("tournament.png"));
    await expectTraced(page, directory, 500);
    await expectQuiet(page);
    await page.close();
  },

  async backtest(browser) {
    const directory = results.backtest();
    const page = await open(browser, directory);
    await expectNamed(page);
    const charts = await page.run(() => [...document.querySelectorAll("[data-chart]")].map((place) => place.dataset.chart));
    assert.deepEqual(charts, ["backtest_events", "backtest_scores", "backtest_paths", "backtest_texts", "backtest_calibration"]);
    assert.match((await names(page, "backtest_events"))[0], /of ttip-2016/);
    await page.screenshot(folder("backtest.png"));
    await choose(page, "Case", "korus-2018");
    assert.match((await names(page, "backtest_events"))[0], /of korus-2018/);
    assert.match((await names(page, "backtest_scores"))[0], /^korus-2018, /, "one choice holds for every chart");
    const numbers = await expectTraced(page, directory, 300);
    assert.ok(numbers.filter(({source: from}) => from.startsWith("scores.csv:")).length >= 4, "the headline has hardly a score");
    await expectQuiet(page);
    await page.close();
  },

  async durations(browser) {
    const directory = results.durations();
    const page = await open(browser, directory);
    await expectNamed(page);
    assert.match((await names(page, "durations"))[0], /^Distribution functions of the months/);
    await page.screenshot(folder("durations.png"));
    await expectTraced(page, directory, 200);
    await expectQuiet(page);
    await page.close();
  },

  async priors(browser) {
    const directory = results.priors();
    const page = await open(browser, directory);
    await expectNamed(page);
    assert.match((await names(page, "prior_ranges"))[0], /drawn from its prior/);
    assert.match(await textOf(page, "[data-chart=prior_ranges]"), /ending collapsed/);
    await page.screenshot(folder("priors.png"));
    await expectTraced(page, directory, 500);
    await expectQuiet(page);
    await page.close();
  }
};

const tiers = {browser: ["run", "filters", "hostile"], long: ["large", "sweep", "indices", "tournament", "backtest", "durations", "priors"]};
rmSync(scratch, {recursive: true, force: true});
mkdirSync(scratch, {recursive: true});
const browser = await Browser.start();
let failures = 0;
for (const name of wanted.flatMap((word) => tiers[word] ?? word)) {
  try {
    await cases[name](browser);
    console.log(`passed: ${name}`);
  } catch (problem) {
    failures += 1;
    console.log(`FAILED: ${name}: ${String(problem.stack ?? problem).slice(0, 4000)}${problem.stderr ? `\n${problem.stderr}` : ""}`);
  }
}
await browser.close();
process.exitCode = failures ? 1 : 0;
