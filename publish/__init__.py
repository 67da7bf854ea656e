"""The static site: lessons, catalogue and task sheets as pages that play without a server."""
