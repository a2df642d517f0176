//! Work shared by two threads, where a portfolio is large enough for that to pay.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
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

/// Makes so many pieces in two threads, whichever is free, and hands them over in order. Few of them
/// are held at a time, and their memory is used again.
///
/// # Errors
/// Those of `take`; nothing is handed over after one.
pub(crate) fn in_order(
    count: usize,
    make: impl Fn(usize, &mut Vec<u8>) + Sync,
    mut take: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    /// So many pieces wait at most for those before them.
    const WAITING: usize = 4;
    if count < 2 {
        let mut piece = Vec::new();
        (0..count).for_each(|number| make(number, &mut piece));
        return if count == 0 { Ok(()) } else { take(&piece) };
    }
    let next = AtomicUsize::new(0);
    let number = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|number| *number < count);
    let (made, ready) = mpsc::sync_channel::<(usize, Vec<u8>)>(WAITING);
    let (used, again) = mpsc::channel::<Vec<u8>>();
    let (number, make) = (&number, &make);
    thread::scope(|scope| {
        scope.spawn(move || {
            make_room();
            while let Some(number) = number() {
                let mut piece = again.try_recv().unwrap_or_default();
                make(number, &mut piece);
                // Nobody takes it any more.
                if made.send((number, piece)).is_err() {
                    break;
                }
            }
        });
        // Dropped with this closure, whatever happens, so that the other thread ends.
        let ready = ready;
        let mut waiting: Vec<(usize, Vec<u8>)> = Vec::new();
        let mut own = Vec::new();
        let mut wanted = 0;
        while wanted < count {
            waiting.extend(ready.try_iter());
            if let Some(place) = waiting.iter().position(|(number, _)| *number == wanted) {
                let (_, mut piece) = waiting.swap_remove(place);
                take(&piece)?;
                piece.clear();
                if own.capacity() == 0 {
                    own = piece;
                } else {
                    let _ = used.send(piece);
                }
                wanted += 1;
                continue;
            }
            match number() {
                Some(number) => {
                    let mut piece = std::mem::take(&mut own);
                    make(number, &mut piece);
                    waiting.push((number, piece));
                }
                // All are being made: the one that is wanted is the other thread's.
                None => match ready.recv() {
                    Ok(piece) => waiting.push(piece),
                    Err(_) => break,
                },
            }
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_in_order_and_each_once() {
        let make = |number: usize, piece: &mut Vec<u8>| {
            assert!(piece.is_empty());
            // Some take longer than others.
            thread::sleep(std::time::Duration::from_micros((number as u64 % 7) * 50));
            piece.extend_from_slice(&number.to_be_bytes());
        };
        for count in [0, 1, 2, 3, 200] {
            let mut taken = Vec::new();
            in_order(count, make, |piece| {
                taken.push(usize::from_be_bytes(piece.try_into().unwrap()));
                Ok(())
            })
            .unwrap();
            assert_eq!(taken, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_is_handed_over_after_an_error() {
        let mut taken = 0;
        let result = in_order(
            1_000,
            |_, piece| piece.push(0),
            |_| {
                taken += 1;
                match taken {
                    5 => Err(io::ErrorKind::BrokenPipe.into()),
                    _ => Ok(()),
                }
            },
        );
        assert_eq!(result.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert_eq!(taken, 5);
    }
}
