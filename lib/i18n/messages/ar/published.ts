import type { published as publishedEn } from '../en/published.ts'

/** Words about what was ever published of a figure. */
export const published: typeof publishedEn = {
  title: 'ما نُشر هنا في أي وقت',
  lead: 'كل قيمة أوردتها صحيفة وقائع في هذا الموقع، والإصدارات التي أوردتها. ويحتفظ كل إصدار بالقيم التي نُشر بها.',
  none: 'لم تورد أي صحيفة وقائع في هذا الموقع إحدى هذه القيم قط.',
  caption: '{indicator}، {place}: القيم التي أوردتها صحائف الوقائع',
  value: 'كما نُشرت',
  period: 'الفترة',
  sheet: 'صحيفة الوقائع',
  from: 'من',
  until: 'إلى',
  after: 'ما حلّ محلها',
  edition: 'الإصدار {number}',
  editions: 'الإصدارات من {first} إلى {last}',
  today: 'قائمة اليوم',
  replacedBy: 'ثم: {figure}.',
  replacedWhy: 'ثم: {figure} ({kind}: {reason}).',
  dropped: 'لم تعد صحيفة الوقائع توردها.',
  withdrawn: 'سُحبت صحيفة الوقائع.',
  newest: 'هذه أحدث {count, number} قيمة. أما الأقدم ففي إصدارات صحائف الوقائع.',
  chartKey: 'الحلقة تشير إلى قيمة توردها اليوم صحيفة وقائع في هذا الموقع.',
  partHeading: 'العنوان',
  issued: 'صدر النص في {date}',
  issuedNote: 'صدور النص: <note></note>',
  olderTitle: '{title}: الإصدارات السابقة للإصدار {number}',
  olderDescription: 'إصدارات صحيفة الوقائع «{title}» التي نُشرت قبل إصدارها {number}، مع تواريخها وما تغيّر في كل منها.',
}
