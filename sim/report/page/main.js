// Draws the charts of a page that `tripart report` wrote, from the data that it holds.

import {backtestCalibration} from "./backtest_calibration.js";
import {backtestEvents} from "./backtest_events.js";
import {backtestPaths} from "./backtest_paths.js";
import {backtestScores} from "./backtest_scores.js";
import {backtestTexts} from "./backtest_texts.js";
import {benchmarks} from "./benchmarks.js";
import {chapters} from "./chapters.js";
import {durations} from "./durations.js";
import {endings} from "./endings.js";
import {filters} from "./filters.js";
import {morris, sobol} from "./indices.js";
import {payoffs} from "./payoffs.js";
import {phase} from "./phase.js";
import {priorRanges} from "./prior_ranges.js";
import {profileEndings} from "./profile_endings.js";
import {profiles} from "./profiles.js";
import {makeState} from "./state.js";
import {sweepMap} from "./sweep_map.js";
import {fillWhenOpened} from "./table.js";
import {readTables} from "./tables.js";
import {texts} from "./texts.js";
import {threats} from "./threats.js";
import {timelines} from "./timelines.js";
import {tornado} from "./tornado.js";
import {welfare} from "./welfare.js";

// Each with what it draws anew for.
const CHARTS = {
  endings: [endings, ["ending"]],
  chapters: [chapters, []],
  texts: [texts, []],
  welfare: [welfare, ["ending", "party", "measure"]],
  threats: [threats, []],
  benchmarks: [benchmarks, ["ending", "party"]],
  timelines: [timelines, ["ending", "replicate"]],
  payoffs: [payoffs, ["party", "tariffs"]],
  sweep_map: [sweepMap, ["quantity", "x", "y", "held"]],
  phase: [phase, ["x", "y", "held"]],
  tornado: [tornado, ["analysed"]],
  sobol: [sobol, ["analysed"]],
  morris: [morris, ["analysed"]],
  profiles: [profiles, ["party"]],
  profile_endings: [profileEndings, []],
  backtest_events: [backtestEvents, ["case"]],
  backtest_scores: [backtestScores, ["case"]],
  backtest_paths: [backtestPaths, ["case"]],
  backtest_texts: [backtestTexts, ["case"]],
  backtest_calibration: [backtestCalibration, []],
  prior_ranges: [priorRanges, []],
  durations: [durations, []]
};

// Whoever had the focus, such as a list that was just used, keeps it.
function redraw(place, context) {
  const focused = [...place.querySelectorAll("select, button")].indexOf(document.activeElement);
  const drawn = CHARTS[place.dataset.chart][0](place, context);
  place.replaceChildren(...(Array.isArray(drawn) ? drawn : [drawn]));
  if (focused >= 0) place.querySelectorAll("select, button")[focused]?.focus();
}

// What the reader sees first at once, the rest one by one, so that the page answers in between.
function drawInTurn(places, context) {
  const rest = places.filter((place) => place.getBoundingClientRect().top >= innerHeight);
  places.filter((place) => !rest.includes(place)).forEach((place) => redraw(place, context));
  const next = () => {
    const place = rest.find((one) => !one.firstChild);
    if (!place) {
      document.body.dataset.drawn = "yes";
      return;
    }
    redraw(place, context);
    setTimeout(next);
  };
  addEventListener("load", () => setTimeout(next));
}

function start() {
  const data = JSON.parse(document.getElementById("data").textContent);
  const state = makeState({ending: "all", party: "all", measure: null, replicate: null, tariffs: null, quantity: null, x: null, y: null,
    held: {}, analysed: null, case: null});
  const context = {tables: readTables(data.tables), facts: data.facts, state};
  const places = [...document.querySelectorAll("[data-chart]")];
  const bar = filters(context);
  if (bar) document.querySelector("main").prepend(bar);
  const drawAll = () => places.forEach((place) => redraw(place, context));
  const drawn = () => places.filter((place) => place.firstChild);
  state.listen((name) => drawn().filter((place) => CHARTS[place.dataset.chart][1].includes(name)).forEach((place) => redraw(place, context)));
  fillWhenOpened(context.tables);
  drawInTurn(places, context);
  addEventListener("beforeprint", () => places.filter((place) => !place.firstChild).forEach((place) => redraw(place, context)));
  let width = document.body.clientWidth, waiting;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (document.body.clientWidth !== width) {
        width = document.body.clientWidth;
        drawAll();
      }
    }, 150);
  });
}

start();
