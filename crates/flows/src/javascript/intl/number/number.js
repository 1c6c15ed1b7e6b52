// Intl.NumberFormat.
(function (host, base) {
  'use strict';
  const { localeOf, objectOf, outOfRange, choice, whole, only, settingsOf, constructor, refused, bound, shown, textOf } = base;
  const digits = (options, least, most) => {
    only(options, 'roundingIncrement', '1');
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

  return { NumberFormat, numberSettings, writeNumber };
})
