/** The worksheet's own part of the definition (builder/handbook/exercises/kinds/worksheet.py); what says nothing is left out. */

export type { ChartDetails, OutputDetails, WorksheetDefinition as Details } from "../../core/contract";
