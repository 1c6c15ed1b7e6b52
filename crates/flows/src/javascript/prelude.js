// What a fresh engine needs to be the one that flows expect: the run's time and chance, the time
// zone UTC whatever the machine's is, flattenNestedKeys, texts for a language, and nothing that is
// not ECMAScript.
(function (now, random, loadIntl) {
  'use strict';
  const define = (object, name, value) =>
    Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });

  for (const name of ['queueMicrotask', 'InternalError', 'performance', 'navigator', 'DOMException', 'atob', 'btoa']) {
    delete globalThis[name];
  }

  define(Math, 'random', random);

  const RealDate = Date;
  const dates = RealDate.prototype;
  const withZone = /(?:z|gmt|utc?|[ecmp][sd]t|[t ]\d{1,2}(?::?\d\d){0,2}(?:[.,]\d+)?\s*[+-]\d\d:?\d\d)\s*(?:\(.*\))?\s*$/i;
  const dateOnly = /^\s*[+-]?\d{4,6}(?:-\d\d(?:-\d\d)?)?\s*$/;
  // A text without a zone means local time, which is UTC here.
  const parse = (value) => {
    const text = String(value);
    if (withZone.test(text) || dateOnly.test(text)) return RealDate.parse(text);
    for (const zone of ['Z', ' UTC']) {
      const time = RealDate.parse(text + zone);
      if (time === time) return time;
    }
    return NaN;
  };
  const timeOf = (value) => (typeof value === 'string' ? parse(value) : +new RealDate(value));

  function VirtualDate(...parts) {
    if (!new.target) return new RealDate(now()).toString();
    const time = parts.length === 0 ? now() : parts.length === 1 ? timeOf(parts[0]) : RealDate.UTC(...parts);
    return Reflect.construct(RealDate, [time], new.target);
  }
  Object.defineProperty(VirtualDate, 'name', { value: 'Date', configurable: true });
  Object.defineProperty(VirtualDate, 'length', { value: 7, configurable: true });
  Object.defineProperty(VirtualDate, 'prototype', { value: dates, writable: false });
  define(VirtualDate, 'now', () => now());
  define(VirtualDate, 'parse', parse);
  define(VirtualDate, 'UTC', RealDate.UTC);
  define(dates, 'constructor', VirtualDate);
  define(globalThis, 'Date', VirtualDate);

  for (const part of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
    define(dates, 'get' + part, dates['getUTC' + part]);
    if (part !== 'Day') define(dates, 'set' + part, dates['setUTC' + part]);
  }
  const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const two = (number) => String(number).padStart(2, '0');
  const year = (date) => {
    const number = date.getUTCFullYear();
    return (number < 0 ? '-' : '') + String(Math.abs(number)).padStart(number < 0 ? 6 : 4, '0');
  };
  const day = (d) => `${days[d.getUTCDay()]} ${months[d.getUTCMonth()]} ${two(d.getUTCDate())} ${year(d)}`;
  const clock = (d) => `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
  const zone = ' GMT+0000 (Coordinated Universal Time)';
  const writers = {
    toString: (d) => day(d) + ' ' + clock(d) + zone,
    toDateString: day,
    toTimeString: (d) => clock(d) + zone,
  };
  for (const name of Object.keys(writers)) {
    const write = writers[name];
    define(dates, name, { [name]() { return dates.getTime.call(this) === dates.getTime.call(this) ? write(this) : 'Invalid Date'; } }[name]);
  }
  const own = {
    getTimezoneOffset() { return dates.getTime.call(this) * 0; },
    getYear() { return this.getUTCFullYear() - 1900; },
    setYear(value) { return this.setUTCFullYear(value >= 0 && value <= 99 ? 1900 + Math.trunc(value) : value); },
  };
  for (const name of Object.keys(own)) define(dates, name, own[name]);

  // What writes for a language is loaded when it is first asked for.
  let loaded;
  const intl = () => (loaded ??= loadIntl());
  const setIntl = (value) => define(globalThis, 'Intl', value);
  const getIntl = () => (setIntl(intl().Intl), intl().Intl);
  Object.defineProperty(globalThis, 'Intl', { get: getIntl, set: setIntl, enumerable: false, configurable: true });
  for (const of of [Number, BigInt, Array, Object.getPrototypeOf(Int8Array), Date]) {
    for (const name of of === Date ? ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'] : ['toLocaleString']) {
      define(of.prototype, name, { [name](...how) { return intl()[of.name + name](this, ...how); } }[name]);
    }
  }

  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const flatten = (value, keys) => {
    if (Array.isArray(value)) return value.flatMap((item) => flatten(item, keys));
    if (isObject(value)) {
      const isThere = keys.length > 0 && Object.keys(value).includes(String(keys[0]));
      return isThere ? flatten(value[keys[0]], keys.slice(1)) : [];
    }
    return keys.length === 0 ? [value] : [];
  };
  define(globalThis, 'flattenNestedKeys', function flattenNestedKeys(value, keys) { return flatten(value, keys); });
})
