// The organization's pages: messages that arrive live, lines that are added, texts that are copied.
// Every page works without this script.
"use strict";

// --- Live messages -------------------------------------------------------------------------------
// One tab holds the connection and passes on what arrives, so that ten tabs are one connection.

const entry = document.querySelector("[data-stream]");
const CHANNEL = "winfactor-inbox";

function showMessage(html) {
  const list = document.querySelector("#messages");
  if (!list) return;
  const template = document.createElement("template");
  template.innerHTML = html;
  const message = template.content.firstElementChild;
  if (!message || document.getElementById(message.id)) return;
  list.prepend(message);
  document.getElementById("inbox-empty")?.remove();
}

function showUnread(count) {
  const badge = document.querySelector("[data-unread]");
  if (!badge) return;
  badge.textContent = count;
  badge.hidden = Number(count) === 0;
}

function show({ type, data }) {
  if (type === "message") showMessage(data);
  if (type === "unread") showUnread(data);
}

/** What a browser waits before it asks again whether the server is back. */
const ASK_AGAIN_AFTER = 30_000;

function listen(address) {
  const from = new URL(address, location.href);
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(CHANNEL) : null;
  const receive = (arrived) => {
    // Whoever listens next goes on after what all tabs have.
    if (arrived.id) from.searchParams.set("after", arrived.id);
    show(arrived);
  };
  if (channel) channel.onmessage = (event) => receive(event.data);
  const open = () => {
    // The browser reconnects by itself and names the last message in Last-Event-ID.
    const stream = new EventSource(from);
    for (const type of ["message", "unread"]) {
      stream.addEventListener(type, (event) => {
        const arrived = { type, data: event.data, id: event.lastEventId };
        receive(arrived);
        channel?.postMessage(arrived);
      });
    }
    // It gives up when it is answered with an error, as by a proxy while the server restarts.
    stream.addEventListener("error", () => {
      if (stream.readyState === EventSource.CLOSED) setTimeout(open, ASK_AGAIN_AFTER);
    });
  };
  if (channel && navigator.locks) {
    // Held as long as the tab lives; the next tab takes over.
    navigator.locks.request(CHANNEL, () => {
      open();
      return new Promise(() => {});
    });
  } else {
    open();
  }
}

if (entry && location.protocol !== "file:") listen(entry.dataset.stream);

// Whoever follows a message's link has read it.
for (const click of ["click", "auxclick"]) {
  document.addEventListener(click, ({ target, button }) => {
    const form = button < 2 && target.closest(".message-unread .actions a")?.parentElement.querySelector("form");
    if (form) navigator.sendBeacon(form.action, new URLSearchParams(new FormData(form)));
  });
}

// --- Notices -------------------------------------------------------------------------------------
// What was just done is said once: a page that is loaded again, or kept as a bookmark, is silent.

const here = new URL(location.href);
if (here.searchParams.has("notice")) {
  here.searchParams.delete("notice");
  history.replaceState(history.state, "", here);
}

// --- Lines of a quote ----------------------------------------------------------------------------

const lines = document.querySelector("[data-lines]");
const addLine = document.querySelector("[data-add-line]");

if (lines && addLine) {
  addLine.hidden = false;
  addLine.addEventListener("click", () => {
    const last = lines.lastElementChild;
    const row = last.cloneNode(true);
    const before = lines.children.length;
    for (const element of row.querySelectorAll("[id], [for]")) {
      for (const name of ["id", "for"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replace(/-\d+$/, `-${before + 1}`));
      }
    }
    for (const label of row.querySelectorAll("label")) {
      label.textContent = label.textContent.trim().replace(/\d+$/, before + 1);
    }
    for (const input of row.querySelectorAll("input")) input.value = "";
    lines.append(row);
    row.querySelector("input").focus();
  });
}

// --- Copying -------------------------------------------------------------------------------------

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = button.textContent;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = words), 2000);
  });
}

// --- A file whose text goes into a field ---------------------------------------------------------

for (const field of document.querySelectorAll("[data-file-into]")) {
  field.hidden = false;
  field.querySelector("input").addEventListener("change", async (event) => {
    const target = document.getElementById(field.dataset.fileInto);
    const [file] = event.target.files;
    if (file) target.value = await file.text();
  });
}
