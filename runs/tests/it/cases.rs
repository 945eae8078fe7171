use crate::{HEADER, attempt, folder, population, run_csv};
use arrow::array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

#[test]
fn malformed_csv_files_are_refused_with_row_and_column_and_leave_nothing() {
    let good = "HH-1,2,bso,100,1,10";
    let samples = [
        ("an empty file", String::new()),
        ("a header alone", HEADER.to_owned()),
        ("a missing column", format!("{}\n", HEADER.replace(",changes", ""))),
        ("an unknown column", format!("{HEADER},nationality\n{good},nl\n")),
        ("a column twice", format!("{HEADER},changes\n{good},1\n")),
        ("a missing value", format!("{HEADER}\n{good}\nHH-2,,bso,100,1,10\n")),
        ("a word for a number", format!("{HEADER}\nHH-1,two,bso,100,1,10\n")),
        ("a decimal comma", format!("{}\nHH-1;2;bso;100,5;1;10\n", HEADER.replace(',', ";"))),
        ("half a child", format!("{HEADER}\nHH-1,1.5,bso,100,1,10\n")),
        ("out of range", format!("{HEADER}\nHH-1,2,bso,901,1,10\nHH-2,2,bso,-1,1,10\n")),
        ("an unlisted word", format!("{HEADER}\nHH-1,2,oma,100,1,10\n")),
        ("a short row", format!("{HEADER}\n{good}\nHH-2,2,bso\n")),
        ("a person twice", format!("{HEADER}\n{good}\n{good}\n")),
        ("a quotation mark that stays open", format!("{HEADER}\n{good}\n\"HH-2,2,bso,100,1,10\n")),
        ("grouped thousands", format!("{}\nHH-1;2;bso;1.000;1;10\n", HEADER.replace(',', ";"))),
        ("a spreadsheet", "PK\u{3}\u{4}and so on".to_owned()),
        ("nobody's row", format!("{HEADER}\n,2,bso,100,1,10\n")),
    ];
    let folder = folder("bad-csv");
    let lines = samples.map(|(what, text)| {
        format!("{what}\n  {}", run_csv(&folder, &text).expect_err(what).to_string().replace('\n', "\n  "))
    });
    insta::assert_snapshot!(lines.join("\n"));
    assert_eq!(std::fs::read_dir(folder.join("runs")).expect("a folder").count(), 0, "something was written");
}

#[test]
fn many_faults_are_counted_and_the_first_twenty_are_shown() {
    let rows: Vec<_> = (0..50).map(|row| format!("HH-{row},0,bso,100,1,10")).collect();
    let refused = run_csv(&folder("many"), &format!("{HEADER}\n{}\n", rows.join("\n")))
        .expect_err("refused")
        .to_string();
    assert_eq!(refused.lines().count(), 21);
    assert!(refused.ends_with("and 30 more"), "{refused}");
}

#[test]
fn a_folder_is_no_case_file() {
    let folder = folder("folder");
    let refused = attempt(&folder, &folder, &[]).expect_err("refused").to_string();
    assert!(refused.ends_with("is a folder: give the file with the cases"), "{refused}");
}

#[test]
fn w02_a_float_of_32_bits_is_read_as_the_decimal_that_was_meant() {
    let folder = folder("float32");
    let file = folder.join("cases.parquet");
    let whole = arrow::array::Float32Array::from(vec![1.0, 3.0]);
    let mut fields = columns(Arc::new(whole));
    fields[4].1 = Arc::new(arrow::array::Float32Array::from(vec![2.1, 2.1]));
    write(&file, fields);
    let refused = attempt(&folder, &file, &[]).expect_err("no whole number of changes").to_string();
    assert!(refused.contains("`2.1`: expected a whole number"), "{refused}");
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let folder = folder("bytes");
    let file = folder.join("cases.csv");
    std::fs::write(&file, b"household,\xff\n").expect("written");
    assert_eq!(
        attempt(&folder, &file, &[]).expect_err("refused").to_string(),
        "the file is not UTF-8 from byte 10: save it as UTF-8"
    );
}

