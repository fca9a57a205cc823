// Puts what the desk serves into dist/: MapLibre as it comes, and our own script beside it. Nothing is fetched.
import { copyFileSync, mkdirSync, rmSync } from "node:fs";

const here = (path) => new URL(path, import.meta.url);
const from = "node_modules/maplibre-gl/dist/";
rmSync(here("dist"), { recursive: true, force: true });
mkdirSync(here("dist"));
for (const file of ["maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css"]) copyFileSync(here(from + file), here(`dist/${file}`));
copyFileSync(here("node_modules/maplibre-gl/LICENSE.txt"), here("dist/LICENSE-maplibre-gl.txt"));
copyFileSync(here("src/map.js"), here("dist/map.js"));
