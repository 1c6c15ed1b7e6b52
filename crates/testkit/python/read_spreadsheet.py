"""Reads a file from stdin as other programs would and tells in JSON what is in it: `xlsx` with
openpyxl, `csv SEPARATOR` with Python's csv module."""

import csv
import io
import json
import sys

import openpyxl


def workbook(content):
    def cell(read):
        return {"kind": read.data_type, "value": read.value}

    return [
        {"title": sheet.title, "rows": [[cell(it) for it in row] for row in sheet.iter_rows()]}
        for sheet in openpyxl.load_workbook(io.BytesIO(content))
    ]


def rows(content, separator):
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=separator, strict=True))


content = sys.stdin.buffer.read()
read = workbook(content) if sys.argv[1] == "xlsx" else rows(content, sys.argv[2])
json.dump(read, sys.stdout)
