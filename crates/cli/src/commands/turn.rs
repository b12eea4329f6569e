//! Waiting for one's turn to write.

use crate::output::complain;
use broadside_engine::store::{Layout, Lock};
use std::path::Path;
use std::time::{Duration, Instant};

/// How long is waited for another program to end what it writes: a reading room that makes out who is who ends by itself.
const PATIENCE: Duration = Duration::from_secs(120);
/// A question is over sooner than somebody could be told of it.
const UNTOLD: Duration = Duration::from_secs(1);
/// Pause between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// Waits while another program writes to an archive, and says so. Where it goes on for longer, the command that follows
/// says who it is.
pub fn wait_for_turn(archive: &Path) {
    let Ok((layout, _)) = Layout::open(archive) else { return };
    let began = Instant::now();
    let mut is_told = false;
    while let Some(holder) = Lock::held_by(&layout) {
        let waited = began.elapsed();
        if waited > PATIENCE {
            return;
        }
        if waited > UNTOLD && !is_told {
            is_told = true;
            complain(&format!(
                "Another broadside is writing to this archive ({holder}). Waiting for it to end, for {} seconds at most; Ctrl-C gives up.",
                PATIENCE.as_secs()
            ));
        }
        std::thread::sleep(PAUSE);
    }
}
