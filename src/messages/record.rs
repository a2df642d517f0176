//! What can be wrong with a record as it is read entry by entry, or line by line.

use super::macros::messages;
use super::say::Size;
use super::store::Damage;

messages! {
    /// Where a chain of entries does not hold.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum ChainBreak {
        /// The hash is not that of the entry before it and of its own rows.
        Hash { entry: i64 }
            en "#{entry}: its hash does not match its rows and the entry before it"
            zh "#{entry}：哈希值与其内容及前一条记录不符",
        /// Rows under a number that no entry closes.
        Unclosed { entry: i64 }
            en "#{entry}: there are rows under this number, but no entry"
            zh "#{entry}：有属于该编号的内容，但没有这条记录",
        Number { expected: i64, found: i64 }
            en "#{found} stands where #{expected} should"
            zh "应为#{expected}处是#{found}",
        /// Rows of an entry stand in another order than the one in which they are hashed.
        Order { entry: i64 }
            en "#{entry}: its rows are out of order"
            zh "#{entry}：各行次序不对",
    }
}

messages! {
    /// What is wrong with a line of an exported record.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum RecordProblem {
        /// Not a JSON object.
        Json(what: String)
            en "not a line of a record ({what}); use a complete file written by `project export --format json`"
            zh "不是记录的一行（{what}）；请使用 project export --format json 导出的完整文件",
        NoTable
            en "the line does not name a table; use a file written by `project export --format json`"
            zh "该行未指明表；请使用 project export --format json 导出的文件",
        Table(table: String)
            en "this version has no table '{table}'; update the program"
            zh "本版本没有表“{table}”；请升级程序",
        Column { table: &'static str, column: String }
            en "this version has no column '{column}' in table {table}; update the program"
            zh "本版本的表{table}没有列“{column}”；请升级程序",
        /// A value of another kind than its column's.
        Value { table: &'static str, column: &'static str }
            en "{table}.{column} has a value of the wrong type; use a file written by `project export --format json`"
            zh "{table}.{column}的值类型不符；请使用 project export --format json 导出的文件",
        /// A value that nobody could have recorded.
        Unreadable(what: Damage)
            en "{what} holds a value that cannot be recorded; use a file written by `project export --format json`"
            zh "{what}的值不可能被记录；请使用 project export --format json 导出的文件",
        TooLong { most: Size }
            en "longer than {most}, the limit for a line; use a file written by `project export --format json`"
            zh "超过{most}（每行上限）；请使用 project export --format json 导出的文件",
        Chain(found: ChainBreak)
            en "{found}; the file was changed or is incomplete, so export it again"
            zh "{found}；文件被改动或不完整，请重新导出",
        /// The store refuses the row.
        Refused(what: Damage)
            en "the store refuses this row ({what}); use a file written by `project export --format json`, and check the store with `project verify`"
            zh "库拒绝该行（{what}）；请使用 project export --format json 导出的文件，并用 project verify 检查库",
        Diverges { entry: i64 }
            en "this store has a different entry #{entry}, so the record does not continue it; import it into an empty store"
            zh "此库的#{entry}与文件中的不同，无法接续；请导入空库",
        /// It ends before the entry that the store is at already.
        EndsEarly { entry: i64 }
            en "the record ends here, but this store already goes on to #{entry}; there is nothing to add"
            zh "记录到此为止，而此库已到#{entry}；没有可追加的内容",
    }
}
