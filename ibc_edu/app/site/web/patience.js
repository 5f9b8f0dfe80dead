// Words while something is on its way, and others when nothing new has come for long.

const QUIET_MS = 30_000; // a step takes some seconds on a usual line
const LONG = "Nothing new has come for half a minute. A slow line may still bring it. If you are offline, open this page again when you are back: what you agreed to keep is still there.";

/**
 * Say in a place what is on its way. If the same words stand there after half a minute, the reader is told that it takes long;
 * nothing is given up for it.
 * @param {Element} place
 * @param {string} text
 */
export function sayOnItsWay(place, text) {
  place.textContent = text;
  setTimeout(() => {
    if (place.isConnected && place.textContent === text) place.textContent = `${text} ${LONG}`;
  }, QUIET_MS);
}
