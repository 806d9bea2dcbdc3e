import type { studio as english } from '../en/studio.ts'

export const studio: typeof english = {
  title: 'برنامج التحرير مخصص للمحررين',
  editorsOnly: 'هنا تُكتب صحائف الوقائع وتُنشر. للدخول، سجّل الدخول بحساب له صلاحية التحرير في هذا الموقع.',
  signIn: 'تسجيل الدخول',
  signInOff: 'تسجيل الدخول متوقف في هذا الموقع.',
  notAnEditor: 'أنت مسجل الدخول باسم <bdi>{name}</bdi>، وليست لهذا الحساب صلاحية التحرير.',
  howToBecomeOne:
    'يمكن لمن يدير الموقع أن يمنحك هذه الصلاحية بالأمر ⁨“npm run grant”⁩ على الخادم. والبيانات اللازمة لذلك موجودة في صفحتك، ضمن بياناتك.',
  toTheSite: 'إلى صحائف الوقائع',
  draftShown: 'تعرض هذه الصفحة مسودات غير منشورة.',
  leaveDraft: 'عرض الصفحة المنشورة',
}
