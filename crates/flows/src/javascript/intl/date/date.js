// Intl.DateTimeFormat.
(function (host, base) {
  'use strict';
  const { localeOf, objectOf, choice, absent, only, settingsOf, constructor, refused, bound, shown, textOf } = base;
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
      // V8's other count begins at the same hour as the region's own: at 12 and 24, or at 0.
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

  // A function of dates, for the parts that it needs and those that it has by default.
  const writeTime = (required, defaults) => (date, locales, options) => {
    const time = Date.prototype.getTime.call(date);
    if (time !== time) return 'Invalid Date';
    return writeDate(dateSettings(locales, options, required, defaults), time);
  };
  return { DateTimeFormat, writeTime };
})
