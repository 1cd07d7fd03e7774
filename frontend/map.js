import "maplibre-gl/dist/maplibre-gl.css";
import { LngLatBounds, Map, NavigationControl, Popup, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";

setWorkerUrl(workerUrl);

const token = (name) => {
  const probe = document.createElement("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
};

/** Show imported boundaries over the outline of the land; there are no tiles and nothing is fetched from elsewhere. */
export function drawMap(place) {
  const { shapes, land } = JSON.parse(document.getElementById(place.dataset.geomap).textContent);
  const shades = ["hatch-a", "q1", "q2", "q3", "q4", "q5"].flatMap((name, shade) => [shade, token(name)]);
  const source = (data) => ({ type: "geojson", data });
  const map = new Map({
    container: place,
    attributionControl: false,
    bounds: boundsOf(shapes),
    fitBoundsOptions: { padding: 24 },
    style: {
      version: 8,
      sources: { land: source(land), shapes: source(shapes) },
      layers: [
        { id: "sea", type: "background", paint: { "background-color": token("paper-2") } },
        { id: "land", type: "fill", source: "land", paint: { "fill-color": token("card") } },
        {
          id: "shapes",
          type: "fill",
          source: "shapes",
          paint: { "fill-color": ["match", ["get", "shade"], ...shades, token("none-soft")] },
        },
        { id: "edges", type: "line", source: "shapes", paint: { "line-color": token("card"), "line-width": 1 } },
      ],
    },
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  map.on("click", "shapes", ({ features: [shape] }) => {
    if (shape.properties.href) location.assign(shape.properties.href);
  });
  const popup = new Popup({ closeButton: false, closeOnClick: false });
  map.on("mousemove", "shapes", ({ features: [shape], lngLat }) => {
    popup.setLngLat(lngLat).setText(`${shape.properties.name} · ${shape.properties.text}`).addTo(map);
  });
  map.on("mouseleave", "shapes", () => popup.remove());
  return map;
}

function boundsOf(collection) {
  const bounds = new LngLatBounds();
  const walk = (coordinates) => {
    if (typeof coordinates[0] === "number") bounds.extend(coordinates);
    else for (const inner of coordinates) walk(inner);
  };
  for (const feature of collection.features) walk(feature.geometry.coordinates);
  return bounds;
}
