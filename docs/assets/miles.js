// Miles between two places as the crow flies, on a round earth; places are [latitude, longitude] in degrees.
const EARTH = 3958.76; // miles from its middle
const radians = (degrees) => (degrees * Math.PI) / 180;

export const miles = ([lat, lng], [lat2, lng2]) => {
  const half = (from, to) => Math.sin(radians(to - from) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(half(lat, lat2) + Math.cos(radians(lat)) * Math.cos(radians(lat2)) * half(lng, lng2)));
};
