// The part of worksheets that takes values from other exercises.

import { parts } from "../core/parts";
import { bindFlow } from "../exercises/worksheet/flow";

parts.flow = bindFlow;
