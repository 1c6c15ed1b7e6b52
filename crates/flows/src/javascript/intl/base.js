// What all formats share: reading locales and options as ECMA-402 says, and making constructors.
// What is not built is refused by name.
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
  // What the host is told, as JSON.
  const textOf = (its) => (its.text ??= JSON.stringify(its));
  return { define, localeOf, objectOf, outOfRange, choice, whole, absent, only, settingsOf, constructor, refused, bound, shown, textOf };
})
