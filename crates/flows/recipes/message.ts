// Message: what the team reads, out of a title, details and a link.
//
// Inputs of this step:
//   format    slack, html or text: how what stands in the data is kept from being taken for markup
//   title     one line
//   details   lines of the form "Label: {{ value }}"; one whose value is empty is left out
//   quoted    words of the customer, shown as a quotation; may be empty
//   link      an address in WinFactor, and
//   linkText  what it is called
//
// Output: { text }, which the next step takes as {{/*raw*/ …['text']}}: it is escaped already.

const slackText = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

// Microsoft Teams looks for people behind an @, so it is written as a number too.
const htmlText = (text) =>
  slackText(text).replace(/"/g, '&quot;').replace(/'/g, '&#39;').replace(/@/g, '&#64;');

const FORMATS = {
  slack: ({ title, lines, quoted, link, linkText }) => [
    `*${slackText(title)}*`,
    ...lines.map(slackText),
    ...quoted.map((line) => `> ${slackText(line)}`),
    ...(link ? [`<${slackText(link).replace(/\|/g, '%7C')}|${slackText(linkText)}>`] : []),
  ].join('\n'),
  html: ({ title, lines, quoted, link, linkText }) => [
    `<p><b>${htmlText(title)}</b></p>`,
    lines.length > 0 ? `<p>${lines.map(htmlText).join('<br>')}</p>` : '',
    quoted.length > 0 ? `<blockquote>${quoted.map(htmlText).join('<br>')}</blockquote>` : '',
    link ? `<p><a href="${htmlText(link)}">${htmlText(linkText)}</a></p>` : '',
  ].join(''),
  text: ({ lines, quoted, link, linkText }) => [
    lines.join('\n'),
    quoted.map((line) => `> ${line}`).join('\n'),
    link ? `${linkText}: ${link}` : '',
  ].filter((part) => part !== '').join('\n\n'),
};

const linesOf = (text) => String(text ?? '').split(/\r\n|\r|\n/).map((line) => line.trimEnd());

export const code = async (inputs) => {
  const { format, title, details, quoted, link, linkText } = inputs;
  const isFilled = (line) => line !== '' && !/^[^:]+:$/.test(line);
  const write = FORMATS[format] ?? FORMATS.text;
  return {
    text: write({
      title: linesOf(title).join(' '),
      lines: linesOf(details).filter(isFilled),
      quoted: quoted ? linesOf(quoted) : [],
      link: String(link ?? ''),
      linkText: String(linkText ?? ''),
    }),
  };
};
