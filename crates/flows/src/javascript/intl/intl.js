// Intl, and the functions of numbers, dates and lists that write texts for a language. Locales and
// options are read as ECMA-402 says; what is written comes from the host. What is not built is
// refused by name.
(function (host) {
  'use strict';
  const define = (object, name, value) =>
    Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });

  const localeOf = (locales) => {
    if (locales === undefined) return 'en-US';
    if (locales === null) throw new TypeError('Cannot convert undefined or null to object');
    const wanted = typeof locales === 'string' ? [locales] : Array.from(Object(locales));
    for (const it of wanted) {
      if (typeof it !== 'string') throw new TypeError('Language ID should be string or object.');
    }
    return wanted.length === 0 ? 'en-US' : host.locale(wanted[0]);
  };

  const objectOf = (options) => {
    if (options === null) throw new TypeError('Cannot convert undefined or null to object');
    return options === undefined ? Object.create(null) : Object(options);
  };
  const outOfRange = (name, value) => {
    throw new RangeError(`Value ${value} out of range for Intl options property ${name}`);
  };
  const notBuilt = (name, value) => host.notBuilt(`the option ${name}: ${value}`);
  // One of the values that are built, or of the others that the standard has.
  const choice = (options, name, built, others, fallback) => {
    const value = options[name];
    if (value === undefined) return fallback;
    const text = String(value);
    if (built.includes(text)) return text;
    return others.includes(text) ? notBuilt(name, text) : outOfRange(name, text);
  };
  const whole = (options, name, least, most, fallback) => {
    const value = options[name];
    if (value === undefined) return fallback;
    const number = Number(value);
    if (!(number >= least && number <= most)) throw new RangeError(`${name} value is out of range.`);
    return Math.floor(number);
  };
  const absent = (options, names) => {
    for (const name of names) if (options[name] !== undefined) notBuilt(name, String(options[name]));
  };
  const only = (options, name, value) => {
    if (options[name] !== undefined && String(options[name]) !== value) notBuilt(name, String(options[name]));
  };

  // Constructors that may also be called; what each object was made with is kept beside it.
  const settings = new WeakMap();
  const settingsOf = (object, kind) => {
    const found = settings.get(object);
    if (found?.kind !== kind) throw new TypeError(`Method Intl.${kind} called on incompatible receiver`);
    return found;
  };
  const constructor = (kind, isCallable, settle, methods) => {
    const make = function (locales, options) {
      if (!new.target && !isCallable) throw new TypeError(`Constructor Intl.${kind} requires 'new'`);
      const object = new.target ? this : Object.create(make.prototype);
      settings.set(object, { kind, ...settle(locales, options) });
      return object;
    };
    Object.defineProperty(make, 'name', { value: kind, configurable: true });
    Object.defineProperty(make, 'length', { value: 0, configurable: true });
    define(make, 'supportedLocalesOf', function supportedLocalesOf(locales) {
      const wanted = typeof locales === 'string' ? [locales] : Array.from(Object(locales ?? []));
      return wanted.map((it) => localeOf(it));
    });
    for (const name of Object.keys(methods)) define(make.prototype, name, methods[name]);
    Object.defineProperty(make.prototype, Symbol.toStringTag, { value: `Intl.${kind}`, configurable: true });
    return make;
  };
  const refused = (what) => ({ [what](...parts) { return host.notBuilt(what); } })[what];
  // `format` is a function of its own that knows its object, as in ECMA-402.
  const bound = (make, kind, write) =>
    Object.defineProperty(make.prototype, 'format', {
      get() {
        const its = settingsOf(this, kind);
        return (its.format ??= (value) => write(its, value));
      },
      configurable: true,
    });
  const shown = (its, names) => {
    const result = {};
    for (const name of names) if (its[name] !== undefined) result[name] = its[name];
    return result;
  };

  const digits = (options, least, most) => {
    absent(options, ['roundingIncrement'].filter((it) => options[it] !== undefined && Number(options[it]) !== 1));
    only(options, 'roundingMode', 'halfExpand');
    only(options, 'roundingPriority', 'auto');
    only(options, 'trailingZeroDisplay', 'auto');
    const minimumIntegerDigits = whole(options, 'minimumIntegerDigits', 1, 21, 1);
    if (options.minimumSignificantDigits !== undefined || options.maximumSignificantDigits !== undefined) {
      const minimumSignificantDigits = whole(options, 'minimumSignificantDigits', 1, 21, 1);
      const maximumSignificantDigits = whole(options, 'maximumSignificantDigits', minimumSignificantDigits, 21, 21);
      return { minimumIntegerDigits, minimumSignificantDigits, maximumSignificantDigits };
    }
    let minimumFractionDigits = whole(options, 'minimumFractionDigits', 0, 100);
    let maximumFractionDigits = whole(options, 'maximumFractionDigits', 0, 100);
    minimumFractionDigits ??= Math.min(least, maximumFractionDigits ?? least);
    maximumFractionDigits ??= Math.max(most, minimumFractionDigits);
    if (minimumFractionDigits > maximumFractionDigits) throw new RangeError('maximumFractionDigits value is out of range.');
    return { minimumIntegerDigits, minimumFractionDigits, maximumFractionDigits };
  };
  const grouping = (value) => {
    if (value === undefined || value === 'true' || value === 'false') return 'auto';
    if (value === true) return 'always';
    if (!value) return 'never';
    const text = String(value);
    return ['min2', 'auto', 'always'].includes(text) ? text : outOfRange('useGrouping', text);
  };
  const decimalsOf = (currency) => host.decimals(currency) ?? host.notBuilt(`the currency ${currency}`);

  const numberSettings = (locales, given) => {
    const locale = localeOf(locales);
    const options = objectOf(given);
    only(options, 'numberingSystem', 'latn');
    const style = choice(options, 'style', ['decimal', 'percent', 'currency', 'unit'], [], 'decimal');
    const isMoney = style === 'currency';
    const isUnit = style === 'unit';
    let { currency, unit } = options;
    if (currency !== undefined) {
      currency = String(currency).toUpperCase();
      if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`Invalid currency code : ${currency}`);
    } else if (isMoney) throw new TypeError('Currency code is required with currency style.');
    const currencyDisplay = choice(options, 'currencyDisplay', ['code', 'symbol', 'narrowSymbol'], ['name'], 'symbol');
    const currencySign = choice(options, 'currencySign', ['standard'], ['accounting'], 'standard');
    if (unit !== undefined) {
      unit = String(unit);
      if (!/^[a-z]+(-[a-z]+)*$/.test(unit)) throw new RangeError(`Invalid unit argument for Intl.NumberFormat() '${unit}'`);
    } else if (isUnit) throw new TypeError('Required option "unit" must not be undefined');
    const unitDisplay = choice(options, 'unitDisplay', ['short', 'long', 'narrow'], [], 'short');
    const notation = choice(options, 'notation', ['standard'], ['scientific', 'engineering', 'compact'], 'standard');
    const decimals = isMoney ? decimalsOf(currency) : 0;
    const rounding = digits(options, decimals, isMoney ? decimals : style === 'percent' ? 0 : 3);
    return {
      locale,
      numberingSystem: 'latn',
      style,
      ...(isMoney ? { currency, currencyDisplay, currencySign } : {}),
      ...(isUnit ? { unit, unitDisplay } : {}),
      ...rounding,
      useGrouping: grouping(options.useGrouping),
      notation,
      signDisplay: choice(options, 'signDisplay', ['auto', 'never', 'always', 'exceptZero', 'negative'], [], 'auto'),
      roundingIncrement: 1,
      roundingMode: 'halfExpand',
      roundingPriority: 'auto',
      trailingZeroDisplay: 'auto',
    };
  };
  const plainDecimal = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)\s*$/;
  const amountOf = (value) => {
    if (typeof value === 'bigint') return String(value);
    if (typeof value === 'string' && plainDecimal.test(value)) return value.trim();
    return Number(value);
  };
  const textOf = (its) => (its.text ??= JSON.stringify(its));
  const writeNumber = (its, value) => host.number(textOf(its), amountOf(value));
  const NumberFormat = constructor('NumberFormat', true, numberSettings, {
    resolvedOptions() {
      const its = settingsOf(this, 'NumberFormat');
      const result = shown(its, [
        'locale', 'numberingSystem', 'style', 'currency', 'currencyDisplay', 'currencySign', 'unit', 'unitDisplay',
        'minimumIntegerDigits', 'minimumFractionDigits', 'maximumFractionDigits', 'minimumSignificantDigits',
        'maximumSignificantDigits', 'useGrouping', 'notation', 'signDisplay', 'roundingIncrement', 'roundingMode',
        'roundingPriority', 'trailingZeroDisplay',
      ]);
      if (result.useGrouping === 'never') result.useGrouping = false;
      return result;
    },
    formatToParts: refused('Intl.NumberFormat.formatToParts'),
    formatRange: refused('Intl.NumberFormat.formatRange'),
    formatRangeToParts: refused('Intl.NumberFormat.formatRangeToParts'),
  });
  bound(NumberFormat, 'NumberFormat', writeNumber);

  const dayParts = ['weekday', 'year', 'month', 'day'];
  const clockParts = ['hour', 'minute', 'second'];
  const widths = ['numeric', '2-digit'];
  const built = { weekday: ['short', 'long'], month: [...widths, 'short', 'long'], timeZoneName: ['short', 'long'] };
  const others = {
    weekday: ['narrow'],
    month: ['narrow'],
    timeZoneName: ['shortOffset', 'longOffset', 'shortGeneric', 'longGeneric'],
  };
  const zoneOf = (timeZone) => {
    if (timeZone === undefined) return 'UTC';
    const name = String(timeZone);
    const found = host.timeZone(name);
    if (found === undefined) throw new RangeError(`Invalid time zone specified: ${name}`);
    return found;
  };
  // `required` and `defaults`: any, date, time or all, as in ECMA-402.
  const dateSettings = (locales, given, required, defaults) => {
    const locale = localeOf(locales);
    const options = objectOf(given);
    only(options, 'calendar', 'gregory');
    only(options, 'numberingSystem', 'latn');
    absent(options, ['era', 'dayPeriod', 'fractionalSecondDigits']);
    const timeZone = zoneOf(options.timeZone);
    const parts = {};
    for (const name of [...dayParts, ...clockParts, 'timeZoneName']) {
      const value = choice(options, name, built[name] ?? widths, others[name] ?? [], undefined);
      if (value !== undefined) parts[name] = value;
    }
    const styles = ['full', 'long', 'medium', 'short'];
    const dateStyle = choice(options, 'dateStyle', styles, [], undefined);
    const timeStyle = choice(options, 'timeStyle', styles, [], undefined);
    const has = (names) => names.some((name) => parts[name] !== undefined);
    if (dateStyle !== undefined || timeStyle !== undefined) {
      const part = Object.keys(parts)[0];
      const style = dateStyle === undefined ? 'timeStyle' : 'dateStyle';
      if (part !== undefined) throw new TypeError(`Can't set option ${part} when ${style} is used`);
      if (required === 'date' && timeStyle !== undefined) throw new TypeError('Invalid option : timeStyle');
      if (required === 'time' && dateStyle !== undefined) throw new TypeError('Invalid option : dateStyle');
    } else {
      const isGiven = (required !== 'time' && has(dayParts)) || (required !== 'date' && has(clockParts));
      if (!isGiven && defaults !== 'time') for (const name of dayParts.slice(1)) parts[name] = 'numeric';
      if (!isGiven && defaults !== 'date') for (const name of clockParts) parts[name] = 'numeric';
    }
    let hourCycle;
    if (timeStyle !== undefined || parts.hour !== undefined) {
      const isAmerican = locale === 'en' || locale === 'en-US';
      const { hour12 } = options;
      const asked = choice(options, 'hourCycle', ['h11', 'h12', 'h23'], ['h24'], isAmerican ? 'h12' : 'h23');
      // V8 counts the other way from the same end of the day.
      const [half, whole] = isAmerican ? ['h12', 'h24'] : ['h11', 'h23'];
      hourCycle = hour12 === undefined ? asked : hour12 ? half : whole;
    }
    return { locale, calendar: 'gregory', numberingSystem: 'latn', timeZone, hourCycle, dateStyle, timeStyle, ...parts };
  };
  const writeDate = (its, value) => {
    const time = value === undefined ? Date.now() : Number(value);
    if (!(Math.abs(time) <= 8.64e15)) throw new RangeError('Invalid time value');
    return host.date(textOf(its), Math.trunc(time));
  };
  // Which parts a pattern has, and how wide they come out.
  const letters = { E: 'weekday', c: 'weekday', y: 'year', M: 'month', L: 'month', d: 'day', m: 'minute', s: 'second' };
  const partsOf = (pattern) => {
    const parts = {};
    for (const [run, letter] of pattern.replace(/'.*?'/g, '').matchAll(/([a-z])\1*/gi)) {
      const name = /[hHkK]/.test(letter) ? 'hour' : letters[letter];
      if (name !== undefined) parts[name] = ['numeric', '2-digit', 'short', 'long'][run.length - 1];
    }
    return shown(parts, [...dayParts, ...clockParts]);
  };
  const DateTimeFormat = constructor(
    'DateTimeFormat',
    true,
    (locales, options) => dateSettings(locales, options, 'any', 'date'),
    {
      resolvedOptions() {
        const its = settingsOf(this, 'DateTimeFormat');
        const result = shown(its, ['locale', 'calendar', 'numberingSystem', 'timeZone', 'hourCycle']);
        if (its.hourCycle !== undefined) result.hour12 = ['h11', 'h12'].includes(its.hourCycle);
        const isStyled = its.dateStyle !== undefined || its.timeStyle !== undefined;
        const parts = isStyled ? {} : partsOf(host.datePattern(textOf(its)));
        return { ...result, ...parts, ...shown(its, ['timeZoneName', 'dateStyle', 'timeStyle']) };
      },
      formatToParts: refused('Intl.DateTimeFormat.formatToParts'),
      formatRange: refused('Intl.DateTimeFormat.formatRange'),
      formatRangeToParts: refused('Intl.DateTimeFormat.formatRangeToParts'),
    },
  );
  bound(DateTimeFormat, 'DateTimeFormat', writeDate);

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

  const Intl = {};
  Object.defineProperty(Intl, Symbol.toStringTag, { value: 'Intl', configurable: true });
  for (const made of [DateTimeFormat, ListFormat, NumberFormat, PluralRules]) define(Intl, made.name, made);
  for (const name of ['Collator', 'DisplayNames', 'DurationFormat', 'Locale', 'RelativeTimeFormat', 'Segmenter']) {
    define(Intl, name, function (...parts) { return host.notBuilt(`Intl.${name}`); });
  }
  for (const name of ['getCanonicalLocales', 'supportedValuesOf']) define(Intl, name, refused(`Intl.${name}`));

  const writeTime = (required, defaults) => (date, locales, options) => {
    const time = Date.prototype.getTime.call(date);
    if (time !== time) return 'Invalid Date';
    return writeDate(dateSettings(locales, options, required, defaults), time);
  };
  // The functions of the built-in objects, by both names.
  return {
    Intl,
    NumbertoLocaleString: (number, ...how) => writeNumber(numberSettings(...how), Number.prototype.valueOf.call(number)),
    BigInttoLocaleString: (number, ...how) => writeNumber(numberSettings(...how), BigInt.prototype.valueOf.call(number)),
    ArraytoLocaleString: (list, ...how) =>
      Array.from(list, (item) => (item === undefined || item === null ? '' : String(item.toLocaleString(...how)))).join(','),
    DatetoLocaleString: writeTime('any', 'all'),
    DatetoLocaleDateString: writeTime('date', 'date'),
    DatetoLocaleTimeString: writeTime('time', 'time'),
  };
})
