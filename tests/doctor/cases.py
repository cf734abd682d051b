"""All cases: those of each cases_NAME.py beside this file."""
import glob, importlib, os

CASES = []
for path in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases_*.py"))):
    CASES += importlib.import_module(os.path.basename(path)[:-3]).CASES
