import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { decodeRing, ringArea, wind } from './echarts_map.mjs';
import { fromGcj02, toGcj02 } from './gcj02.mjs';

const data = process.env.DAGENG_DATA ?? path.join(import.meta.dirname, '../../shared/data');
const cities = path.join(data, 'conformance/china_cities_datums.json');

test('converting there and back gives the same place to a millimetre', () => {
  for (const place of [[116.4436, 39.9219], [121.47, 31.23], [87.6, 43.8]]) {
    const back = fromGcj02(toGcj02(place));
    assert.ok(Math.abs(back[0] - place[0]) < 1e-8 && Math.abs(back[1] - place[1]) < 1e-8);
  }
});

test('cities of known place in both datums agree', { skip: !existsSync(cities) }, () => {
  const known = JSON.parse(readFileSync(cities));
  const places = Array.isArray(known) ? known : Object.values(known);
  let checked = 0;
  for (const place of places) {
    const wgs = place.WGS84 ?? place.wgs84;
    const gcj = place.GCJ02 ?? place.gcj02;
    const [lon, lat] = fromGcj02(gcj);
    assert.ok(Math.abs(lon - wgs[0]) < 2e-5 && Math.abs(lat - wgs[1]) < 2e-5, String(wgs));
    checked += 1;
  }
  assert.ok(checked > 600);
});

test('a packed ring is decoded, closed and wound', () => {
  // Steps of (0,0), (+1,0), (0,+1), (-1,0) from 1024/1024: a small square.
  const ring = decodeRing('@@B@@BA@', [1024, 2048]);
  assert.deepEqual(ring[0], ring[ring.length - 1]);
  assert.deepEqual(ring[1], [1025 / 1024, 2]);
  assert.ok(ringArea(wind(ring, true)) > 0);
  assert.ok(ringArea(wind(ring, false)) < 0);
});
