#!/bin/sh
# How many pages a second does the reading of a PDF's text layer take on one core, beside pdftotext?
#
# usage: benches/pdf.sh READER TEXT [PAGES]
#   READER  a command that reads the PDF named by its last argument, e.g. "target/release/broadside …"
#   TEXT    a text file or a folder of them to set, e.g. the unpacked corpora/presidential
# Prints user CPU seconds of the fastest of five runs and pages a second, for one, two and three columns.
set -eu
reader=$1 text=$2 pages=${3:-100}
here=$(dirname "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
best() {
    for _ in 1 2 3 4 5; do
        { LC_ALL=C bash -c 'TIMEFORMAT=%U; time "$@" >/dev/null 2>&1' - "$@"; } 2>&1
    done | sort -n | head -1
}
for columns in 1 2 3; do
    file=$folder/$columns.pdf
    python3 "$here/pdf.py" "$text" "$file" "$pages" "$columns"
    for command in "$reader" pdftotext; do
        # shellcheck disable=SC2086
        if [ "$command" = pdftotext ]; then seconds=$(best pdftotext "$file" -); else seconds=$(best $command "$file"); fi
        echo "$columns column(s), $pages pages: $seconds s, $(echo "$seconds $pages" | awk '{printf "%.0f", $2 / $1}') pages/s: $command"
    done
done
