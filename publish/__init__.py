"""The static site, whose pages play without a server, and worksheets to print."""
