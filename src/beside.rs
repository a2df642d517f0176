//! Two things done at once, where a portfolio is large enough for a thread to pay.

use std::thread;

/// Does two things at once: the second in a thread of its own. A panic of either goes on.
pub(crate) fn beside<A, B: Send>(
    first: impl FnOnce() -> A,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    thread::scope(|scope| {
        let second = scope.spawn(|| {
            make_room();
            second()
        });
        let first = first();
        match second.join() {
            Ok(second) => (first, second),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// The system's allocator asks for memory page by page in all threads but the first, and each time
/// everybody waits for it. Here it gets some megabytes at once, which stay with it when freed;
/// nothing of them is touched. (Only what is smaller than what it last gave back comes from there.)
fn make_room() {
    for megabytes in [8, 7] {
        drop(std::hint::black_box(Vec::<u8>::with_capacity(
            megabytes << 20,
        )));
    }
}
