// The container that JupyterLab, Notebook 7 and JupyterLite ask for an extension, written by hand: no bundler is needed.
(() => {
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  /** @type {any} */
  let shared;
  /**
   * One of the application's own packages, which extensions share.
   * @param {string} name
   */
  const use = async (name) => (await /** @type {any} */ (Object.values(shared[name])[0]).get())();

  (/** @type {any} */ (window)._JUPYTERLAB ??= {})["ibc-edu"] = {
    init: (scope) => {
      shared = scope;
    },
    get: async (module) => {
      if (module !== "./extension") return () => ({ __esModule: true });
      const [{ makePlugin }, { NotebookActions }, { ISettingRegistry }, { IMainMenu }, { Menu, Widget }, { Dialog }] = await Promise.all([
        import(new URL("plugin.js", here).href),
        ...["@jupyterlab/notebook", "@jupyterlab/settingregistry", "@jupyterlab/mainmenu", "@lumino/widgets", "@jupyterlab/apputils"].map(use),
      ]);
      const style = new URL("lesson.css", here).href;
      const plugin = makePlugin({ NotebookActions, ISettingRegistry, IMainMenu, Menu, Widget, Dialog, style });
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
