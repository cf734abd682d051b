/*
 * world-map: Natural Earth's countries as the map that charts are drawn on.
 *
 *     node world-map.mjs COUNTRIES.json DATA OUT
 *
 * COUNTRIES.json is the TopoJSON of the npm package world-atlas, DATA the folder of
 * economies.tsv and places.tsv, OUT a table: for every economy its code, a point
 * where it can be marked, whether it is so small that it needs the mark, and its
 * outline as SVG path data. The row without a code is land that bears no code of
 * its own.
 *
 * The projection is Equal Earth (Šavrič, Patterson and Jenny, 2018), centred on 11° E
 * so that the edge of the map runs through the Bering Strait: areas are true, so
 * that colours of large and small countries weigh what they should. Arcs are made
 * simple where neighbours share them, so no gaps open between them.
 */
import fs from "node:fs";

const WIDTH = 2000;                       /* units, whole numbers in the paths */
const CENTRE = 11;                        /* degrees east */
const SOUTH = -57, NORTH = 83.7;          /* what is shown: Antarctica is not */
const SLIGHT = 5;                         /* square units that a bend must enclose to stay */
const SPECK = 5;                          /* square units; smaller islands go, but the largest of each */
const SMALL = 40;                         /* square units: below, an economy needs a dot */
const APART = 15;                         /* units between the centres of dots */
const NO_LAND = new Set(["AQ"]);

const [, , countriesFile, data, out] = process.argv;

/* ------------------------------------------------------------- tables */

function table(name) {
    const [head, ...rows] = fs.readFileSync(`${data}/${name}.tsv`, "utf8").trimEnd().split("\n");
    const names = head.split("\t");
    return rows.map((row) => Object.fromEntries(row.split("\t").map((cell, i) => [names[i], cell])));
}

const codes = new Map(table("economies").filter((row) => row.numeric).map((row) => [row.numeric, row.alpha2]));
const places = table("places").map((row) => ({ ...row, at: [Number(row.longitude), Number(row.latitude)],
    reach: Number(row.reach) }));

/* ------------------------------------------------------------- projection */

const A = [1.340264, -0.081106, 0.000893, 0.003796];
const RADIANS = Math.PI / 180;

function equalEarth(longitude, latitude) {
    const t = Math.asin(Math.sqrt(3) / 2 * Math.sin(latitude * RADIANS));
    const t2 = t * t, t6 = t2 * t2 * t2;
    const slope = 9 * A[3] * t6 * t2 + 7 * A[2] * t6 + 3 * A[1] * t2 + A[0];
    return [2 * Math.sqrt(3) * longitude * RADIANS * Math.cos(t) / (3 * slope),
            t * (A[3] * t6 * t2 + A[2] * t6 + A[1] * t2 + A[0])];
}

const SCALE = WIDTH / (2 * equalEarth(180, 0)[0]);
const TOP = equalEarth(0, NORTH)[1];
const HEIGHT = Math.ceil((TOP - equalEarth(0, SOUTH)[1]) * SCALE);

/* `turn`: degrees that bring it from beyond the edge to the other side. */
function project([longitude, latitude], turn) {
    const [x, y] = equalEarth(longitude + turn - CENTRE, latitude);
    return [x * SCALE + WIDTH / 2, (TOP - y) * SCALE];
}

/* ------------------------------------------------------------- arcs */

const topology = JSON.parse(fs.readFileSync(countriesFile, "utf8"));

/* Lines go over 180° of longitude as if there were no edge. */
function unbroken(points) {
    let last = points[0][0];
    return points.map(([longitude, latitude]) => {
        last = longitude + 360 * Math.round((last - longitude) / 360);
        return [last, latitude];
    });
}

function readArc(arc) {
    const { scale, translate } = topology.transform;
    let x = 0, y = 0;
    return unbroken(arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]));
}

const triangle = ([ax, ay], [bx, by], [cx, cy]) => Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;

/* Visvalingam and Whyatt: the bend that encloses least goes first; the ends stay. */
function simpler(arc) {
    const flat = arc.map((point) => project(point, 0));
    const alive = arc.map((_, i) => i);
    for (;;) {
        let least = SLIGHT, at = 0;
        for (let i = 1; i + 1 < alive.length && alive.length > 4; i++) {
            const size = triangle(flat[alive[i - 1]], flat[alive[i]], flat[alive[i + 1]]);
            if (size < least)
                [least, at] = [size, i];
        }
        if (!at)
            return alive.map((i) => arc[i]);
        alive.splice(at, 1);
    }
}

const arcs = topology.arcs.map((arc) => simpler(readArc(arc)));

function ring(indexes) {
    const points = [];
    for (const i of indexes)
        points.push(...(i < 0 ? [...arcs[~i]].reverse() : arcs[i]).slice(points.length ? 1 : 0));
    return unbroken(points);
}

