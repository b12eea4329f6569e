//! Tables as Parquet files, which DuckDB, pandas, Polars, R and Spark read.
//!
//! Takes rows a group at a time, as columns, and gives them back; knows nothing of what they mean. A table is there whole
//! or not at all. A crate of its own, so that whoever has no use for tables builds none of this.

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader as _, RowGroupReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whole numbers.
    Number,
    /// Numbers with a fraction.
    Share,
    /// Texts.
    Text,
}

/// Values of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Values<'a> {
    /// Whole numbers.
    Numbers(Vec<i64>),
    /// Numbers with a fraction.
    Shares(Vec<f64>),
    /// Texts.
    Texts(Vec<std::borrow::Cow<'a, str>>),
}

/// Why a table could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file could not be read.
    #[error("{0}: the table could not be read: {1}. Check that it may be, or delete it: it is made anew")]
    Unread(PathBuf, io::Error),
    /// The file could not be written.
    #[error(
        "{0}: the table could not be written: {1}. Make room there, or name another folder; nothing half-written is left"
    )]
    Unwritten(PathBuf, io::Error),
    /// It is no such table.
    #[error("{0}: the table makes no sense: {1}. Delete it: it is made anew")]
    Damaged(PathBuf, String),
}

type Result<T> = std::result::Result<T, TableError>;

/// A table that is being written; gone where it is not finished.
pub struct Writer {
    path: PathBuf,
    unfinished: Unfinished,
    kinds: Vec<Kind>,
    writer: SerializedFileWriter<File>,
}

/// The file of a table that is not finished, which is deleted with this.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// What went wrong in writing a table: mostly that there is no room.
fn unwritten(path: &Path) -> impl Fn(ParquetError) -> TableError + '_ {
    |error| {
        let error = match error {
            ParquetError::External(error) => match error.downcast::<io::Error>() {
                Ok(error) => *error,
                Err(error) => io::Error::other(error),
            },
            error => io::Error::other(error),
        };
        TableError::Unwritten(path.to_owned(), error)
    }
}

fn damaged(path: &Path) -> impl Fn(ParquetError) -> TableError + '_ {
    |error| TableError::Damaged(path.to_owned(), error.to_string())
}

impl Writer {
    /// Begins a table at `path`; `notes` are kept in it as key and value.
    pub fn new(path: &Path, columns: &[(&str, Kind)], notes: &[(&str, &str)]) -> Result<Self> {
        let mut unfinished = path.as_os_str().to_owned();
        unfinished.push(".new");
        let unfinished = Unfinished(PathBuf::from(unfinished));
        let lines: Vec<String> = columns
            .iter()
            .map(|(name, kind)| match kind {
                Kind::Number => format!("REQUIRED INT64 {name};"),
                Kind::Share => format!("REQUIRED DOUBLE {name};"),
                Kind::Text => format!("REQUIRED BYTE_ARRAY {name} (UTF8);"),
            })
            .collect();
        let schema = parse_message_type(&format!("message rows {{ {} }}", lines.join(" "))).map_err(damaged(path))?;
        let notes = notes.iter().map(|(key, value)| KeyValue::new((*key).to_owned(), (*value).to_owned())).collect();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("broadside".to_owned())
            .set_key_value_metadata(Some(notes))
            .build();
        let file = File::create(&unfinished.0).map_err(|error| TableError::Unwritten(path.to_owned(), error))?;
        let writer =
            SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties)).map_err(unwritten(path))?;
        let kinds = columns.iter().map(|(_, kind)| *kind).collect();
        Ok(Writer { path: path.to_owned(), unfinished, kinds, writer })
    }

    /// Adds rows: as many values for each column, in the order of the columns.
    pub fn rows(&mut self, columns: &[Values<'_>]) -> Result<()> {
        let fits = columns.len() == self.kinds.len()
            && columns.iter().zip(&self.kinds).all(|(values, kind)| values.kind() == *kind);
        if !fits {
            return Err(TableError::Damaged(self.path.clone(), "columns of another kind".to_owned()));
        }
        let mut group = self.writer.next_row_group().map_err(unwritten(&self.path))?;
        for values in columns {
            column(&mut group, values).map_err(unwritten(&self.path))?;
        }
        group.close().map_err(unwritten(&self.path))?;
        Ok(())
    }

    /// Ends the table and puts it in its place.
    pub fn finish(self) -> Result<()> {
        let failed = |error| TableError::Unwritten(self.path.clone(), error);
        let file = self.writer.into_inner().map_err(unwritten(&self.path))?;
        file.sync_all().map_err(failed)?;
        std::fs::rename(&self.unfinished.0, &self.path).map_err(failed)
    }
}

fn column(group: &mut SerializedRowGroupWriter<'_, File>, values: &Values<'_>) -> parquet::errors::Result<()> {
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    match values {
        Values::Numbers(values) => column.typed::<Int64Type>().write_batch(values, None, None)?,
        Values::Shares(values) => column.typed::<DoubleType>().write_batch(values, None, None)?,
        Values::Texts(values) => {
            let values: Vec<ByteArray> = values.iter().map(|text| ByteArray::from(&**text)).collect();
            column.typed::<ByteArrayType>().write_batch(&values, None, None)?
        }
    };
    column.close()
}

