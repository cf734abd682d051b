"""manifests.py - packages whose manifest is odd or made to do harm, and what is to be said about each."""
CASES = {}
