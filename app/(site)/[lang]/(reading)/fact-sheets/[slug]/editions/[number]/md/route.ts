export { answerText as GET } from '../../../sheet-text.ts'
