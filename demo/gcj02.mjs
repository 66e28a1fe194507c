// GCJ-02, the datum that maps published in China must use, is WGS-84 shifted by a formula. It is
// written here after the open-source converters eviltransform and gcoord (both MIT); the test holds
// it against gcoord's 664 cities.

const axis = 6378245.0;
const flattening = 0.00669342162296594323;
const { PI, abs, cos, sin, sqrt } = Math;

function waves(t) {
  return ((20 * sin(6 * t * PI) + 20 * sin(2 * t * PI)) * 2) / 3;
}

function shift([lon, lat]) {
  const x = lon - 105;
  const y = lat - 35;
  const north =
    -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves(x) +
    ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3 +
    ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3;
  const east =
    300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves(x) +
    ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3 +
    ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3;
  const phi = (lat / 180) * PI;
  const w = 1 - flattening * sin(phi) ** 2;
  return [
    (east * 180) / ((axis / sqrt(w)) * cos(phi) * PI),
    (north * 180) / (((axis * (1 - flattening)) / (w * sqrt(w))) * PI),
  ];
}

/** WGS-84 to GCJ-02, both as [lon, lat] in degrees; for places in China. */
export function toGcj02(position) {
  const [east, north] = shift(position);
  return [position[0] + east, position[1] + north];
}

/** GCJ-02 to WGS-84 by iteration, to a millimetre. */
export function fromGcj02(position) {
  let guess = position;
  for (let i = 0; i < 20; i += 1) {
    const [lon, lat] = toGcj02(guess);
    guess = [guess[0] - (lon - position[0]), guess[1] - (lat - position[1])];
  }
  return guess;
}
