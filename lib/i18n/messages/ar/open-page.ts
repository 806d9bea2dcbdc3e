import type { openPage as english } from '../en/open-page.ts'

export const openPage: typeof english = {
  updated: 'تم تحديث هذه الصفحة.',
  show: 'عرض التغيير',
  shown: 'تعرض الصفحة الآن التغيير.',
}
