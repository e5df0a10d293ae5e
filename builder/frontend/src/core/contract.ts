// What the builder ships to the browser. Written by `python3 dev.py contract` from the TypedDicts of
// builder/handbook/exercises/contract.py and builder/handbook/pages/contract.py: change those.

export type Answer = string | number | boolean | Answer[] | { [key: string]: Answer } | null;

/** Facts about one question. */
export interface Ask extends AskParts {
  label: string;
  /** Signature of the wording. */
  sig: string;
  shape: Shape;
  was?: string[];
}

/** Facts about a column that is typed in. */
export interface AskColumn {
  label: string;
  shape: Shape;
  options?: Labels;
}

/** Entries that only some questions have. */
export interface AskParts {
  private?: boolean;
  /** Least and most of a number by which a class can be counted. */
  range?: [number, number];
  /** What is sorted, ordered, matched or filled in. */
  items?: Labels;
  /** What can be chosen: value and label. */
  options?: Labels;
  columns?: { [key: string]: AskColumn };
  /** Former ids inside the value (options, items, columns; `column.option`) → present ones. */
  ids?: { [key: string]: string };
  /** A checklist item that is ticked again and again. */
  repeat?: boolean;
}

export type Bounds = (number | null)[];

/** The table whose rows become calendar entries, and its columns. */
export interface CalendarDetails {
  table: string;
  title: string;
  date: string;
  start?: string;
  minutes?: string;
}

/** The definition of a deck. */
export interface CardsDefinition extends Definition, CardsDetails {
}

/** Of a deck: its cards, and card → what it is alike to. */
export interface CardsDetails {
  cards: string[];
  alike: { [key: string]: string };
}

/** The definition of a case. */
export interface CaseDefinition extends Definition, CaseDetails {
}

/** Of a case. */
export interface CaseDetails {
  /** Scene → turn → the scene it leads to; an ending has no turns. The first scene comes first. */
  scenes: { [key: string]: { [key: string]: string } };
  outputs: { [key: string]: OutputLabel };
}

/** The values a field or column accepts. */
export interface Cell {
  kind: "number" | "text" | "bool" | "date" | "time" | "choices" | "sort" | "rank";
  lo?: number;
  hi?: number;
  options?: string[];
}

/** A chart of a worksheet. */
export interface ChartDetails extends ChartParts {
  type: ChartType;
  title?: string;
  unit?: string;
  max?: number;
  quadrants?: string[];
}

/** The parts a chart draws: columns of a `table`, or `items` one by one. */
export interface ChartParts {
  table?: string;
  /** Absent: the rows themselves, by name or number. */
  x?: string;
  label?: string;
  y?: string[];
  names?: { [key: string]: string };
  items?: Labels;
}

export type ChartType = "bar" | "stacked" | "line" | "radar" | "scatter" | "pareto";

/** The definition of a checklist. */
export interface ChecklistDefinition extends Definition, ChecklistDetails {
}

/** Of a checklist. */
export interface ChecklistDetails {
  repeat: Repeat;
  items: string[];
  /** So many times a week (daily) or a month (weekly). */
  goal: number | null;
}

/** Facts of an exercise for reading and marking a class. `questions` and on: quizzes; `points` and on: scales. */
export interface ClassExercise extends Named {
  pass?: number;
  revision: string;
  module: string;
  questions?: Question[];
  pools?: Pool[];
  role?: Role;
  parallel?: Other | null;
  points?: number;
  items?: ScaleItem[];
  subscales?: Subscale[];
  bands?: Bounds;
  compare?: Other | null;
}

/** Facts of the handbook for reading and marking a class, keys included. */
export interface ClassFacts {
  handbook: HandbookVersion;
  title: string;
  /** Id and title. */
  modules: [string, string][];
  /** Outcome → what one can do. */
  outcomes: { [key: string]: string };
  exercises: ClassExercise[];
}

export type ComputedKind = "text" | "bool" | "date" | "time";

/** `<type>s` → field → what the script of its control must know. */
export interface Controls {
  timers?: { [key: string]: TimerDetails };
}

