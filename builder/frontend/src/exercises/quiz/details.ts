/** What the definition of a quiz says beside what every exercise says. */

export type { QuizDefinition as Details } from "../../core/contract";
