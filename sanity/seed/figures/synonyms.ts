/** Words that people search for an indicator by, by the last part of its id: in English, in Spanish, in Arabic. Ours, and ordinary ones. */
const SYNONYMS: Readonly<Record<string, readonly [string, string, string]>> = {
  'coca-cultivation': [
    'coca|coca cultivation|coca crop|coca area|coca fields|coca growing|coca planted|cultivated coca|coca grown|area of coca',
    'coca|cultivo de coca|cultivos de coca|área de coca|superficie de coca|hoja de coca cultivada|cocales|coca sembrada',
    'كوكا|الكوكا|زراعة الكوكا|محصول الكوكا|مساحة الكوكا|حقول الكوكا',
  ],
  'coca-cultivation-change': [
    'coca cultivation change|coca increase|coca decrease|coca growth',
    'variación del cultivo de coca|aumento de la coca|reducción de la coca',
    'التغير في زراعة الكوكا|زيادة الكوكا|انخفاض الكوكا',
  ],
  'coca-eradication': [
    'coca eradication|eradication|eradicated coca',
    'erradicación de coca|erradicación|coca erradicada',
    'استئصال الكوكا|إبادة الكوكا',
  ],
  'coca-eradication-change': [
    'coca eradication change|change in eradication',
    'variación de la erradicación de coca',
    'التغير في استئصال الكوكا',
  ],
  'coca-eradication-voluntary': [
    'voluntary coca eradication|voluntary eradication',
    'erradicación voluntaria de coca|erradicación voluntaria',
    'الاستئصال الطوعي للكوكا',
  ],
  'coca-eradication-goal': [
    'coca eradication goal|eradication target|coca eradication target',
    'meta de erradicación de coca|objetivo de erradicación',
    'هدف استئصال الكوكا',
  ],
  'coca-eradication-manual': [
    'manual coca eradication|manual eradication',
    'erradicación manual de coca|erradicación manual',
    'الاستئصال اليدوي للكوكا',
  ],
  'coca-eradication-aerial': [
    'aerial coca eradication|aerial eradication|aerial spraying|coca spraying',
    'erradicación aérea de coca|aspersión aérea|fumigación aérea',
    'الرش الجوي للكوكا|الاستئصال الجوي',
  ],
  'coca-licit-area': ['licit coca|legal coca|legal coca area', 'coca lícita|coca legal', 'الكوكا المشروعة'],
  'coca-leaf-production': ['coca leaf|coca leaf production|coca leaves', 'hoja de coca|producción de coca', 'أوراق الكوكا|إنتاج الكوكا'],
  'cocaine-potential-production': [
    'cocaine production|potential cocaine production|pure cocaine|cocaine produced|potential cocaine',
    'producción de cocaína|producción potencial de cocaína|cocaína pura|cocaína producida',
    'إنتاج الكوكايين|الكوكايين النقي',
  ],
  'cocaine-potential-production-change': [
    'cocaine production change|change in cocaine production',
    'variación de la producción de cocaína',
    'التغير في إنتاج الكوكايين',
  ],
  'cocaine-seizures': [
    'cocaine seizures|seized cocaine|cocaine confiscated',
    'incautaciones de cocaína|decomisos de cocaína|cocaína decomisada',
    'ضبط الكوكايين|مضبوطات الكوكايين',
  ],
  'cocaine-seizures-change': ['cocaine seizures change', 'variación de las incautaciones de cocaína', 'التغير في ضبط الكوكايين'],
  'cocaine-base-seizures': [
    'cocaine base seizures|coca paste seizures|coca base seizures|coca paste|cocaine base',
    'pasta de coca|pasta básica de cocaína|base de coca|incautaciones de pasta de coca',
    'عجينة الكوكا|قاعدة الكوكايين',
  ],
  'cocaine-hcl-seizures': [
    'cocaine hydrochloride|cocaine hcl|cocaine hydrochloride seizures',
    'clorhidrato de cocaína|incautaciones de clorhidrato de cocaína',
    'هيدروكلوريد الكوكايين',
  ],
  'cocaine-and-base-seizures': [
    'cocaine and base seizures|cocaine and cocaine base seizures',
    'incautaciones de cocaína y base',
    'مضبوطات الكوكايين وقاعدته',
  ],
  'drug-seizures': [
    'drug seizures|drugs|seized drugs|narcotics seized',
    'incautaciones de drogas|decomisos de drogas|drogas decomisadas',
    'ضبط المخدرات|مضبوطات المخدرات',
  ],
  'drug-seizures-change': ['drug seizures change', 'variación de las incautaciones de drogas', 'التغير في ضبط المخدرات'],
  'drug-laboratories-destroyed': [
    'drug laboratories|drug labs|drug labs destroyed|laboratories destroyed',
    'laboratorios de drogas|laboratorios destruidos',
    'مختبرات المخدرات',
  ],
  'precursor-seizures-change': [
    'precursor seizures change|precursor chemicals|precursor seizures',
    'precursores químicos|incautaciones de precursores',
    'السلائف الكيميائية',
  ],
  'cocaine-transit': ['cocaine transit|cocaine transiting|cocaine trafficked', 'tránsito de cocaína|cocaína traficada', 'عبور الكوكايين'],
  'cocaine-share': ['cocaine share', 'parte de la cocaína|porcentaje de la cocaína', 'حصة الكوكايين'],
  'heroin-share': ['heroin share', 'parte de la heroína|porcentaje de la heroína', 'حصة الهيروين'],
  'narcotics-transit-share': [
    'narcotics share|narcotics transit share|drug transit share',
    'porcentaje de drogas en tránsito',
    'حصة عبور المخدرات',
  ],
  'rank-cocaine-potential-production': [
    'cocaine producer rank|rank cocaine production',
    'puesto como productor de cocaína',
    'مرتبة إنتاج الكوكايين',
  ],
  'rank-coca-cultivation': ['coca rank|coca cultivation rank|rank coca cultivation', 'puesto en cultivo de coca', 'مرتبة زراعة الكوكا'],
  'police-academies': ['police academies|police academy', 'academias de policía|academias policiales', 'أكاديميات الشرطة'],
  'strategy-duration': [
    'counternarcotics strategy|strategy duration|drug strategy',
    'estrategia antinarcóticos|estrategia antidrogas',
    'استراتيجية مكافحة المخدرات',
  ],
  'opium-poppy-cultivation': [
    'poppy|opium poppy|poppy cultivation|opium cultivation|opium poppy cultivation',
    'amapola|adormidera|cultivo de amapola|cultivo de adormidera',
    'الخشخاش|خشخاش الأفيون|زراعة الخشخاش|زراعة الأفيون',
  ],
  'opium-poppy-cultivation-change': [
    'poppy cultivation change|opium poppy change',
    'variación del cultivo de amapola|variación de la amapola',
    'التغير في زراعة الخشخاش',
  ],
  'opium-poppy-eradication': [
    'poppy eradication|opium eradication|opium poppy eradication',
    'erradicación de amapola|erradicación de adormidera',
    'استئصال الخشخاش',
  ],
  'opium-potential-production': ['opium|opium production|potential opium production', 'opio|producción de opio', 'الأفيون|إنتاج الأفيون'],
  'heroin-potential-production': [
    'heroin|heroin production|potential heroin production|pure heroin',
    'heroína|producción de heroína',
    'الهيروين|إنتاج الهيروين',
  ],
  'homicide-rate': ['homicide|homicides|murder rate|murders', 'homicidios|asesinatos|tasa de asesinatos', 'القتل|جرائم القتل'],
  'homicide-rate-change': ['homicide rate change|change in homicides', 'variación de los homicidios', 'التغير في جرائم القتل'],
  'police-strength': ['police|police strength|police force|policemen', 'policía|policías|fuerza policial', 'الشرطة|قوة الشرطة'],
  'police-strength-goal': ['police goal|police target|police strength goal', 'meta de policías', 'هدف الشرطة'],
  'police-trained': ['police training|trained police', 'capacitación policial|policías formados', 'تدريب الشرطة'],
  'inl-funding': ['INL funding|INL|funding|INL budget', 'fondos de INL|financiación de INL|INL|presupuesto de INL', 'تمويل|تمويل INL'],
  assistance: [
    'assistance|aid|US aid|foreign assistance|US assistance',
    'asistencia|ayuda|ayuda de los Estados Unidos|asistencia exterior',
    'مساعدات|المساعدات|المساعدات الأمريكية',
  ],
  'trade-value': ['trade|bilateral trade|trade value', 'comercio|comercio bilateral', 'التجارة|التجارة الثنائية'],
  'people-reached': ['people reached|people treated', 'personas alcanzadas|personas tratadas', 'الأشخاص الذين تلقوا العلاج'],
  sites: ['facilities supported|facilities|places supported', 'instalaciones|lugares apoyados', 'المرافق المدعومة'],
  'corruption-index-rank': [
    'corruption rank|corruption index|corruption|corruption perceptions index',
    'corrupción|índice de corrupción|percepción de la corrupción',
    'الفساد|مؤشر الفساد',
  ],
  'overdose-deaths': ['overdose deaths|overdoses|drug deaths', 'muertes por sobredosis|sobredosis', 'وفيات الجرعة الزائدة'],
  population: ['population|inhabitants|people', 'población|habitantes', 'السكان|عدد سكان'],
  addicts: ['cocaine addicts|addicts', 'adictos a la cocaína|adictos', 'مدمنو الكوكايين'],
  'share-of-population-poor': ['poverty|poverty rate|poor people', 'pobreza|tasa de pobreza', 'الفقر|معدل الفقر'],
  'drug-seizures-lb': ['cocaine interdiction|interdicted cocaine', 'interdicción de cocaína', 'اعتراض الكوكايين'],
  'patrol-hours': [
    'patrol hours|maritime patrol|maritime patrol hours',
    'horas de patrulla|patrulla marítima',
    'ساعات الدوريات|الدوريات البحرية',
  ],
  'officials-trained': [
    'officials trained|justice officials|justice officials trained',
    'funcionarios capacitados|funcionarios de justicia',
    'المسؤولون المدربون',
  ],
  'countries-covered': ['countries covered', 'países abarcados', 'البلدان المشمولة'],
}

/** What the indicator at `address` is also called, as the type `localizedName` keeps it. */
export function synonymsOf(address: string) {
  const [en = '', es = '', ar = ''] = SYNONYMS[address] ?? []
  return Object.entries({ en, es, ar }).flatMap(([language, written]) =>
    written
      .split('|')
      .filter((value) => value !== '')
      .map((value, index) => ({ _type: 'localizedName', _key: `${language}${index}`, language, value })),
  )
}