export type Cuts = [number, number, number[], number[]];

export type Data = number | boolean | string | Data[];

/** The definition of an exercise; each kind adds its own entries. */
export interface Definition extends Known {
  /** Signature of the whole. */
  revision: string;
}

/** The half-filled answers, and the expected results: result → its value as shown. */
export interface Half {
  given: { [key: string]: Answer };
  expect?: { [key: string]: string };
}

/** The handbook that answers are of. */
export interface HandbookVersion {
  id: string;
  version: string;
}

/** Everything that can come back for review, by exercise. */
export interface Items {
  quizzes: { [key: string]: ReviewQuiz };
  decks: { [key: string]: ReviewDeck };
}

/** Data for saving, exporting and importing answers. `from`: field → `exercise.field` of its first value. */
export interface Known extends Named {
  from?: { [key: string]: string };
  /** What must be answered for the exercise to count as done. */
  needs: string[];
}

export type Labels = [string, string][];

export type Limits = [number | null, number | null, number | null];

/** The matrices of all versions; what versions share is written once. */
export interface Matrices {
  rows: MatrixRow[];
  versions: MatrixVersion[];
}

/** A row of the matrix. */
export interface MatrixRow {
  id: string;
  clause: string;
  behaviour: string;
  measure: "count" | "yuan" | "days" | "percent" | "event";
  at_least?: number;
  below?: number;
  intent: ("intentional" | "gross" | "negligent")[];
  occurrence: number;
  series?: string;
  window_months: number;
  tier: string;
  decider: string;
  investigator?: string;
  evidence: string[];
  days_to_act: number;
  hearing_days: number;
  appeal_days: number;
  excluded: string[];
}

/** A tier of measures. */
export interface MatrixTier {
  id: string;
  name: string;
  expiry_months: number | null;
  dismissal: boolean;
  text: string;
}

/** The matrix of a version: its tiers, the names of the clauses in rows, and the places of its rows. */
export interface MatrixVersion {
  version: string;
  investigator: string | null;
  tiers: MatrixTier[];
  clauses: { [key: string]: string };
  rows: number[];
}

/** Data that the learner's own pages load when they need it; sheets and plots by worksheet. */
export interface MyHandbook {
  items: Items;
  known: Known[];
  plots: { [key: string]: Plot };
  sheets: { [key: string]: PrintedSheet };
}

/** The name of an exercise, and its questions. */
export interface Named {
  id: string;
  kind: string;
  title: string;
  was?: string[];
  /** Field, question or item → what the page knows of it, in the order of the page. */
  asked: { [key: string]: Ask };
  /** Signature of everything that the reading of a text code depends on. */
  layout: string;
}

/** Another exercise. */
export interface Other {
  id: string;
  title: string;
}

/** Facts about the handbook for the learner's own page. */
export interface Outline {
  handbook: OutlineHandbook;
  modules: OutlineModule[];
  exercises: { [key: string]: OutlineExercise };
}

/** An exercise; what is false or empty is left out. */
export interface OutlineExercise extends OutlineParts {
  kind: string;
  title: string;
  was?: string[];
  needs?: string[];
}

/** The names of the handbook and of those who give it out. */
export interface OutlineHandbook {
  title: string;
  organisation: string;
}

/** A lesson, and its exercises. */
export interface OutlineLesson {
  id: string;
  title: string;
  practice: string[];
}

/** A module; its exercises in the order of learning, opening and closing included. */
export interface OutlineModule {
  id: string;
  title: string;
  lessons: OutlineLesson[];
  exercises: string[];
  opening: string[];
  closing: string[];
}

/** Facts about an exercise of some kinds for the learner's own page. */
export interface OutlineParts {
  /** Of a worksheet: days after which to look back. */
  review?: number;
  promises?: PromiseField[];
  /** Of quizzes and decks: whether learners may see what is right. */
  open?: boolean;
  role?: Role;
  /** Of a scale: the highest point. */
  points?: number;
  /** Of a scale: subscales and total. */
  parts?: Labels;
  /** Of a scale: the one that it is compared with. */
  compare?: string;
  repeat?: Repeat;
  items?: string[];
  goal?: number;
}

