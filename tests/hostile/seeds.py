"""seeds.py FOLDER MOST - the packages of at most MOST bytes, a file each, for fuzzers to begin with."""
import os
import sys

import containers
import manifests

folder, most = sys.argv[1], int(sys.argv[2])
for name, (_, data) in {**containers.CASES, **manifests.CASES}.items():
    if len(data) <= most:
        with open(os.path.join(folder, name), "wb") as f:
            f.write(data)
