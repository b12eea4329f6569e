//! Work shared among threads, whose result does not tell among how many.

/// What `work` makes of each number below `count`, in order.
pub fn map<T: Send>(count: usize, threads: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    map_with(count, threads, || (), |(), at| work(at))
}

/// The same, with something that each thread keeps for its work.
pub fn map_with<S, T: Send>(
    count: usize,
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> T + Sync,
) -> Vec<T> {
    let share = count.div_ceil(threads.max(1)).max(1);
    if share >= count {
        let mut own = state();
        return (0..count).map(|at| work(&mut own, at)).collect();
    }
    let (work, state) = (&work, &state);
    let part = move |start: usize| {
        let mut own = state();
        (start..count.min(start + share)).map(|at| work(&mut own, at)).collect::<Vec<T>>()
    };
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..count).step_by(share).map(|start| scope.spawn(move || part(start))).collect();
        let parts = handles.into_iter().map(|handle| match handle.join() {
            Ok(part) => part,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        parts.flatten().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_their_order_at_any_number_of_threads() {
        for threads in [0, 1, 2, 3, 7, 100] {
            assert_eq!(map(5, threads, |at| at * 2), [0, 2, 4, 6, 8]);
            assert_eq!(map(0, threads, |at| at), [0usize; 0]);
        }
    }
}
