// The container that JupyterLab, Notebook 7 and JupyterLite ask for an extension, written by hand: no bundler is needed.
(() => {
  const here = document.currentScript.src;
  let shared;
  /** One of the application's own packages, which extensions share. */
  const use = async (name) => (await Object.values(shared[name])[0].get())();

  (window._JUPYTERLAB ??= {})["ibc-edu"] = {
    init: (scope) => {
      shared = scope;
    },
    get: async (module) => {
      if (module !== "./extension") return () => ({ __esModule: true });
      const [{ makePlugin }, { NotebookActions }, { ISettingRegistry }, { IMainMenu }, { Menu, Widget }] = await Promise.all([
        import(new URL("plugin.js", here).href),
        ...["@jupyterlab/notebook", "@jupyterlab/settingregistry", "@jupyterlab/mainmenu", "@lumino/widgets"].map(use),
      ]);
      const style = new URL("lesson.css", here).href;
      const plugin = makePlugin({ NotebookActions, ISettingRegistry, IMainMenu, Menu, Widget, style });
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
