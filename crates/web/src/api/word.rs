use std::{borrow::Cow, fmt, sync::LazyLock};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Visitor},
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Type, schema::Schema},
};
use winfactor_domain::{
    EventType, ItemType, LeadStatus, Locale, QuoteStatus, SubmissionStatus, TemplateComponent,
    UnitSystem,
};
use winfactor_service::{
    connections::{ConnectionStatus, ConnectionType, TestResult as ConnectionTestResult},
    endpoints::{EndpointStatus, FlowState},
};

/// Values that have one word each on the wire. The words stand where the values are defined.
pub(super) trait Vocabulary: Copy + 'static {
    /// What the schema is called.
    const NAME: &'static str;

    fn all() -> &'static [Self];

    /// The words, in the same order.
    fn words() -> &'static [&'static str];

    fn code(self) -> &'static str;
}

/// A value, written as its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<T>(pub(super) T);

impl<T: Vocabulary> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

impl<'de, T: Vocabulary> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<T>(std::marker::PhantomData<T>);

        impl<T: Vocabulary> Visitor<'_> for Reader<T> {
            type Value = Word<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "one of {}", T::words().join(", "))
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Word<T>, E> {
                let found = T::all().iter().find(|value| value.code() == word);
                found
                    .map(|value| Word(*value))
                    .ok_or_else(|| E::unknown_variant(word, T::words()))
            }
        }

        deserializer.deserialize_str(Reader(std::marker::PhantomData))
    }
}

impl<T: Vocabulary> PartialSchema for Word<T> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(T::words().iter().copied()))
            .into()
    }
}

impl<T: Vocabulary> ToSchema for Word<T> {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed(T::NAME)
    }
}

macro_rules! vocabularies {
    ($($value:ident as $word:ident, $all:expr, $code:ident;)*) => {$(
        pub(super) type $word = Word<$value>;

        impl Vocabulary for $value {
            const NAME: &'static str = stringify!($value);

            fn all() -> &'static [Self] {
                &$all
            }

            fn words() -> &'static [&'static str] {
                static WORDS: LazyLock<Vec<&'static str>> =
                    LazyLock::new(|| $all.map($value::$code).to_vec());
                &WORDS
            }

            fn code(self) -> &'static str {
                $value::$code(self)
            }
        }
    )*};
}

vocabularies! {
    ConnectionStatus as ConnectionStatusWord, ConnectionStatus::ALL, code;
    ConnectionTestResult as ConnectionTestWord, ConnectionTestResult::ALL, code;
    ConnectionType as ConnectionTypeWord, ConnectionType::ALL, code;
    DeliveryProgress as DeliveryProgressWord, DeliveryProgress::ALL, code;
    EndpointStatus as EndpointStatusWord, EndpointStatus::ALL, code;
    EventType as EventTypeWord, EventType::ALL, name;
    FlowState as FlowStateWord, FlowState::ALL, code;
    ItemType as ItemTypeWord, ItemType::ALL, code;
    LeadStatus as LeadStatusWord, LeadStatus::ALL, code;
    Locale as LocaleWord, Locale::ALL, code;
    QuoteStatus as QuoteStatusWord, QuoteStatus::ALL, code;
    SubmissionStatus as SubmissionStatusWord, SubmissionStatus::ALL, code;
    TemplateComponent as TemplateComponentWord, TemplateComponent::ALL, code;
    UnitSystem as UnitSystemWord, [UnitSystem::Metric, UnitSystem::Imperial], code;
}

/// Where a delivery stands, for people: one that waits and one that is being tried are not the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DeliveryProgress {
    Pending,
    Processing,
    Held,
    Delivered,
    Failed,
    Skipped,
}

impl DeliveryProgress {
    const ALL: [DeliveryProgress; 6] = [
        DeliveryProgress::Pending,
        DeliveryProgress::Processing,
        DeliveryProgress::Held,
        DeliveryProgress::Delivered,
        DeliveryProgress::Failed,
        DeliveryProgress::Skipped,
    ];

    fn code(self) -> &'static str {
        match self {
            DeliveryProgress::Pending => "pending",
            DeliveryProgress::Processing => "processing",
            DeliveryProgress::Held => "held",
            DeliveryProgress::Delivered => "delivered",
            DeliveryProgress::Failed => "failed",
            DeliveryProgress::Skipped => "skipped",
        }
    }
}
