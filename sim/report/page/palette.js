// Okabe and Ito's colours, told apart in every common kind of colour blindness; style.css has those for light and dark.

import {symbolCircle, symbolCross, symbolDiamond, symbolDiamond2, symbolSquare, symbolStar, symbolTriangle, symbolWye} from "d3";

export const KINDS = {
  trilateral: ["trilateral deal", "var(--blue)"],
  multilateral: ["multilateral deal", "var(--green)"],
  two_bilaterals: ["two bilaterals of one hub", "var(--vermillion)"],
  bilaterals: ["several bilateral deals", "var(--purple)"],
  bilateral: ["one bilateral deal", "var(--orange)"],
  none: ["no deal", "var(--ink)"]
};

// Widest first, no deal last.
export const kindOrder = (kinds) => Object.keys(KINDS).filter((kind) => kinds.includes(kind));
export const kindName = (kind) => KINDS[kind]?.[0] ?? kind.replaceAll("_", " ");
export const kindColour = (kind) => KINDS[kind]?.[1] ?? "var(--grey)";

const PARTY_COLOURS = ["blue", "vermillion", "green", "purple", "orange", "sky", "ink", "yellow"];
const PARTY_SYMBOLS = ["triangle", "square", "circle", "diamond", "star", "cross", "wye", "diamond2"];

export const SYMBOLS = {triangle: symbolTriangle, square: symbolSquare, circle: symbolCircle, diamond: symbolDiamond, star: symbolStar,
  cross: symbolCross, wye: symbolWye, diamond2: symbolDiamond2};

export const partyColour = (parties, party) => `var(--${PARTY_COLOURS[Math.max(0, parties.indexOf(party)) % 8]})`;
export const partySymbol = (parties, party) => PARTY_SYMBOLS[Math.max(0, parties.indexOf(party)) % 8];
