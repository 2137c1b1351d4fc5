// Which points of a sweep are drawn: two factors across and upwards, the others held.

import {choice, element} from "./dom.js";

const MANY_LEVELS = 30; // a factor of more is no ladder of levels but fills its range

// Levels in order: of numbers by size, else as the design has them.
export function levels(rows, factor) {
  const found = [...new Set(rows.map((row) => row[factor]))];
  return found.every((level) => typeof level === "number") ? found.sort((a, b) => a - b) : found;
}

export function makeDesign({tables, facts, state}) {
  const points = tables("points.csv").rows;
  const varying = facts.factors.filter((factor) => levels(points, factor).length > 1);
  const across = varying.includes(state.x) ? state.x : varying[0];
  const others = varying.filter((factor) => factor !== across);
  const upwards = state.y === "" ? null : others.includes(state.y) ? state.y : others[0] ?? null;
  const isLadder = varying.every((factor) => levels(points, factor).length <= MANY_LEVELS);
  const held = {};
  if (isLadder) {
    for (const factor of others.filter((one) => one !== upwards)) {
      const steps = levels(points, factor);
      held[factor] = steps.includes(state.held[factor]) ? state.held[factor] : steps[Math.floor(steps.length / 2)];
    }
  }
  const drawn = points.filter((point) => Object.entries(held).every(([factor, level]) => point[factor] === level));
  return {across, upwards, varying, held, points: new Map(drawn.map((point) => [point.design_point, point]))};
}

export function designChoices({tables, state}, design) {
  const {across, upwards, varying, held} = design;
  const hold = (factor, text) => {
    const level = levels(tables("points.csv").rows, factor).find((one) => String(one) === text);
    state.set("held", {...state.held, [factor]: level});
  };
  return element("p", {class: "choices"},
    choice("Across", varying.map((factor) => [factor, factor]), across, (value) => state.set("x", value)), " ",
    choice("Upwards", [["", "nothing"], ...varying.filter((factor) => factor !== across).map((factor) => [factor, factor])],
      upwards ?? "", (value) => state.set("y", value)), " ",
    ...Object.entries(held).map(([factor, level]) =>
      choice(`${factor} is`, levels(tables("points.csv").rows, factor).map((one) => [String(one), String(one)]), String(level),
        (text) => hold(factor, text))));
}

// Whether every pair of levels has one row, so that cells can be drawn.
export function isGrid(rows, {across, upwards}) {
  const pairs = new Set(rows.map((row) => `${row.point[across]} ${row.point[upwards]}`));
  return pairs.size === rows.length &&
    rows.length === levels(rows.map((row) => row.point), across).length * levels(rows.map((row) => row.point), upwards).length;
}
