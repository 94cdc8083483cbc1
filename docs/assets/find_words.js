// What the page of results says. {…} is filled in; of a pair, the first is of one and the second of several.
export const WORDS = {
  phases: {
    nursery: "Nursery school", primary: "Primary school", secondary: "Secondary school", special: "Special school",
    "alternative-provision": "Alternative provision",
  },
  genders: { Mixed: "Mixed", Girls: "Girls only", Boys: "Boys only", "": "Not recorded" },
  noFaith: "No faith recorded",
  noType: "Not recorded",
  ages: "ages {low} to {high}",
  sixth: "has a sixth form",
  miles: "{n} miles",
  here: "under 0.1 miles",
  within: { 0.5: "Within ½ mile", 1: "Within 1 mile", 2: "Within 2 miles", 3: "Within 3 miles", 5: "Within 5 miles", 10: "Within 10 miles" },
  became: "Closed. It became {links}",
  gone: "Closed. The register names no open school that it became",
  filters: " ({n} on)",
  title: {
    near: "Schools near {q}", me: "Schools near you", authority: "Schools in {q}", region: "Local authorities in {q}", trust: "Schools of {q}",
    name: "Schools found for “{q}”", unknown: "We do not know the postcode {q}",
  },
  ways: { lead: "Or see:", authority: "schools in {q}, the local authority", town: "schools near the town of {q}", townIn: "schools near {q} ({area})",
    region: "the region {q}", trust: "schools of the trust {q}", name: "schools with “{q}” in their name or address" },
  from: {
    exact: "Distances are in a straight line from {told} to the middle of each school’s postcode.",
    part: "No school has the postcode {q}, so distances are in a straight line from the middle of {told}, going by the schools there. They may be out by a mile, in the country by more.",
    district: "Distances are in a straight line from the middle of {told}, going by the schools there.",
    town: "Distances are in a straight line from the middle of the schools in {told}.",
    me: "Distances are in a straight line from where you are. Your place is used on this device only and sent nowhere.",
    authority: "All schools that the authority of {told} is responsible for, with academies, by name.",
    trust: "All open schools of the trust, by name.",
    name: "By name. To see the schools nearest to you, type your postcode.",
    region: "Choose an authority to see its schools.",
    unknown: "We know postcodes from the register of schools alone, and no open school in it has one that begins like this. Check it, or try a town nearby.",
  },
  count: { within: "within {n} miles", nearest: ["The nearest school", "The nearest {n} schools"], all: ["1 school", "{n} schools"],
    first: "The first {n} that fit. Add a town or a postcode to see fewer", areas: ["1 local authority", "{n} local authorities"], none: "No school fits these filters", unnamed: "No school has this in its name or address" },
  loosen: { lead: "To see more schools:", drop: "Any {name}", within: "Look within {n} miles", any: "Look as far as 25 miles" },
  names: { phase: "kind of school", type: "type of school", faith: "faith", gender: "girls or boys", sixth: "school, with or without a sixth form" },
  schools: "its schools",
  kinds: { evidence: "What research says", measure: "What we measure", data: "Data", methods: "How it is worked out", about: "About this site" },
  otherPage: "Page",
  place: { asking: "Finding where you are …", denied: "Your browser does not tell us where you are. Type a postcode or a town instead.", press: "Press “Schools near me” to use the place where you are." },
  failed: "The list could not be loaded. Try again, or use the A to Z.",
  map: { label: "Map of the schools listed below, {n} dots", hint: "Choose a number on the map, or a school in the list below.", here: "Where distances begin", failed: "The map could not be loaded. The list below has all of its schools.", mile: ["1 mile", "{n} miles"] },
};

export const fill = (text, told) => text.replace(/\{(\w+)\}/g, (_, key) => told[key]);
export const some = ([one, many], n) => fill(n === 1 ? one : many, { n: n.toLocaleString("en-GB") });