/** A result of a worksheet. */
export interface OutputDetails {
  label: string;
  digits: number;
  kind?: ComputedKind;
  say?: string;
  bands?: Bounds;
  hidden?: boolean;
}

/** A result that has nothing but a name. */
export interface OutputLabel {
  label: string;
}

/** A part of the scheme, and the hash of its words. */
export interface PartMark {
  id: string;
  hash: string;
}

/** A question that may be asked of a part, and the options that are right. */
export interface PartQuestion {
  id: string;
  part: string;
  right: string[];
}

/** The charts of a worksheet and the formulas that they draw. */
export interface Plot {
  sheet: SheetDefinition;
  charts: ChartDetails[];
}

/** Draw so many of these questions. */
export interface Pool {
  draw: number;
  of: string[];
}

/** Facts about a field beside its question. */
export interface PrintedField {
  unit?: string;
  /** Of a table's columns. */
  units?: { [key: string]: string };
  /** Names of a table's rows. */
  rows?: string[];
}

/** A result on paper. */
export interface PrintedOutput {
  label: string;
  digits: number;
  unit?: string;
}

/** Facts about a worksheet beside its questions, and its results. */
export interface PrintedSheet {
  fields: { [key: string]: PrintedField };
  outputs: { [key: string]: PrintedOutput };
}

/** A field whose text is a promise (`label`) or the day to look back, or a table with columns that are. */
export interface PromiseField {
  id: string;
  was?: string[];
  label?: string;
  date?: boolean;
  columns?: Labels;
  dates?: string[];
}

/** A question as it is scored; without `key` where only trainers may see what is right. */
export interface Question extends QuestionParts, QuestionKey {
  id: string;
  type: QuestionType;
  points: number;
  outcomes: string[];
  shuffle: boolean;
}

/** The key of a question. */
export interface QuestionKey {
  /** Right options or the right order; a part's right value; what a blank accepts; the truth; the number. */
  key?: string[] | { [key: string]: string } | { [key: string]: string[] } | boolean | number;
  tolerance?: number;
}

/** The parts answered in a question, in the order of the page. */
export interface QuestionParts {
  /** Ids of the options, blanks, items or pairs. */
  parts?: string[];
  /** What pairs are matched with. */
  choices?: string[];
  unit?: string | null;
}

export type QuestionType = "single" | "multiple" | "truefalse" | "blank" | "numeric" | "order" | "match" | "sort";

/** The definition of a quiz. */
export interface QuizDefinition extends Definition, QuizDetails {
}

/** Of a quiz. `pass`: per cent. */
export interface QuizDetails {
  pass: number;
  questions: Question[];
  /** Outcome → what one can do. */
  outcomes: { [key: string]: string };
  pools: Pool[];
  feedback: "each" | "end";
  shuffle: boolean;
  confidence: boolean;
  /** Whether the page knows what is right. */
  open: boolean;
  role: Role;
  outputs: { [key: string]: OutputLabel };
  parallel: Other | null;
}

/** Facts for the page on which a release is read and signed for. */
export interface ReceiptFacts {
  policy: ReleaseName;
  parts: PartMark[];
  questions: PartQuestion[];
  /** How many questions are asked. */
  most: number;
}

/** The release that a receipt is bound to. */
export interface ReleaseName {
  id: string;
  version: string;
  number: string;
  hash: string;
}

export type Repeat = "once" | "daily" | "weekly";

/** The identity of an answer's wording, and its former ids; the confidence in an answer has no label. */
export interface ReviewAsk {
  label?: string;
  sig: string;
  shape: Shape;
  was?: string[];
  ids?: { [key: string]: string };
}

/** A card. `front`, `back`, `hint`: HTML. */
export interface ReviewCard {
  id: string;
  front: string;
  back: string;
  hint?: string;
  alike?: string;
}

/** The cards of a deck. */
export interface ReviewDeck {
  cards: ReviewCard[];
  asked: { [key: string]: ReviewAsk };
}