fn write(path: &Path, columns: Vec<(&str, ArrayRef)>) {
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, column)| (name, column, true)),
    )
    .expect("columns");
    let mut writer =
        ArrowWriter::try_new(File::create(path).expect("a file"), batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("written");
    writer.close().expect("closed");
}

fn columns(children: ArrayRef) -> Vec<(&'static str, ArrayRef)> {
    let whole = |number: i64| -> ArrayRef { Arc::new(Int64Array::from(vec![number, number])) };
    vec![
        ("household", Arc::new(StringArray::from(vec!["HH-1", "HH-2"]))),
        ("children", children),
        ("care_type", Arc::new(StringArray::from(vec!["bso", "gastouder"]))),
        ("hours_per_month", whole(100)),
        ("changes", whole(1)),
        ("income_swing", whole(10)),
    ]
}

#[test]
fn malformed_parquet_files_are_refused_with_row_and_column() {
    let folder = folder("bad-parquet");
    let file = folder.join("cases.parquet");
    let samples: Vec<(&str, ArrayRef)> = vec![
        ("nothing in a cell", Arc::new(Int64Array::from(vec![Some(1), None]))),
        ("no number", Arc::new(Float64Array::from(vec![1.0, f64::NAN]))),
        ("without end", Arc::new(Float64Array::from(vec![1.0, f64::INFINITY]))),
        ("half a child", Arc::new(Float64Array::from(vec![1.0, 2.5]))),
        ("yes and no", Arc::new(BooleanArray::from(vec![true, false]))),
        ("words", Arc::new(StringArray::from(vec!["1", "two"]))),
        ("dates", Arc::new(arrow::array::Date32Array::from(vec![1, 2]))),
    ];
    let mut lines = vec![];
    for (what, children) in samples {
        write(&file, columns(children));
        lines.push(format!("{what}\n  {}", attempt(&folder, &file, &[]).expect_err(what)));
    }
    let whole = std::fs::read(&file).expect("bytes");
    std::fs::write(&file, &whole[..whole.len() / 2]).expect("cut");
    lines.push(format!("cut off\n  {}", attempt(&folder, &file, &[]).expect_err("cut off")));
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_same_people_as_csv_and_as_parquet_get_the_same_root() {
    let folder = folder("alike");
    let csv = run_csv(&folder, &format!("{HEADER}\nHH-1,1,bso,100,1,10\nHH-2,3,gastouder,100,1,10\n"))
        .expect("a run");
    let file = folder.join("cases.parquet");
    write(&file, columns(Arc::new(Float64Array::from(vec![1.0, 3.0]))));
    std::fs::remove_dir_all(folder.join("runs")).expect("removed");
    assert_eq!(attempt(&folder, &file, &[]).expect("a run").people_root, csv.people_root);
}

#[test]
fn a_column_that_is_not_read_must_be_named() {
    let folder = folder("ignored");
    let file = folder.join("cases.csv");
    let text = population().lines().collect::<Vec<_>>().join(",x\n") + ",x\n";
    std::fs::write(&file, text.replacen("income_swing,x", "income_swing,remark", 1)).expect("written");
    assert!(attempt(&folder, &file, &[]).is_err());
    assert_eq!(attempt(&folder, &file, &["remark".to_owned()]).expect("a run").people, 200);
}

#[test]
fn a_file_without_references_knows_people_by_their_row() {
    let folder = folder("by-row");
    let file = folder.join("cases.csv");
    let (_, inputs) = HEADER.split_once(',').expect("a header");
    std::fs::write(&file, format!("{inputs}\n1,bso,100,1,10\n2,bso,100,1,10\n")).expect("written");
    let model = crate::model();
    let source = runs::Source { path: &file, person_column: runs::BY_ROW, ignore: &[] };
    assert_eq!(runs::Cases::read(&source, &model).expect("cases").people, ["1", "2"]);
}
