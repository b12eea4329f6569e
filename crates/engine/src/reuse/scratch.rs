//! Records that are put by in partitions, in memory while there is room and on disk from then on.
//!
//! The stage knows no files: whoever runs it lends it anonymous ones.

use std::io;
use std::sync::Mutex;

/// Disk to put by what does not fit in memory.
pub trait Scratch: Sync {
    /// A new file that nobody else sees.
    fn file(&self) -> io::Result<Box<dyn ScratchFile>>;
}

/// A file of a [`Scratch`].
pub trait ScratchFile: Send + Sync {
    /// Writes all of `bytes` at byte `at`.
    fn write_at(&self, bytes: &[u8], at: u64) -> io::Result<()>;
    /// Reads as many bytes as `bytes` has from byte `at` on.
    fn read_at(&self, bytes: &mut [u8], at: u64) -> io::Result<()>;
}

/// Scratch in main memory, for collections that are known to be small.
pub struct InMemory;

impl Scratch for InMemory {
    fn file(&self) -> io::Result<Box<dyn ScratchFile>> {
        Ok(Box::new(Mutex::new(Vec::new())))
    }
}

impl ScratchFile for Mutex<Vec<u8>> {
    fn write_at(&self, bytes: &[u8], at: u64) -> io::Result<()> {
        let mut held = self.lock().map_err(|_| io::ErrorKind::Other)?;
        let (start, end) = (at as usize, at as usize + bytes.len());
        if held.len() < end {
            held.resize(end, 0);
        }
        held[start..end].copy_from_slice(bytes);
        Ok(())
    }

    fn read_at(&self, bytes: &mut [u8], at: u64) -> io::Result<()> {
        let held = self.lock().map_err(|_| io::ErrorKind::Other)?;
        let part = held.get(at as usize..at as usize + bytes.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        bytes.copy_from_slice(part);
        Ok(())
    }
}

/// What is put by: two words, ordered by the first, then the second.
pub type Record = [u64; 2];

/// Bytes of a record.
const RECORD: usize = size_of::<Record>();

/// Records in partitions.
pub struct Partitions<'a> {
    scratch: &'a dyn Scratch,
    file: Option<Box<dyn ScratchFile>>,
    /// Records in memory, by partition.
    held: Vec<Vec<Record>>,
    /// For each partition where on disk its records are: byte, number of records.
    put_by: Vec<Vec<(u64, usize)>>,
    /// Records in memory.
    records: usize,
    /// Most records to have in memory.
    most: usize,
    /// Bytes on disk.
    written: u64,
}

impl<'a> Partitions<'a> {
    /// So many empty partitions, which may take `memory` bytes before they are put by on disk.
    pub fn new(scratch: &'a dyn Scratch, partitions: usize, memory: usize) -> Self {
        Partitions {
            scratch,
            file: None,
            held: vec![Vec::new(); partitions],
            put_by: vec![Vec::new(); partitions],
            records: 0,
            // Vectors hold up to twice of what is in them.
            most: (memory / RECORD / 2).max(partitions * 64),
            written: 0,
        }
    }

    /// How many partitions there are.
    pub fn count(&self) -> usize {
        self.held.len()
    }

    /// How many records a partition has.
    pub fn len(&self, partition: usize) -> usize {
        self.put_by[partition].iter().map(|(_, count)| count).sum::<usize>() + self.held[partition].len()
    }

    /// Adds records, each with its partition.
    pub fn extend_with(&mut self, records: impl Iterator<Item = (usize, Record)>) -> io::Result<()> {
        for (partition, record) in records {
            self.held[partition].push(record);
            self.records += 1;
            if self.records > self.most {
                self.put_by()?;
            }
        }
        Ok(())
    }

    /// Writes what is in memory to disk.
    fn put_by(&mut self) -> io::Result<()> {
        if self.file.is_none() {
            self.file = Some(self.scratch.file()?);
        }
        let Some(file) = &self.file else { return Ok(()) };
        let mut bytes = Vec::new();
        for (held, put_by) in self.held.iter_mut().zip(&mut self.put_by).filter(|(held, _)| !held.is_empty()) {
            bytes.clear();
            bytes.extend(held.iter().flatten().flat_map(|word| word.to_le_bytes()));
            file.write_at(&bytes, self.written)?;
            put_by.push((self.written, held.len()));
            self.written += bytes.len() as u64;
            held.clear();
        }
        self.records = 0;
        Ok(())
    }

    /// All records of a partition, in order.
    pub fn sorted(&self, partition: usize) -> io::Result<Vec<Record>> {
        let mut records = Vec::with_capacity(self.len(partition));
        let mut bytes = Vec::new();
        for (at, count) in &self.put_by[partition] {
            bytes.resize(count * RECORD, 0);
            if let Some(file) = &self.file {
                file.read_at(&mut bytes, *at)?;
            }
            records.extend(bytes.as_chunks::<RECORD>().0.iter().map(record));
        }
        records.extend_from_slice(&self.held[partition]);
        records.sort_unstable();
        Ok(records)
    }
}

/// A record from its bytes.
fn record(bytes: &[u8; RECORD]) -> Record {
    let mut record = Record::default();
    for (word, bytes) in record.iter_mut().zip(bytes.as_chunks::<8>().0) {
        *word = u64::from_le_bytes(*bytes);
    }
    record
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_in_order_whether_on_disk_or_not() {
        let records: Vec<Record> = (0..20_000u64).map(|n| [n.wrapping_mul(0x9e37_79b9_7f4a_7c15), n]).collect();
        let of = |memory| {
            let mut partitions = Partitions::new(&InMemory, 8, memory);
            let with = records.iter().map(|record| ((record[0] >> 61) as usize, *record));
            partitions.extend_with(with).expect("in memory");
            (0..partitions.count()).flat_map(|n| partitions.sorted(n).expect("in memory")).collect::<Vec<_>>()
        };
        let mut sorted = records.clone();
        sorted.sort_unstable();
        assert_eq!(of(1 << 30), sorted);
        assert_eq!(of(0), sorted);
    }
}
