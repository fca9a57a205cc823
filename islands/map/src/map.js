// The map with script: the incidents of the page on outlines of the desk's own, in MapLibre. The drawn map stays where this fails.
import { Map as Maplibre, NavigationControl, Popup } from "./maplibre-gl.mjs";

const box = document.getElementById("island");
const drawn = document.getElementById("drawn");
/** Pixels within which Enter finds the incident nearest the middle. */
const reach = 60;
/** Metres a pixel covers at the equator at zoom 0. */
const metres = 78271.517;

const fetched = async (address) => {
  const answer = await fetch(address, { headers: { accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
};

/** A colour of the page's style sheet, in the scheme that holds now. */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** The paint of each layer, by the colours that hold now. */
const paints = () => ({
  ground: { "background-color": colour("paper") },
  land: { "fill-color": colour("land") },
  borders: { "line-color": colour("dim"), "line-width": ["match", ["get", "level"], 0, 1.5, 1, 1, 0.5] },
  around: {
    "circle-color": colour("accent"),
    "circle-opacity": 0.12,
    "circle-stroke-color": colour("accent"),
    "circle-stroke-opacity": 0.6,
    "circle-stroke-width": 1,
    "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 0, ["get", "wide"], 20, ["*", ["get", "wide"], 2 ** 20]],
  },
  pins: {
    "circle-color": ["match", ["get", "class"], "accepted", colour("ok"), ["rejected", "withdrawn"], colour("dim"), colour("accent")],
    "circle-stroke-color": colour("paper"),
    "circle-stroke-width": 2,
    "circle-radius": 7,
  },
});

const style = (incidents, outlines) => {
  const paint = paints();
  const layer = (id, type, source) => ({ id, type, ...(source && { source }), paint: paint[id] });
  return {
    version: 8,
    sources: { incidents: { type: "geojson", data: incidents }, outlines: { type: "geojson", data: outlines } },
    layers: [
      layer("ground", "background"),
      { ...layer("land", "fill", "outlines"), filter: ["==", ["get", "level"], 0] },
      layer("borders", "line", "outlines"),
      layer("around", "circle", "incidents"),
      layer("pins", "circle", "incidents"),
    ],
  };
};

/** South-west and north-east of all incidents; the Sahel where there are none. */
const bounds = (incidents) => {
  const points = incidents.features.map((feature) => feature.geometry.coordinates);
  if (points.length === 0) return [[-12.5, 9.5], [12, 21.5]];
  const along = (axis, pick) => pick(...points.map((point) => point[axis]));
  return [[along(0, Math.min), along(1, Math.min)], [along(0, Math.max), along(1, Math.max)]];
};

/** A popup with a link for each incident: text alone, never markup. */
const told = (map, features) => {
  const list = document.createElement("ul");
  list.className = "plain";
  const seen = new Set();
  for (const { properties } of features) {
    if (seen.has(properties.href)) continue;
    seen.add(properties.href);
    const link = document.createElement("a");
    link.href = properties.href;
    link.textContent = properties.label;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  const popup = new Popup({ maxWidth: "20rem" }).setLngLat(features[0].geometry.coordinates).setDOMContent(list).addTo(map);
  popup.getElement().querySelector("ul a")?.focus();
  popup.on("close", () => map.getCanvas().focus());
};

const start = async () => {
  const [incidents, outlines] = await Promise.all([fetched(box.dataset.incidents), fetched(box.dataset.outlines)]);
  for (const { geometry, properties } of incidents.features) {
    const shrink = Math.max(Math.cos((geometry.coordinates[1] * Math.PI) / 180), 0.01);
    properties.wide = (properties.radius_km * 1000) / (metres * shrink);
  }
  box.hidden = false;
  const map = new Maplibre({
    container: box,
    style: style(incidents, outlines),
    bounds: bounds(incidents),
    fitBoundsOptions: { padding: 60, maxZoom: 9 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 12,
    locale: {
      "Map.Title": box.dataset.title,
      "NavigationControl.ZoomIn": box.dataset.zoomIn,
      "NavigationControl.ZoomOut": box.dataset.zoomOut,
      "Popup.Close": box.dataset.close,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  const canvas = map.getCanvas();
  canvas.setAttribute("aria-describedby", "island-keys");
  map.on("click", "pins", (event) => told(map, event.features));
  map.on("mouseenter", "pins", () => (canvas.style.cursor = "pointer"));
  map.on("mouseleave", "pins", () => (canvas.style.cursor = ""));
  canvas.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const middle = map.project(map.getCenter());
    const near = map.queryRenderedFeatures([[middle.x - reach, middle.y - reach], [middle.x + reach, middle.y + reach]], { layers: ["pins"] });
    const away = ({ geometry }) => {
      const there = map.project(geometry.coordinates);
      return Math.hypot(there.x - middle.x, there.y - middle.y);
    };
    if (near.length > 0) told(map, near.sort((a, b) => away(a) - away(b)));
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const [id, paint] of Object.entries(paints())) for (const [name, value] of Object.entries(paint)) map.setPaintProperty(id, name, value);
  });
  map.once("load", () => {
    document.getElementById("island-keys").hidden = false;
    drawn?.classList.add("behind");
    box.dataset.ready = "yes";
  });
  box.tocsin = map;
};

if (box) {
  start().catch((error) => {
    // Without WebGL, or with a part missing: the drawn map says the same.
    box.hidden = true;
    box.dataset.ready = "no";
    console.info(String(error));
  });
}
