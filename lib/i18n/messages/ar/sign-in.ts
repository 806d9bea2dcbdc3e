/** Words of signing in and out, beside those of accounts. */
export const signIn = {
  lastUsedHere: 'آخر ما استُخدم هنا',
  signedOutThere: 'تم تسجيل خروجك هنا وفي <bdi>{host}</bdi>.',
  signedOutUnknown:
    'تم تسجيل خروجك هنا. أعادتك الجهة بعلامة لا تعود إلى أي تسجيل خروج بدأ في هذا المتصفح. إن لم تكن قد سجّلت خروجك هناك للتو فقد تكون ما زلت مسجّل الدخول هناك: أغلق المتصفح إن كان الحاسوب يستخدمه آخرون.',
  leaveHint: 'الصفحة التي قادتك إلى هنا تقترح أن تسجّل الدخول باسم <bdi>{hint}</bdi>.',
}
