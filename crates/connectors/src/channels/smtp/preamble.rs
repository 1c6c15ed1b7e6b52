//! What is said before the encryption: greeting, EHLO, STARTTLS.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::http::Stream;

/// A line of a reply has 512 bytes by the standard; servers are generous.
const LONGEST_LINE: usize = 2048;
const MOST_LINES: usize = 64;

/// How the beginning of a conversation went.
pub(super) enum Preamble {
    /// Both sides shake hands next.
    StartsTls(Stream),
    /// The server does not offer STARTTLS.
    Plain(Stream),
    /// The server does not want to talk: its code and its words.
    Refused(u16, String),
}

/// Greets, and begins the encryption if the server offers it.
pub(super) async fn speak(mut stream: Stream, hello: &str) -> io::Result<Preamble> {
    let (code, lines) = reply(&mut stream).await?;
    if code != 220 {
        return Ok(Preamble::Refused(code, lines.join(" ")));
    }
    let (code, lines) = ask(&mut stream, &format!("EHLO {hello}\r\n")).await?;
    if code != 250 {
        return Ok(Preamble::Refused(code, lines.join(" ")));
    }
    let is_offered = |line: &String| line.trim().eq_ignore_ascii_case("STARTTLS");
    if !lines.iter().any(is_offered) {
        return Ok(Preamble::Plain(stream));
    }
    match ask(&mut stream, "STARTTLS\r\n").await? {
        (220, _) => Ok(Preamble::StartsTls(stream)),
        (code, lines) => Ok(Preamble::Refused(code, lines.join(" "))),
    }
}

async fn ask(stream: &mut Stream, line: &str) -> io::Result<(u16, Vec<String>)> {
    stream.write_all(line.as_bytes()).await?;
    stream.flush().await?;
    reply(stream).await
}

/// A reply of one or more lines. Not a byte beyond it is read: what comes behind would be taken for
/// something that was said under encryption.
async fn reply(stream: &mut Stream) -> io::Result<(u16, Vec<String>)> {
    let strange = || io::Error::new(io::ErrorKind::InvalidData, "this is no mail server");
    let mut lines = Vec::new();
    while lines.len() < MOST_LINES {
        let mut line = Vec::new();
        while line.last() != Some(&b'\n') {
            if line.len() == LONGEST_LINE {
                return Err(strange());
            }
            line.push(stream.read_u8().await?);
        }
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        let code = line.get(..3).and_then(|code| code.parse().ok());
        let code: u16 = code.ok_or_else(strange)?;
        lines.push(line.get(4..).unwrap_or_default().to_owned());
        if line.as_bytes().get(3) != Some(&b'-') {
            return Ok((code, lines));
        }
    }
    Err(strange())
}
