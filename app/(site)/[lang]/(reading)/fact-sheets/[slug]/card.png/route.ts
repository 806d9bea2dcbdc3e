export { answerCard as GET } from '../sheet-card.ts'