/* ------------------------------------------------------------- areas */

function middle(points) {
    const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
    return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

function area(points) {
    let twice = 0;
    for (let i = 0; i < points.length; i++) {
        const [ax, ay] = points[i], [bx, by] = points[(i + 1) % points.length];
        twice += ax * by - bx * ay;
    }
    return Math.abs(twice) / 2;
}

/* Natural Earth draws some economies as parts of another: which one a polygon is of. */
function owner(country, at) {
    for (const place of places)
        if (place.part_of && (place.part_of === country.code || place.part_of === country.name) &&
            Math.hypot(place.at[0] - at[0], place.at[1] - at[1]) <= place.reach)
            return place.alpha2;
    return country.code;
}

/* Which turn brings it onto the map, centred as that is. */
const turnOf = ([longitude]) => 360 * -Math.round((longitude - CENTRE) / 360);

function whole(points) {
    const turn = turnOf(middle(points));
    const rounded = points.map((point) => project(point, turn).map(Math.round));
    return rounded.filter((p, i) => i === 0 || p[0] !== rounded[i - 1][0] || p[1] !== rounded[i - 1][1]);
}

/* code -> rings of whole numbers, closed */
const shapes = new Map();
for (const geometry of topology.objects.countries.geometries) {
    const country = { code: codes.get(geometry.id) || "", name: geometry.properties.name };
    if (NO_LAND.has(country.code))
        continue;
    for (const polygon of geometry.type === "MultiPolygon" ? geometry.arcs : [geometry.arcs]) {
        const code = owner(country, middle(ring(polygon[0])));
        if (!shapes.has(code))
            shapes.set(code, []);
        shapes.get(code).push(...polygon.map((one) => whole(ring(one))));
    }
}

/* ------------------------------------------------------------- dots */

/* Centre of gravity of the largest ring. */
function centre(points) {
    let twice = 0, x = 0, y = 0;
    for (let i = 0; i < points.length; i++) {
        const [ax, ay] = points[i], [bx, by] = points[(i + 1) % points.length];
        const cross = ax * by - bx * ay;
        twice += cross;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
    }
    return twice ? [x / (3 * twice), y / (3 * twice)] : middle(points);
}

const placed = (place) => project(place.at, turnOf(place.at));

function economies() {
    const rows = [];
    for (const [code, rings] of shapes) {
        rings.sort((a, b) => area(b) - area(a));
        const place = places.find((one) => one.alpha2 === code);
        const size = rings.reduce((sum, points) => sum + area(points), 0);
        rows.push({ code, rings: rings.filter((points, i) => i === 0 || area(points) >= SPECK),
            at: place && size < SMALL ? placed(place) : centre(rings[0]), small: code !== "" && size < SMALL });
    }
    for (const place of places)
        if (!shapes.has(place.alpha2))
            rows.push({ code: place.alpha2, rings: [], at: placed(place), small: true });
    return rows.sort((a, b) => a.code < b.code ? -1 : 1);
}

/* Dots that would lie on each other move apart, as little as they must. */
function spread(dots) {
    const home = dots.map((dot) => [...dot.at]);
    for (let round = 0; round < 400; round++) {
        for (let i = 0; i < dots.length; i++)
            for (let k = 0; k < 2; k++)
                dots[i].at[k] += (home[i][k] - dots[i].at[k]) * 0.02;
        for (let i = 0; i < dots.length; i++)
            for (let j = i + 1; j < dots.length; j++) {
                const [a, b] = [dots[i].at, dots[j].at];
                const gap = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
                if (gap >= APART)
                    continue;
                for (let k = 0; k < 2; k++) {
                    const push = (b[k] - a[k] || (k + 1) / 10) / gap * (APART - gap) / 2;
                    a[k] -= push;
                    b[k] += push;
                }
            }
    }
}

/* ------------------------------------------------------------- writing */

function path(rings) {
    let text = "", at = [0, 0];
    for (const points of rings) {
        if (points.length < 4)
            continue;
        let piece = "";
        for (const p of points.slice(0, -1)) {
            for (const step of [p[0] - at[0], p[1] - at[1]])
                piece += (piece === "" || step < 0 ? "" : " ") + step;
            at = p;
        }
        text += "m" + piece + "z";
        at = points[0];
    }
    return text;
}

const rows = economies();
spread(rows.filter((row) => row.small));
const lines = rows.map((row) => [row.code, ...row.at.map(Math.round), row.small ? "dot" : "", path(row.rings)].join("\t"));
fs.writeFileSync(out, [`economy\tx\ty\tsmall\tpath`, `size\t${WIDTH}\t${HEIGHT}\t\t`, ...lines].join("\n") + "\n");
