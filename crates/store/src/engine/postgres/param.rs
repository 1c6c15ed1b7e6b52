//! Parameters as PostgreSQL takes them: `TEXT` and `BIGINT`, decided by the value given, so that
//! `$1 + 1` does not become 32-bit arithmetic.

use std::error::Error;

use bytes::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type};

use crate::engine::{Param, param::OwnedParam};

impl Param<'_> {
    pub(super) fn postgres_type(&self) -> Type {
        match self {
            Param::Text(_) | Param::NullText => Type::TEXT,
            Param::Int(_) | Param::NullInt => Type::INT8,
        }
    }
}

/// A statement was prepared with text for this parameter and is now given a number, or the
/// other way round.
#[derive(Debug, thiserror::Error)]
#[error("a {expected} parameter was given a value of another type")]
struct OtherType {
    expected: Type,
}

impl ToSql for Param<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Param::Text(text) => text.to_sql(ty, out),
            Param::Int(number) => number.to_sql(ty, out),
            Param::NullText | Param::NullInt => Ok(IsNull::Yes),
        }
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::TEXT || *ty == Type::INT8
    }

    fn to_sql_checked(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        if self.postgres_type() != *ty {
            return Err(Box::new(OtherType {
                expected: ty.clone(),
            }));
        }
        self.to_sql(ty, out)
    }
}

impl ToSql for OwnedParam {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        self.as_param().to_sql(ty, out)
    }

    fn accepts(ty: &Type) -> bool {
        Param::accepts(ty)
    }

    fn to_sql_checked(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        self.as_param().to_sql_checked(ty, out)
    }
}
