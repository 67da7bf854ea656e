"""A study: rules x dials x rates x starts x seeds x losses, its rows and a report.

`python -m experiment study FILE.toml --out DIR`
"""
