//! Columns of articles as engines hand them over. Nothing about them is trusted: text may be no UTF-8.

use arrow_array::{Array, ArrayRef, cast::AsArray, types};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, TimeUnit};
use jiff::civil::Date;

use crate::column::day;

/// A column whose cells are read as text.
pub(crate) enum TextColumn {
    Small {
        ends: OffsetBuffer<i32>,
        bytes: arrow_buffer::Buffer,
        valid: Option<NullBuffer>,
    },
    Large {
        ends: OffsetBuffer<i64>,
        bytes: arrow_buffer::Buffer,
        valid: Option<NullBuffer>,
    },
    View(arrow_array::BinaryViewArray),
    /// Of a type that holds no text.
    Other(ArrayRef),
}

impl TextColumn {
    pub fn new(array: &ArrayRef) -> Self {
        match array.data_type() {
            DataType::Utf8 => {
                let (ends, bytes, valid) = array.as_string::<i32>().clone().into_parts();
                Self::Small { ends, bytes, valid }
            }
            DataType::Binary => {
                let (ends, bytes, valid) = array.as_binary::<i32>().clone().into_parts();
                Self::Small { ends, bytes, valid }
            }
            DataType::LargeUtf8 => {
                let (ends, bytes, valid) = array.as_string::<i64>().clone().into_parts();
                Self::Large { ends, bytes, valid }
            }
            DataType::LargeBinary => {
                let (ends, bytes, valid) = array.as_binary::<i64>().clone().into_parts();
                Self::Large { ends, bytes, valid }
            }
            DataType::Utf8View => Self::View(array.as_string_view().clone().to_binary_view()),
            DataType::BinaryView => Self::View(array.as_binary_view().clone()),
            _ => Self::Other(array.clone()),
        }
    }

    /// The text of a row; `None` for null.
    pub fn get(&self, row: usize) -> Result<Option<&str>, String> {
        let null = |valid: &Option<NullBuffer>| valid.as_ref().is_some_and(|v| v.is_null(row));
        let bytes: &[u8] = match self {
            Self::Small { valid, .. } | Self::Large { valid, .. } if null(valid) => {
                return Ok(None);
            }
            Self::Small { ends, bytes, .. } => &bytes[ends[row] as usize..ends[row + 1] as usize],
            Self::Large { ends, bytes, .. } => &bytes[ends[row] as usize..ends[row + 1] as usize],
            Self::View(array) if array.is_null(row) => return Ok(None),
            Self::View(array) => array.value(row),
            Self::Other(array) if array.is_null(row) => return Ok(None),
            Self::Other(array) => return Err(format!("read {}, expected text", array.data_type())),
        };
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(e) => Err(format!("invalid UTF-8 at byte {}", e.valid_up_to())),
        }
    }
}

/// A column whose cells are read as days.
pub(crate) enum DayColumn {
    Typed(ArrayRef),
    Text(TextColumn),
}

impl DayColumn {
    pub fn new(array: &ArrayRef) -> Self {
        match array.data_type() {
            DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) | DataType::Null => {
                Self::Typed(array.clone())
            }
            _ => Self::Text(TextColumn::new(array)),
        }
    }

    /// The day of a row: of a timestamp, the day in UTC; of a text, its first ten characters.
    pub fn get(&self, row: usize) -> Result<Option<Date>, String> {
        let array = match self {
            Self::Typed(array) => array,
            Self::Text(column) => {
                let Some(text) = column.get(row)?.filter(|t| !t.is_empty()) else {
                    return Ok(None);
                };
                let day = text.get(..10).unwrap_or(text).parse();
                return day
                    .map(Some)
                    .map_err(|_| format!("{text:?} is no day of the form 2024-03-27"));
            }
        };
        if array.is_null(row) {
            return Ok(None);
        }
        let (value, unit) = match array.data_type() {
            DataType::Date32 => {
                (i64::from(array.as_primitive::<types::Date32Type>().value(row)), 1)
            }
            DataType::Date64 => (array.as_primitive::<types::Date64Type>().value(row), 86_400_000),
            DataType::Timestamp(TimeUnit::Second, _) => {
                (array.as_primitive::<types::TimestampSecondType>().value(row), 86_400)
            }
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                (array.as_primitive::<types::TimestampMillisecondType>().value(row), 86_400_000)
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                (array.as_primitive::<types::TimestampMicrosecondType>().value(row), 86_400_000_000)
            }
            DataType::Timestamp(TimeUnit::Nanosecond, _) => (
                array.as_primitive::<types::TimestampNanosecondType>().value(row),
                86_400_000_000_000,
            ),
            _ => return Ok(None),
        };
        let days = i32::try_from(value.div_euclid(unit)).ok().and_then(day);
        days.map(Some).ok_or_else(|| format!("{value} is no day of the calendar"))
    }
}