impl Values<'_> {
    fn kind(&self) -> Kind {
        match self {
            Values::Numbers(_) => Kind::Number,
            Values::Shares(_) => Kind::Share,
            Values::Texts(_) => Kind::Text,
        }
    }

    /// The numbers, where it holds numbers.
    pub fn numbers(&self) -> &[i64] {
        match self {
            Values::Numbers(values) => values,
            _ => &[],
        }
    }
}

/// Reads the table at `path`: each group of rows, as the columns asked for, is handed to `take`.
pub fn read(path: &Path, columns: &[(&str, Kind)], mut take: impl FnMut(&[Values<'static>])) -> Result<()> {
    let file = File::open(path).map_err(|error| TableError::Unread(path.to_owned(), error))?;
    let reader = SerializedFileReader::new(file).map_err(damaged(path))?;
    let missing = |name: &str| TableError::Damaged(path.to_owned(), format!("there is no column {name}"));
    let descriptor = reader.metadata().file_metadata().schema_descr();
    let places: Vec<(usize, Kind)> = columns
        .iter()
        .map(|(name, kind)| {
            let place = descriptor.columns().iter().position(|column| column.name() == *name);
            place.map(|place| (place, *kind)).ok_or_else(|| missing(name))
        })
        .collect::<Result<_>>()?;
    for number in 0..reader.num_row_groups() {
        let group = reader.get_row_group(number).map_err(damaged(path))?;
        let values: Vec<Values<'static>> = places
            .iter()
            .map(|(place, kind)| values(&*group, *place, *kind).map_err(damaged(path)))
            .collect::<Result<_>>()?;
        take(&values);
    }
    Ok(())
}

fn values(group: &dyn RowGroupReader, place: usize, kind: Kind) -> parquet::errors::Result<Values<'static>> {
    use parquet::column::reader::ColumnReader;
    let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
    match (kind, group.get_column_reader(place)?) {
        (Kind::Number, ColumnReader::Int64ColumnReader(mut reader)) => {
            let mut values = Vec::new();
            reader.read_records(rows, None, None, &mut values)?;
            Ok(Values::Numbers(values))
        }
        (Kind::Share, ColumnReader::DoubleColumnReader(mut reader)) => {
            let mut values = Vec::new();
            reader.read_records(rows, None, None, &mut values)?;
            Ok(Values::Shares(values))
        }
        (Kind::Text, ColumnReader::ByteArrayColumnReader(mut reader)) => {
            let mut values: Vec<ByteArray> = Vec::new();
            reader.read_records(rows, None, None, &mut values)?;
            let texts = values.iter().map(|bytes| Ok(bytes.as_utf8()?.to_owned().into()));
            Ok(Values::Texts(texts.collect::<parquet::errors::Result<_>>()?))
        }
        _ => Err(ParquetError::General("a column is of another kind".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [(&str, Kind); 3] = [("id", Kind::Text), ("begin", Kind::Number), ("likeness", Kind::Share)];

    fn rows(number: i64) -> [Values<'static>; 3] {
        let texts = Values::Texts(vec![format!("d{number}").into(), "é😀".into()]);
        [texts, Values::Numbers(vec![number, i64::MAX]), Values::Shares(vec![0.5, 1.0])]
    }

    #[test]
    fn what_was_written_is_read_again_and_a_table_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("links.parquet");
        let mut writer = Writer::new(&path, &COLUMNS, &[("made by", "a test")]).unwrap();
        writer.rows(&rows(1)).unwrap();
        assert!(!path.exists());
        writer.rows(&rows(2)).unwrap();
        assert!(writer.rows(&rows(3)[..2]).is_err());
        writer.finish().unwrap();
        let mut all = Vec::new();
        read(&path, &COLUMNS, |group| all.push(group.to_vec())).unwrap();
        assert_eq!(all, [rows(1), rows(2)]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_table_for_which_there_is_no_room_is_named_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("links.parquet");
        std::os::unix::fs::symlink("/dev/full", folder.path().join("links.parquet.new")).unwrap();
        let mut writer = Writer::new(&path, &COLUMNS, &[]).unwrap();
        let error = (0..100_000).try_for_each(|n| writer.rows(&rows(n))).and_then(|()| writer.finish()).unwrap_err();
        let told = error.to_string();
        assert!(told.contains("links.parquet: ") && told.contains("No space left") && told.contains("room"), "{told}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_is_no_such_table_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.parquet");
        std::fs::write(&path, b"PAR1 nonsense PAR1").unwrap();
        assert!(matches!(read(&path, &COLUMNS, |_| {}), Err(TableError::Damaged(..))));
        let writer = Writer::new(&path, &COLUMNS[..1], &[]).unwrap();
        writer.finish().unwrap();
        assert!(matches!(read(&path, &COLUMNS, |_| {}), Err(TableError::Damaged(..))));
    }
}