/** A question with its words. `ask`, labels of options, `says`, `explain`: HTML. */
export interface ReviewQuestion extends Question {
  ask: string;
  labels?: { [key: string]: string };
  buckets?: Labels;
  /** Part → what is right, where a script could not say it in words. */
  right?: { [key: string]: string };
  /** Part → why. */
  says?: { [key: string]: string };
  explain?: string;
  alike?: string;
}

/** The questions of a quiz. */
export interface ReviewQuiz {
  questions: ReviewQuestion[];
  asked: { [key: string]: ReviewAsk };
}

export type Role = "practice" | "pretest" | "posttest";

/** The definition of a role play. */
export interface RoleplayDefinition extends Definition, RoleplayDetails {
}

/** Of a role play. */
export interface RoleplayDetails {
  behaviours: string[];
  /** Of a round. */
  minutes: number;
  outputs: { [key: string]: OutputLabel };
}

/** The definition of a scale. */
export interface ScaleDefinition extends Definition, ScaleDetails {
}

/** Of a scale. */
export interface ScaleDetails {
  /** How many points an item has. */
  points: number;
  items: ScaleItem[];
  subscales: Subscale[];
  /** Of the total. */
  bands: Bounds;
  outputs: { [key: string]: OutputLabel };
  compare: Other | null;
}

/** An item of a scale; a weight of 1 is left out. */
export interface ScaleItem {
  id: string;
  /** Its subscale. */
  sub: string;
  reversed?: boolean;
  weight?: number;
}

export type Shape = "text" | "number" | "bool" | "one" | "many" | "table" | "map" | "order" | "texts" | "check";

/** The data a sheet computes with. */
export interface SheetDefinition {
  fields: { [key: string]: SheetField };
  tables: { [key: string]: SheetTable };
  steps: Data[][];
}

/** A field of a sheet that computes. */
export interface SheetField extends Cell {
  parts?: string[];
  items?: string[];
}

/** A table of a sheet that computes. */
export interface SheetTable {
  columns: { [key: string]: Cell };
  /** Names of the rows. */
  labels?: string[];
}

/** A part of a scale. */
export interface Subscale {
  id: string;
  label: string;
  bands: Bounds;
}

/** A table's rows, and what its columns show. */
export interface TableDetails {
  rows?: number;
  /** How many rows it may grow to; absent where it cannot. */
  most?: number;
  /** Decimals of computed and totalled columns. */
  digits?: { [key: string]: number };
  /** Computed columns that are not numbers. */
  kinds?: { [key: string]: ComputedKind };
  names?: string[];
}

export type TextRow = [string, string, string, string, string, string, string, string[]];

/** A version: the places of its rows, in reading order. */
export interface TextVersion {
  version: string;
  rows: number[];
}

/** The clauses of all versions; what versions share is written once. */
export interface Texts {
  rows: TextRow[];
  versions: TextVersion[];
  cuts: Cuts[];
}

/** Seconds of a timer's unit, and minutes of its countdown. */
export interface TimerDetails {
  seconds: number;
  countdown: number | null;
}

/** The definition of a worksheet. */
export interface WorksheetDefinition extends Definition, WorksheetDetails {
}

/** Of a worksheet. */
export interface WorksheetDetails extends Controls {
  sheet: SheetDefinition;
  /** Number field, or `table.column` → its limits; of texts the most characters, of choices how many. */
  rules?: { [key: string]: Limits };
  tables?: { [key: string]: TableDetails };
  /** Sort field → exercise (empty: this one), table and column that its items come from. */
  itemsFrom?: { [key: string]: [string, string, string] };
  outputs?: { [key: string]: OutputDetails };
  charts?: ChartDetails[];
  /** The worked example's answers, for its charts. */
  example?: { [key: string]: Answer };
  half?: Half;
  calendar?: CalendarDetails;
  /** Days after which to look back. */
  review?: number;
  /** What other exercises take from this one: `field`, `output` or `table.column`. */
  lends?: string[];
}
