// Texts: the money, sizes and dates of a WinFactor event, written for people.
//
// Inputs of this step:
//   event       the event, {{trigger['body']}} after Catch Webhook
//   locale      en, de or nl: {{trigger['body']['orgLocale']}} for your people, and
//               {{trigger['body']['customerLocale']}} for the customer; English for any other
//   unitSystem  metric or imperial
//   timeZone    the zone of the dates, such as Europe/Vienna; UTC when it is empty
//
// Output: texts, or null for what the event does not have.
//   size           5,000 × 3,000 mm   or   16' 4 7/8" × 9' 10 1/8"
//   width, height  5,000 mm           or   16' 4 7/8"
//   total          €1,250.00
//   validUntil     9 April 2026
//   happenedAt     9 April 2026, 14:05
//   daysRemaining  3 days

const NO_BREAK_SPACE = '\u00a0';

// For each language, whose numbers and whose dates are meant: dates in English have the day first.
const LANGUAGES = {
  en: { numbers: 'en-US', dates: 'en-GB' },
  de: { numbers: 'de-DE', dates: 'de-DE' },
  nl: { numbers: 'nl-NL', dates: 'nl-NL' },
};

// How many decimals amounts have; 2 where nothing is said.
const DECIMALS = { ISK: 0, JPY: 0, KWD: 3 };

export const code = async (inputs) => {
  const { event, locale, unitSystem } = inputs;
  const timeZone = inputs.timeZone || 'UTC';
  const named = String(locale || '').toLowerCase().slice(0, 2);
  const language = Object.hasOwn(LANGUAGES, named) ? named : 'en';
  const { numbers, dates } = LANGUAGES[language];

  // Numbers, and what is missing stays null.
  const number = (value, options) => new Intl.NumberFormat(numbers, options).format(value);
  const known = (value, write) => (typeof value === 'number' ? write(value) : null);

  // Feet and inches, to the nearest sixteenth of an inch of 25.4 mm.
  const feetAndInches = (millimetres) => {
    const sixteenths = Math.floor((millimetres * 3200 + 2540) / 5080);
    const feet = Math.floor(sixteenths / 192);
    const whole = Math.floor((sixteenths % 192) / 16);
    let [above, below] = [sixteenths % 16, 16];
    while (above > 0 && above % 2 === 0) [above, below] = [above / 2, below / 2];
    const parts = [whole > 0 || above === 0 ? whole : '', above > 0 ? `${above}/${below}` : ''];
    const inches = parts.filter((part) => part !== '').join(' ') + '"';
    return feet > 0 ? `${feet}' ${inches}` : inches;
  };
  const isImperial = unitSystem === 'imperial';
  const length = (millimetres) =>
    isImperial ? feetAndInches(millimetres) : `${number(millimetres, {})}${NO_BREAK_SPACE}mm`;
  const size = (width, height) =>
    isImperial ? `${length(width)} × ${length(height)}` : `${number(width, {})} × ${length(height)}`;

  // The event brings its symbol along; it stands where the language puts it.
  const money = ({ total, currency, currencySymbol }) => {
    const digits = DECIMALS[currency] ?? 2;
    const amount = number(Math.abs(total), { minimumFractionDigits: digits, maximumFractionDigits: digits });
    const symbol = currencySymbol || currency;
    const sign = total < 0 ? '-' : '';
    if (language === 'de') return `${sign}${amount}${NO_BREAK_SPACE}${symbol}`;
    if (language === 'nl') return `${symbol}${NO_BREAK_SPACE}${sign}${amount}`;
    // CHF and kr. would run into the digits; $ and € do not.
    const gap = /[\p{Alphabetic}.]$/u.test(symbol) ? NO_BREAK_SPACE : '';
    return `${sign}${symbol}${gap}${amount}`;
  };

  const moment = (time, options) => new Intl.DateTimeFormat(dates, { ...options, timeZone }).format(time);
  const day = (time) => moment(time, { day: 'numeric', month: 'long', year: 'numeric' });
  const dayAndTime = (time) =>
    `${day(time)}, ${moment(time, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`;
  const days = (count) => number(count, { style: 'unit', unit: 'day', unitDisplay: 'long' });

  const { configuration, quote, sending, expiration } = event?.data ?? {};
  const until = sending?.validUntil ?? expiration?.validUntil;
  const { width, height } = configuration ?? {};
  return {
    size: known(width, () => known(height, () => size(width, height))),
    width: known(width, length),
    height: known(height, length),
    total: known(quote?.total, () => money(quote)),
    validUntil: known(until, day),
    happenedAt: known(event?.timestamp, dayAndTime),
    daysRemaining: known(expiration?.daysRemaining, days),
  };
};
