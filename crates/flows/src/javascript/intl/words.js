// Intl.PluralRules and Intl.ListFormat: which form of a word, and how words are joined.
(function (host, base, numberSettings) {
  'use strict';
  const { localeOf, objectOf, choice, only, settingsOf, constructor, refused, shown, textOf } = base;
  const pluralSettings = (locales, given) => {
    const locale = localeOf(locales);
    const options = objectOf(given);
    only(options, 'notation', 'standard');
    const type = choice(options, 'type', ['cardinal', 'ordinal'], [], 'cardinal');
    // The forms follow from the number as it would be written.
    return { ...numberSettings(locale, options), locale, type, style: 'decimal', useGrouping: 'never', signDisplay: 'never' };
  };
  const ordinal = (text) => {
    const [one, two] = [text.slice(-1), text.slice(-2)];
    if (one === '1' && two !== '11') return 'one';
    if (one === '2' && two !== '12') return 'two';
    return one === '3' && two !== '13' ? 'few' : 'other';
  };
  const PluralRules = constructor('PluralRules', false, pluralSettings, {
    select(value) {
      const its = settingsOf(this, 'PluralRules');
      const text = host.number(textOf(its), Number(value));
      if (its.type === 'cardinal') return text === '1' ? 'one' : 'other';
      return its.locale.startsWith('en') && /^\d+$/.test(text) ? ordinal(text) : 'other';
    },
    selectRange: refused('Intl.PluralRules.selectRange'),
    resolvedOptions() {
      return shown(settingsOf(this, 'PluralRules'), [
        'locale', 'type', 'minimumIntegerDigits', 'minimumFractionDigits', 'maximumFractionDigits',
        'minimumSignificantDigits', 'maximumSignificantDigits',
      ]);
    },
  });

  const listSettings = (locales, given) => {
    const locale = localeOf(locales);
    const options = objectOf(given);
    const type = choice(options, 'type', ['conjunction', 'disjunction'], ['unit'], 'conjunction');
    return { locale, type, style: choice(options, 'style', ['long'], ['short', 'narrow'], 'long') };
  };
  const joining = { conjunction: { en: 'and', de: 'und', nl: 'en' }, disjunction: { en: 'or', de: 'oder', nl: 'of' } };
  const ListFormat = constructor('ListFormat', false, listSettings, {
    format(list) {
      const { locale, type } = settingsOf(this, 'ListFormat');
      const texts = list === undefined ? [] : Array.from(list);
      for (const it of texts) if (typeof it !== 'string') throw new TypeError('Iterable yielded a non-String value');
      const last = texts.pop();
      if (texts.length === 0) return last ?? '';
      // Americans put a comma before the last one of three.
      const comma = texts.length > 1 && (locale === 'en' || locale === 'en-US') ? ',' : '';
      return `${texts.join(', ')}${comma} ${joining[type][locale.slice(0, 2)]} ${last}`;
    },
    formatToParts: refused('Intl.ListFormat.formatToParts'),
    resolvedOptions() {
      return shown(settingsOf(this, 'ListFormat'), ['locale', 'type', 'style']);
    },
  });

  return { ListFormat, PluralRules };
})
