//! Writes every page in every state as a static file, to be looked at in a browser:
//! `cargo run -p winfactor-web --example gallery -- DIR`.

#[path = "../tests/views/samples/mod.rs"]
mod samples;

use std::{env, fs, io, path::PathBuf};

use winfactor_web::assets::Asset;

fn main() -> io::Result<()> {
    let Some(target) = env::args_os().nth(1).map(PathBuf::from) else {
        return Err(io::Error::other("name the directory to write to"));
    };
    fs::create_dir_all(&target)?;
    for asset in Asset::ALL {
        fs::write(target.join(asset.name()), asset.content())?;
    }
    let mut index = String::from("<!DOCTYPE html><meta charset=utf-8><title>Gallery</title><ul>");
    for page in samples::ordinary().into_iter().chain(samples::hostile()) {
        let suffix = if page.hostile { "-hostile" } else { "" };
        let file = format!("{}.{}{suffix}.html", page.name, page.locale);
        fs::write(target.join(&file), beside(&page.html))?;
        index.push_str(&format!("<li><a href=\"{file}\">{file}</a>"));
    }
    fs::write(target.join("index.html"), index)
}

/// The page, with its files beside it rather than under an address.
fn beside(html: &str) -> String {
    Asset::ALL.into_iter().fold(html.to_owned(), |html, asset| {
        html.replace(asset.url(), asset.name())
    })
}
