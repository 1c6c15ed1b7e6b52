// The configurator: the drawing follows the input, and the number of panels has buttons.
// The server draws: the page and this script show the same picture by the same rules.
"use strict";

const form = document.getElementById("configuration");
const sketch = document.getElementById("sketch");
const PAUSE_MS = 120;
const DRAWN = ["width", "height", "component_count"];

let pending;
let request;

async function redraw() {
  const query = new URLSearchParams({ lang: sketch.dataset.lang });
  for (const name of DRAWN) query.set(name, form.elements[name].value);
  request?.abort();
  request = new AbortController();
  try {
    const answer = await fetch(`${sketch.dataset.source}?${query}`, { signal: request.signal });
    if (answer.ok) sketch.innerHTML = await answer.text();
  } catch {
    // Typed on, or offline: the last drawing stays.
  }
}

form.addEventListener("input", (event) => {
  if (!DRAWN.includes(event.target.name)) return;
  clearTimeout(pending);
  pending = setTimeout(redraw, PAUSE_MS);
});

for (const stepper of document.querySelectorAll("[data-stepper]")) {
  const input = stepper.querySelector("input");
  for (const button of stepper.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (button.dataset.step > 0) input.stepUp();
      else input.stepDown();
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
