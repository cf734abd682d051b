# The made store, as made.db.
python3 "$SOURCE/tests/report/made.py" "$SOURCE"
SOURCE_DATE_EPOCH=1730000000
export SOURCE_DATE_EPOCH
for file in taken initiatives attendance; do
    etalon import -q --db made.db --new-courses "$file.csv" >/dev/null
done
unset SOURCE_DATE_EPOCH
