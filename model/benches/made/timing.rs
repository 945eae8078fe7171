//! A thread's own processor time, so that other work on the machine counts little.

/// Nanoseconds that this thread has run.
fn own_time() -> u64 {
    // The system books a thread's time when it gives way.
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux counts a thread's time");
    text.split(' ').next().and_then(|field| field.parse().ok()).expect("nanoseconds")
}

/// The median of so many times, in seconds.
pub fn median(times: usize, mut act: impl FnMut()) -> f64 {
    let mut taken: Vec<u64> = (0..times)
        .map(|_| {
            let start = own_time();
            act();
            own_time() - start
        })
        .collect();
    taken.sort_unstable();
    taken[times / 2] as f64 / 1e9
}
