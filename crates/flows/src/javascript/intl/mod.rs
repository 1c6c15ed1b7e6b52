//! Texts for a language: the part of ECMA-402 that flows use, so that
//! `total.toLocaleString('de-DE', {style: 'currency', currency: 'EUR'})` gives here what it gives in
//! ActivePieces.
//!
//! The engine itself has no `Intl`. Scripts read locales and options as the standard says, and
//! what is then to be written is written natively, from the tables of the domain and the few facts
//! of CLDR beside them. All of it is loaded when a script first asks for it.
//!
//! The product speaks English, German and Dutch, and so do these tables. A script that asks for
//! something else must not get a wrong text in silence, nor the `""` of an expression that throws:
//! it gets an error that the engine remembers ([`NotBuilt`]), and whoever ran the script tells it.

mod date;
mod not_built;
mod number;
mod region;

use rquickjs::{Ctx, Exception, Function, Object, Result};

pub(super) use not_built::NotBuilt;
use region::Region;

const BASE: &str = include_str!("base.js");
const NUMBER: &str = include_str!("number/number.js");
const DATE: &str = include_str!("date/date.js");
const WORDS: &str = include_str!("words.js");
const INTL: &str = include_str!("intl.js");

/// Makes the function that loads `Intl` and the functions that depend on it.
pub(super) fn loader<'js>(ctx: &Ctx<'js>, not_built: &NotBuilt) -> Result<Function<'js>> {
    let not_built = not_built.clone();
    Function::new(ctx.clone(), load_with(not_built))
}

fn load_with(not_built: NotBuilt) -> impl for<'js> Fn(Ctx<'js>) -> Result<Object<'js>> {
    move |ctx| {
        let script = |text: &str| ctx.eval::<Function<'_>, _>(text);
        let host = natives(&ctx, &not_built)?;
        let base: Object<'_> = script(BASE)?.call((host.clone(),))?;
        let numbers: Object<'_> = script(NUMBER)?.call((host.clone(), base.clone()))?;
        let dates: Object<'_> = script(DATE)?.call((host.clone(), base.clone()))?;
        let settings: Function<'_> = numbers.get("numberSettings")?;
        let words: Object<'_> = script(WORDS)?.call((host.clone(), base.clone(), settings))?;
        script(INTL)?.call((host, base, numbers, dates, words))
    }
}

/// What the scripts call.
fn natives<'js>(ctx: &Ctx<'js>, not_built: &NotBuilt) -> Result<Object<'js>> {
    let natives = Object::new(ctx.clone())?;
    let add = |name: &str, function: Result<Function<'js>>| natives.set(name, function?);
    let it = not_built.clone();
    add("notBuilt", Function::new(ctx.clone(), refuse_with(it)))?;
    let it = not_built.clone();
    add("locale", Function::new(ctx.clone(), locale_with(it)))?;
    add("decimals", Function::new(ctx.clone(), number::decimals))?;
    add("timeZone", Function::new(ctx.clone(), date::time_zone))?;
    let it = not_built.clone();
    add("number", Function::new(ctx.clone(), number_with(it)))?;
    let it = not_built.clone();
    add("datePattern", Function::new(ctx.clone(), pattern_with(it)))?;
    let it = not_built.clone();
    add("date", Function::new(ctx.clone(), date_with(it)))?;
    Ok(natives)
}

fn refuse_with(not_built: NotBuilt) -> impl for<'js> Fn(Ctx<'js>, String) -> Result<()> {
    move |ctx, what| Err(not_built.refuse(&ctx, &what))
}

/// The tag in its canonical spelling.
fn locale_with(not_built: NotBuilt) -> impl for<'js> Fn(Ctx<'js>, String) -> Result<String> {
    move |ctx, tag| {
        if !region::is_tag(&tag) {
            let message = format!("Incorrect locale information provided: {tag}");
            return Err(Exception::throw_range(&ctx, &message));
        }
        Region::canonical(&tag).map(str::to_owned).ok_or_else(|| {
            let what = format!("the locale `{tag}` (there are {})", region::tags());
            not_built.refuse(&ctx, &what)
        })
    }
}

fn number_with(
    not_built: NotBuilt,
) -> impl for<'js> Fn(Ctx<'js>, String, rquickjs::Value<'js>) -> Result<String> {
    move |ctx, settings, value| {
        let written = number::write(&settings, &number::Amount::of(&value)?);
        written.map_err(|what| not_built.refuse(&ctx, &what))
    }
}

fn pattern_with(not_built: NotBuilt) -> impl for<'js> Fn(Ctx<'js>, String) -> Result<String> {
    move |ctx, settings| date::pattern(&settings).map_err(|what| not_built.refuse(&ctx, &what))
}

fn date_with(not_built: NotBuilt) -> impl for<'js> Fn(Ctx<'js>, String, f64) -> Result<String> {
    move |ctx, settings, time_ms| {
        let written = date::write(&settings, time_ms);
        written.map_err(|what| not_built.refuse(&ctx, &what))
    }
}
