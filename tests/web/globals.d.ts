// What the modules of views know besides what they import.

declare module "*.css";

/** Put in front of views/plot by Python: the template of every figure, and what its colors become in the dark theme. */
declare const FIGURE_THEME: { template: any; dark: Record<string, string> };
