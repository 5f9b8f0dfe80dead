// The extension: a lesson starts when it is opened, reads like a page, and is saved without what dies with its kernel.

import { watchLesson } from "./opening.js";
import { addCourseMenu } from "./menu.js";

/**
 * What the application lends.
 * @typedef {{NotebookActions: any, ISettingRegistry: any, IMainMenu: any, Menu: any, Widget: any, Dialog: any, style: string}} Lent
 */

export const PLUGIN = "ibc-edu:plugin";

/** @param {Lent} lent */
export function makePlugin(lent) {
  return {
    id: PLUGIN,
    description: "Starts a lesson of the course when it is opened, and shows it without code.",
    autoStart: true,
    optional: [lent.ISettingRegistry, lent.IMainMenu],
    activate: (/** @type {any} */ app, /** @type {any} */ registry, /** @type {any} */ mainMenu) => {
      addStyle(lent.style);
      const settings = readSettings(registry);
      app.docRegistry.addWidgetExtension("Notebook", {
        createNew: (/** @type {any} */ panel, /** @type {any} */ context) => watchLesson(app, panel, context, settings, lent),
      });
      if (mainMenu) addCourseMenu(app, mainMenu, lent.Menu);
    },
  };
}

/**
 * The learner's choices in the settings; what cannot be read is as the course wants it.
 * @param {any} registry
 * @returns {Promise<{startByItself: boolean, readingView: boolean}>}
 */
async function readSettings(registry) {
  const usual = { startByItself: true, readingView: true };
  try {
    return { ...usual, ...(await registry.load(PLUGIN)).composite };
  } catch {
    return usual;
  }
}

/** @param {string} href */
function addStyle(href) {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = href;
  document.head.append(sheet);
}
