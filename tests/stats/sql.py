"""sql.py STORE FILE.sql - run a script on a store, references checked."""
import sqlite3
import sys

store = sqlite3.connect(sys.argv[1])
store.execute("PRAGMA foreign_keys = ON")
with open(sys.argv[2], encoding="utf-8") as script:
    store.executescript("BEGIN; " + script.read() + "; COMMIT;")
broken = store.execute("PRAGMA foreign_key_check").fetchall()
store.close()
sys.exit(f"broken references: {broken}" if broken else 0)
