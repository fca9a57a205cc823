"""Builds data/map/outlines.tsv (country outlines of West Africa and the Sahel) from the npm package world-atlas.

Natural Earth, the origin of the outlines, is in the public domain. Run from the repository root:
    python3 tools/map/build.py
It fetches the pinned package with `npm pack`, keeps the countries that touch the frame, simplifies their rings
(Douglas-Peucker, 0.05 degrees) and writes one line a ring: ISO numeric code, name, then `lon,lat` pairs with two decimals.
"""
import hashlib, io, json, subprocess, tarfile, tempfile, pathlib

PACKAGE = "world-atlas@2.0.2"
FRAME = (-19.0, 0.0, 26.0, 28.0)  # west, south, east, north, in degrees
TOLERANCE = 0.05

def load():
    with tempfile.TemporaryDirectory() as folder:
        name = subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
        data = (pathlib.Path(folder) / name).read_bytes()
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        return json.load(tar.extractfile("package/countries-50m.json")), hashlib.sha256(data).hexdigest()

def arcs_of(topo):
    (sx, sy), (tx, ty) = topo["transform"]["scale"], topo["transform"]["translate"]
    out = []
    for arc in topo["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        out.append(line)
    return out

def simplify(line):
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    dx, dy = bx - ax, by - ay
    norm = (dx * dx + dy * dy) ** 0.5
    best, at = 0.0, 0
    for i, (px, py) in enumerate(line[1:-1], 1):
        d = abs(dy * (px - ax) - dx * (py - ay)) / norm if norm else ((px - ax) ** 2 + (py - ay) ** 2) ** 0.5
        if d > best:
            best, at = d, i
    if best <= TOLERANCE:
        return [line[0], line[-1]]
    return simplify(line[: at + 1])[:-1] + simplify(line[at:])

def main():
    topo, digest = load()
    arcs = [simplify(a) for a in arcs_of(topo)]
    rows = []
    for shape in topo["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            ring = []
            for index in polygon[0]:
                part = arcs[index] if index >= 0 else arcs[~index][::-1]
                ring += part[1:] if ring else part
            xs, ys = [p[0] for p in ring], [p[1] for p in ring]
            inside = max(xs) > FRAME[0] and min(xs) < FRAME[2] and max(ys) > FRAME[1] and min(ys) < FRAME[3]
            big = (max(xs) - min(xs)) * (max(ys) - min(ys)) > 0.2
            if inside and big and len(ring) > 3:
                rows.append((shape.get("id", ""), shape["properties"]["name"], " ".join(f"{x:.2f},{y:.2f}" for x, y in ring)))
    rows.sort()
    out = pathlib.Path("data/map/outlines.tsv")
    out.write_text("# Country outlines, Natural Earth 1:50m (public domain), via npm %s sha256 %s; built by tools/map/build.py\n" % (PACKAGE, digest)
        + "".join("\t".join(r) + "\n" for r in rows))
    print(out, out.stat().st_size, "bytes,", len(rows), "rings")

main()
