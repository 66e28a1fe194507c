// Reads the packed rings of ECharts' maps.

/**
 * A ring as text: pairs of characters, each the zigzag-coded step from the position before, plus
 * 64; in 1/1024 degree. Returns a closed ring of [lon, lat].
 */
export function decodeRing(text, [lon, lat]) {
  const step = (at) => {
    const value = text.charCodeAt(at) - 64;
    return (value >> 1) ^ -(value & 1);
  };
  const ring = [];
  for (let i = 0; i < text.length; i += 2) {
    lon += step(i);
    lat += step(i + 1);
    ring.push([lon / 1024, lat / 1024]);
  }
  const [first] = ring;
  const last = ring[ring.length - 1];
  if (first[0] !== last[0] || first[1] !== last[1]) {
    ring.push(first);
  }
  return ring;
}

/** In square degrees; positive when anticlockwise. */
export function ringArea(ring) {
  let doubled = 0;
  for (let i = 1; i < ring.length; i += 1) {
    doubled += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  }
  return doubled / 2;
}

/** Anticlockwise outside, clockwise holes, as RFC 7946 wants. */
export function wind(ring, outer) {
  return ringArea(ring) > 0 === outer ? ring : [...ring].reverse();
}
