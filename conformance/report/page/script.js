// Filters of the requirement matrix. The page is whole without this script: it only hides rows.
"use strict";

const form = document.getElementById("filters");
const shown = document.getElementById("shown");
const rows = Array.from(document.querySelectorAll("#matrix tbody tr"), (element) => ({
  element,
  text: element.textContent.toLowerCase(),
  level: element.dataset.level,
  profile: element.dataset.profile,
  outcomes: element.dataset.outcomes.split(" "),
}));

function words(text) {
  return text.toLowerCase().split(/\s+/).filter((word) => word !== "");
}

function chosen() {
  const data = new FormData(form);
  return {
    words: words(data.get("text")),
    level: data.get("level"),
    profile: data.get("profile"),
    outcomes: data.getAll("outcome"),
    differing: data.get("differing") !== null,
  };
}

function matches(row, filter) {
  if (filter.level !== "" && row.level !== filter.level) return false;
  if (filter.profile !== "" && row.profile !== filter.profile) return false;
  if (filter.differing && new Set(row.outcomes).size < 2) return false;
  if (filter.outcomes.length > 0 && !row.outcomes.some((one) => filter.outcomes.includes(one))) {
    return false;
  }
  return filter.words.every((word) => row.text.includes(word));
}

function apply() {
  const filter = chosen();
  let count = 0;
  for (const row of rows) {
    const visible = matches(row, filter);
    row.element.hidden = !visible;
    if (visible) count += 1;
  }
  shown.textContent = `${count} of ${rows.length} requirements shown`;
}

// A link to a row works whatever the filters hide.
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target === null || !target.hidden) return;
  form.reset();
  apply();
  target.scrollIntoView();
}

form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
// The event comes before the form is reset.
form.addEventListener("reset", () => setTimeout(apply));
window.addEventListener("hashchange", reveal);
form.hidden = false;
apply();
reveal();
