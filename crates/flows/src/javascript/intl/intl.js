// Intl, and the functions of built-in objects that write texts for a language, put together.
(function (host, base, numbers, dates, words) {
  'use strict';
  const { define, refused } = base;
  const { ListFormat, PluralRules } = words;
  const { NumberFormat, numberSettings, writeNumber } = numbers;
  const { DateTimeFormat, writeTime } = dates;

  const Intl = {};
  Object.defineProperty(Intl, Symbol.toStringTag, { value: 'Intl', configurable: true });
  for (const made of [DateTimeFormat, ListFormat, NumberFormat, PluralRules]) define(Intl, made.name, made);
  for (const name of ['Collator', 'DisplayNames', 'DurationFormat', 'Locale', 'RelativeTimeFormat', 'Segmenter']) {
    define(Intl, name, function (...parts) { return host.notBuilt(`Intl.${name}`); });
  }
  for (const name of ['getCanonicalLocales', 'supportedValuesOf']) define(Intl, name, refused(`Intl.${name}`));

  const writeList = (list, ...how) =>
    Array.from(list, (item) => (item === undefined || item === null ? '' : String(item.toLocaleString(...how)))).join(',');
  // The functions of the built-in objects, by both names.
  return {
    Intl,
    NumbertoLocaleString: (number, ...how) => writeNumber(numberSettings(...how), Number.prototype.valueOf.call(number)),
    BigInttoLocaleString: (number, ...how) => writeNumber(numberSettings(...how), BigInt.prototype.valueOf.call(number)),
    ArraytoLocaleString: writeList,
    TypedArraytoLocaleString: writeList,
    DatetoLocaleString: writeTime('any', 'all'),
    DatetoLocaleDateString: writeTime('date', 'date'),
    DatetoLocaleTimeString: writeTime('time', 'time'),
  };
})
