import type { embeds as english } from '../en/embeds.ts'

export const embeds: typeof english = {
  figureTitle: '{subject}: قيمة واحدة مع مصدرها',
  chartTitle: '{subject}: رسم بياني',
  period: 'الفترة',
  series: 'السلسلة',
  source: 'المصدر',
  sources: 'المصادر بحسب الأرقام المكتوبة عند القيم',
  changed_correction: 'صُحِّح في {date}: القيمة الآن {after}، وكانت {before}.',
  changed_newData: 'بيانات جديدة منذ {date}: القيمة الآن {after}، وكانت {before}.',
  changed_scheduledRevision: 'رُوجِع في {date}: القيمة الآن {after}، وكانت {before}.',
  changed_redefinition: 'أُعيد تعريفه في {date}: القيمة الآن {after}، وكانت {before}.',
  changed_unstated: 'استُبدل في {date}: القيمة الآن {after}، وكانت {before}.',
  reason: 'السبب: <bdi>{reason}</bdi>',
  allValues: 'جميع القيم ومصادرها: <bdi>{site}</bdi>',
  withdrawnTitle: 'سُحب هذا الرقم',
  withdrawnText: 'نُشر هذا الرقم في <site></site> ولم يعد منشورًا. يُرجى عدم الاستشهاد به.',
  unknownTitle: 'لا يوجد رقم هنا',
  unknownText: 'لا يدل عنوان هذا الإطار على أي رقم في <site></site>. انسخ شيفرة HTML من صفحة الرقم من جديد.',
  section: 'تضمينه في صفحة أخرى',
  sectionText:
    'انسخ شيفرة HTML هذه إلى صفحتك. فهي تعرض ما هو موجود هنا مع مصدره ومن دون برامج نصية ولا ملفات تعريف ارتباط، وتذكر متى صُحِّحت قيمة.',
  chartCode: 'الرسم البياني',
  valueCode: 'أحدث قيمة',
  otherValues: 'رمز HTML لكل قيمة أخرى موجود تحت «{link}» بجانبها.',
  citedCode: 'رمز HTML لتضمينها',
}
