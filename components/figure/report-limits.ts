/** As long as what is wrong may be, and where one has it from, in characters: also in a script of three bytes each, a form of ours takes both. */
export const PROBLEM_MAX = 1000
export const EVIDENCE_MAX = 500
