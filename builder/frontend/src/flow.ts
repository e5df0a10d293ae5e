// The part of worksheets that takes values from other exercises.

import { bindFlow } from "./worksheet/flow";

declare global {
  interface Window {
    HBFlow?: typeof bindFlow;
  }
}

window.HBFlow = bindFlow;
