//! How numbers, money, sizes and dates are written for people, by language and unit system:
//! `1.682,51 €` and `2.400 mm` in German, `$1,682.51` and `7' 10 1/2"` in English with feet.

mod date;
mod money;
mod number;
mod size;

pub use date::{date, date_time, month_names, time_of_day, weekday_names};
pub use money::money;
pub use number::{decimal, integer, separators};
pub use size::size;
