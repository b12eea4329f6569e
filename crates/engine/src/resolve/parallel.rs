//! Work shared among threads, whose result does not tell among how many.

/// What `work` makes of each number below `count`, in order.
pub fn map<T: Send>(count: usize, threads: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let share = count.div_ceil(threads.max(1)).max(1);
    if share >= count {
        return (0..count).map(work).collect();
    }
    let work = &work;
    let part = move |start: usize| (start..count.min(start + share)).map(work).collect::<Vec<T>>();
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..count).step_by(share).map(|start| scope.spawn(move || part(start))).collect();
        let mut parts = handles.into_iter().map(|handle| match handle.join() {
            Ok(part) => part,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        // The first grows where it lies, so that there are never two of all.
        let mut all = parts.next().unwrap_or_default();
        parts.for_each(|part| all.extend(part));
        all
    })
}

/// All that `work` puts out for the numbers below `count`, in order, with something that each thread keeps for its work.
pub fn flat_map<S, T: Send>(
    count: usize,
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize, &mut Vec<T>) + Sync,
) -> Vec<T> {
    let share = count.div_ceil(threads.max(1)).max(1);
    let part = |part: usize| {
        let (mut own, mut out) = (state(), Vec::new());
        (part * share..count.min((part + 1) * share)).for_each(|at| work(&mut own, at, &mut out));
        out
    };
    let mut parts = map(count.div_ceil(share), threads, part).into_iter();
    let mut all = parts.next().unwrap_or_default();
    parts.for_each(|part| all.extend(part));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_their_order_at_any_number_of_threads() {
        for threads in [0, 1, 2, 3, 7, 100] {
            assert_eq!(map(5, threads, |at| at * 2), [0, 2, 4, 6, 8]);
            assert_eq!(map(0, threads, |at| at), [0usize; 0]);
            let found = flat_map(4, threads, || 10, |ten, at, out| out.extend((0..at).map(|less| *ten * at + less)));
            assert_eq!(found, [10, 20, 21, 30, 31, 32]);
        }
    }
}
