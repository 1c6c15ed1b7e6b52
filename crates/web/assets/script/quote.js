// Tells once that a person looks at the quote: the tab was visible for some seconds, or somebody
// touched the page. Programs that only fetch or render the page never get here.
"use strict";

const VISIBLE_MS = 3000;
const TOUCHES = ["pointerdown", "keydown", "wheel", "touchmove"];

const seen = document.getElementById("seen");
let told = false;
let timer;

function tell(signal) {
  if (told) return;
  told = true;
  clearTimeout(timer);
  for (const touch of TOUCHES) removeEventListener(touch, touched);
  const body = new URLSearchParams({ form_token: seen.dataset.formToken, signal });
  fetch(seen.dataset.address, { method: "POST", body, keepalive: true }).catch(() => {});
}

function touched(event) {
  if (event.isTrusted) tell("interaction");
}

function watch() {
  clearTimeout(timer);
  if (document.visibilityState === "visible" && !told) {
    timer = setTimeout(() => tell("visible"), VISIBLE_MS);
  }
}

if (seen) {
  document.addEventListener("visibilitychange", watch);
  for (const touch of TOUCHES) addEventListener(touch, touched, { passive: true });
  watch();
}
