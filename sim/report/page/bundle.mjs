// Makes bundle.js, one plain script with the libraries it needs, and licences.txt, which these ask to be passed on.
// Usage: node bundle.mjs OUTPUT_FOLDER

import {existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const output = process.argv[2];
mkdirSync(output, {recursive: true});
const {metafile} = await build({
  absWorkingDir: here, entryPoints: ["main.js"], outfile: join(output, "bundle.js"), bundle: true, minify: true, format: "iife",
  target: "es2020", charset: "ascii", legalComments: "none", metafile: true, logLevel: "warning"
});

// Packages of which something is in the bundle.
const folders = new Set(Object.entries(Object.values(metafile.outputs)[0].inputs).filter(([, {bytesInOutput}]) => bytesInOutput > 0)
  .map(([path]) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean));
const licences = [...folders].sort().map((folder) => {
  const {name, version, license} = JSON.parse(readFileSync(join(here, folder, "package.json"), "utf8"));
  const file = readdirSync(join(here, folder)).find((one) => /^(licen[cs]e|unlicense)/i.test(one));
  const text = file && existsSync(join(here, folder, file)) ? readFileSync(join(here, folder, file), "utf8").trim() : `Licence: ${license}`;
  return `${name} ${version}\n\n${text}\n`;
});
writeFileSync(join(output, "licences.txt"), licences.join("\n----\n\n"));

if (/<\/script|<!--/i.test(readFileSync(join(output, "bundle.js"), "utf8"))) {
  throw new Error("bundle.js cannot stand inside a page: it holds </script or <!--");
}
