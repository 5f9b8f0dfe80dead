// A page that was opened as a file says that its questions cannot start. No module: browsers load none from files.

if (location.protocol === "file:") {
  const text = "This page was opened as a file, and browsers start no Python from files. You can read the text. To answer questions, put the folder on a web server, or run: ibc-edu site FOLDER --serve";
  const state = document.getElementById("state") ?? document.createElement("p");
  state.className = "state";
  state.textContent = text;
  state.hidden = false;
  document.getElementById("main")?.prepend(state);
  for (const coming of document.querySelectorAll("[data-part] .coming")) coming.textContent = "A question or something to try out stands here when the page comes from a web server.";
  for (const link of document.querySelectorAll("a[data-beside]")) link.removeAttribute("data-beside");
}
